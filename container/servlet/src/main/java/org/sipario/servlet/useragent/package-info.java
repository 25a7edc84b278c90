/**
 * The user agent core (RFC 3261 §8.1, §8.2, §12.2, §13, §14, §15; RFC 3262): requests that came in and their answers,
 * requests that applications make and what comes back, as state without JSR objects.
 *
 * <p>Works on the sessions of {@code servlet.session} in their queues, and calls applications through {@link
 * org.sipario.servlet.useragent.MessageUser} only. Used by {@code proxy}, {@code facade}, {@code invocation} and the
 * container itself.
 */
@NullMarked
package org.sipario.servlet.useragent;

import org.jspecify.annotations.NullMarked;
