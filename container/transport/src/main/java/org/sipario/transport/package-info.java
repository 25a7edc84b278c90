/**
 * The wire of a real server: listening points over UDP and TCP, keep-alives, the location of servers, and the clock.
 *
 * <p>RFC 3261 §18, RFC 3263, RFC 5626 §3.5 and §4.4, RFC 8489 as far as a keep-alive needs it. The only room that knows Netty and
 * dnsjava; nothing of them leaves it. {@code tomcat} comes in here, to introduce {@link org.sipario.transport.Transports} to
 * the transaction layer; nobody else does.
 */
@NullMarked
package org.sipario.transport;

import org.jspecify.annotations.NullMarked;
