/**
 * Netty: listening points, flows, UDP and TCP framing, and the location of servers.
 *
 * <p>RFC 3261 §18, RFC 3263, RFC 3581, RFC 5626 §3.5 and §4.4. The only room that knows Netty; nothing of Netty leaves it.
 */
@NullMarked
package org.sipario.transport;

import org.jspecify.annotations.NullMarked;
