/**
 * The transactions that only absorb retransmissions until their timer ends, kept as bytes instead of objects.
 *
 * <p>RFC 3261 §17.1.2.2 (timer K) and §17.2.2 (timer J), RFC 6026 §7 (timers L and M).
 *
 * <p>Only the transaction layer may use it; it knows neither messages nor machines, only keys and bytes.
 */
@NullMarked
package org.sipario.transaction.absorb;

import org.jspecify.annotations.NullMarked;
