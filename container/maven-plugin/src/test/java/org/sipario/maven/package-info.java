/** Tests of the Maven plugin. */
@NullMarked
package org.sipario.maven;

import org.jspecify.annotations.NullMarked;
