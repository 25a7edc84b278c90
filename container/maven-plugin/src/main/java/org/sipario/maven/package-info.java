/**
 * The Maven plugin: runs a server on the classes of the project that is being written. These classes live in Maven, on whatever
 * Java that runs on; the server is a process of its own, {@code org.sipario.maven.server}, on a Java 25.
 */
@NullMarked
package org.sipario.maven;

import org.jspecify.annotations.NullMarked;
