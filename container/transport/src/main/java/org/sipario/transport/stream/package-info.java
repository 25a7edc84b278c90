/**
 * A TCP listening point and its connections, accepted and made: framing, limits, keep-alives. RFC 3261 §18.3, RFC 5626
 * §3.5.1.
 */
@NullMarked
package org.sipario.transport.stream;

import org.jspecify.annotations.NullMarked;
