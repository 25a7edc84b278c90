/**
 * Dialogs and what happens within them: identifiers, targets, sequence numbers, reliable provisional responses and
 * retransmitted 2xx.
 *
 * <p>RFC 3261 §12 and §13.3.1.4, RFC 3262, RFC 6141.
 *
 * <p>Every module above may use it; it uses messages and the JDK. Values and events go in, new values come out.
 */
@NullMarked
package org.sipario.core.dialog;

import org.jspecify.annotations.NullMarked;
