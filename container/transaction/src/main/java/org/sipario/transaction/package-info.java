/**
 * The four state machines of RFC 3261 §17 (as amended by RFC 4320 and RFC 6026) and the layer that runs them.
 *
 * <p>{@link org.sipario.transaction.TransactionLayer} is the entry; the transaction users above implement {@code
 * TransactionUser}, {@code ClientUser} and {@code ServerUser}. A machine is one file of states and one pure function;
 * {@code ServerTransaction} and {@code ClientDriver} carry out its effects.
 *
 * <p>Every module above may use it. It knows messages, not sockets: messages go out through a {@code Wire}, time comes
 * from {@code Timers}.
 */
@NullMarked
package org.sipario.transaction;

import org.jspecify.annotations.NullMarked;
