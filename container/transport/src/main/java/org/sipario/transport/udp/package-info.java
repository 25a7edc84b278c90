/**
 * A UDP listening point: the socket, its reader, keep-alives by CRLF and STUN. RFC 3261 §18, RFC 5626 §3.5.2 and
 * §4.4.2.
 */
@NullMarked
package org.sipario.transport.udp;

import org.jspecify.annotations.NullMarked;
