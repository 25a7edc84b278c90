/**
 * The proxy core: target set, forwarding, response context, best response and branch values.
 *
 * <p>RFC 3261 §16, RFC 4320 §4, RFC 5393 §4, RFC 6026 §7.
 *
 * <p>Every module above may use it; it neither sends nor waits, but says what is to be sent and for how long to wait.
 */
@NullMarked
package org.sipario.core.proxy;

import org.jspecify.annotations.NullMarked;
