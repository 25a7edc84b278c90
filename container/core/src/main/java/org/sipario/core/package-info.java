/**
 * Dialogs, user agents, proxies and digest: the RFCs as pure logic.
 *
 * <p>RFC 3261 §8, §12 to §16 and §22. No JSR, no thread, no clock, no socket: states and events in, states and effects out.
 */
@NullMarked
package org.sipario.core;

import org.jspecify.annotations.NullMarked;
