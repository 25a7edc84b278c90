/**
 * A whole server inside another program, such as a test: {@code EmbeddedServer} and its builder. The builder can say
 * whatever {@code conf/server.xml} can say of the packed server; it can also replace sockets and clock by a {@code
 * Platform} of the caller's. Made for programs outside this module: {@code junit}, {@code arquillian}, {@code
 * maven-plugin}.
 */
@NullMarked
package org.sipario.tomcat.embedded;

import org.jspecify.annotations.NullMarked;
