/**
 * The four state machines of RFC 3261 §17 (as amended by RFC 4320 and RFC 6026) and the layer that runs them.
 *
 * <p>{@link org.sipario.transaction.TransactionLayer} is the door; the floors above are {@code TransactionUser}, {@code
 * ClientUser} and {@code ServerUser}. Each machine is one file of states and one pure function; {@code ServerTransaction} and
 * {@code ClientDriver} do what it says.
 *
 * <p>Knows messages, not sockets: what goes out goes through a {@code Wire}, time comes from {@code Timers}.
 */
@NullMarked
package org.sipario.transaction;

import org.jspecify.annotations.NullMarked;
