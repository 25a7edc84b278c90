/**
 * A back-to-back user agent: it answers the caller as if it were the callee, and calls the callee as if it were the caller.
 * Each side sees this server only. RFC 3261 §6, JSR 289 §12.
 *
 * <p>Start reading at {@link org.sipario.samples.b2bua.B2buaServlet}.
 */
@SipApplication(name = "b2bua", displayName = "B2BUA", sessionTimeout = 5)
@NullMarked
package org.sipario.samples.b2bua;

import jakarta.servlet.sip.annotation.SipApplication;
import org.jspecify.annotations.NullMarked;
