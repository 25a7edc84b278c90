package org.sipario.message.wire;

import java.net.InetSocketAddress;

/**
 * One place to try for a request: RFC 3263 §4.
 *
 * @param transport by which to send
 * @param address to which to send, resolved
 */
public record Hop(Transport transport, InetSocketAddress address) {}
