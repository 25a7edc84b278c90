/**
 * What UDP and TCP have in common: an open listening point, its settings and counters, and the way in from bytes to
 * messages. RFC 3261 §18.
 */
@NullMarked
package org.sipario.transport.listener;

import org.jspecify.annotations.NullMarked;
