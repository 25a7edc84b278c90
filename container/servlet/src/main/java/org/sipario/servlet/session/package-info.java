/**
 * The state of sessions: application sessions and their queues, SIP sessions and their dialogs, timers, lifetimes, and
 * where they are found again (JSR 289 chapters 6 and 8, RFC 3261 §12).
 *
 * <p>No JSR object, no socket. Applications are told of what happens through {@link
 * org.sipario.servlet.session.SessionUser} only. Used by {@code useragent}, {@code proxy}, {@code facade} and the
 * container itself.
 */
@NullMarked
package org.sipario.servlet.session;

import org.jspecify.annotations.NullMarked;
