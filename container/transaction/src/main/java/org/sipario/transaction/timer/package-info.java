/**
 * The timers of all transactions: one queue for each delay, so that setting and stopping one costs no search.
 *
 * <p>The delays are those of RFC 3261 §17, Table 4.
 *
 * <p>Only the transaction layer may use it; the clock behind it is {@link org.sipario.message.wire.Timers}.
 */
@NullMarked
package org.sipario.transaction.timer;

import org.jspecify.annotations.NullMarked;
