/**
 * Dialogs, user agents, proxies and digest: the RFCs as pure logic.
 *
 * <p>RFC 3261 §8, §12, §13.3, §16 and §22; RFC 3262, RFC 4320, RFC 5393, RFC 6026, RFC 6141, RFC 7616, RFC 8760. No JSR, no
 * thread, no clock, no socket: states and events in, states and effects out. The servlet room drives it; everybody may come in.
 */
@NullMarked
package org.sipario.core;

import org.jspecify.annotations.NullMarked;
