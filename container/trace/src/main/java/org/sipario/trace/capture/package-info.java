/**
 * Capture files: pcapng as this server writes it, and pcapng or pcap as others do. A message is wrapped into the
 * headers of IP and of UDP or TCP that it might have had, so that Wireshark opens the files as they are.
 *
 * <p>draft-ietf-opsawg-pcapng; RFC 791, RFC 8200, RFC 768 and RFC 9293 for the headers. Knows nothing of calls: that is
 * {@code org.sipario.trace.export}.
 */
@NullMarked
package org.sipario.trace.capture;

import org.jspecify.annotations.NullMarked;
