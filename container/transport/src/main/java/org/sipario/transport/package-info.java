/**
 * The wire of a real server: listening points over UDP and TCP, keep-alives, the location of servers, and the clock.
 *
 * <p>RFC 3261 §18, RFC 3263, RFC 5626 §3.5 and §4.4, RFC 8489 as far as a keep-alive needs it. The only module that
 * uses Netty and dnsjava; no type of theirs leaves it. {@link org.sipario.transport.Transports} is what {@code tomcat}
 * connects with the transaction layer; the packages below it are
 *
 * <pre>
 * Transports ──► udp, stream ──► listener
 *                     └────────► threads ──► load         locate
 * </pre>
 */
@NullMarked
package org.sipario.transport;

import org.jspecify.annotations.NullMarked;
