/**
 * The process that {@code sipario:run} starts: an embedded server, and an eye on the files that its application is made of. Runs on
 * the server's Java, never inside Maven.
 */
@NullMarked
package org.sipario.maven.server;

import org.jspecify.annotations.NullMarked;
