/**
 * The four transactions as pure functions: a state and an event give a new state and effects.
 *
 * <p>RFC 3261 §17.1 and §17.2 with the timers of Table 4, as amended by RFC 4320 and RFC 6026; the ACK of a non-2xx by
 * §17.1.1.3 and CANCEL by §9.1.
 *
 * <p>Only the transaction layer may drive a machine; {@link org.sipario.transaction.machine.Failure} and {@link
 * org.sipario.transaction.machine.Timings} are for the modules above too. Nothing here has a lock, a clock or a socket.
 */
@NullMarked
package org.sipario.transaction.machine;

import org.jspecify.annotations.NullMarked;
