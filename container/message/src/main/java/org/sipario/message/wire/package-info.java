/**
 * The border between SIP and the network: listening points, flows, sending, receiving, locating and time.
 *
 * <p>RFC 3261 §18 as the transaction layer sees it, flows by RFC 5626 §2, the order of hops by RFC 3263 §4, transports
 * of RFC 7118.
 *
 * <p>Every module may use it; transport and testkit implement it; it uses messages and the JDK.
 */
@NullMarked
package org.sipario.message.wire;

import org.jspecify.annotations.NullMarked;
