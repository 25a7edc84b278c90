/**
 * The transactions which do nothing but absorb retransmissions until their timer ends, kept as bytes instead of objects.
 *
 * <p>RFC 3261 §17.1.1.2, §17.1.2.2, §17.2.1 and §17.2.2 (timers D, I, J and K), RFC 6026 §7 (timers L and M).
 *
 * <p>Only the transaction layer may use it; it knows neither messages nor machines, only keys and bytes.
 */
@NullMarked
package org.sipario.transaction.absorb;

import org.jspecify.annotations.NullMarked;
