package org.sipario.message.wire;

import java.net.InetSocketAddress;

/**
 * One place to try for a request: RFC 3263 §4.
 *
 * @param transport how
 * @param address where, resolved
 */
public record Hop(Transport transport, InetSocketAddress address) {}
