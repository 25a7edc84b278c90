/** Tests of the server that the Maven plugin starts. */
@NullMarked
package org.sipario.maven.server;

import org.jspecify.annotations.NullMarked;
