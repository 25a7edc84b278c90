/**
 * The redirect server that ships: it tells callers where a user of this server is and stays out of the call. RFC 3261 §8.3.
 * Only for phones that have it as their outbound proxy it passes on what leads elsewhere.
 */
@SipApplication(name = "redirect", displayName = "Redirect Server")
@NullMarked
package org.sipario.apps.redirect;

import jakarta.servlet.sip.annotation.SipApplication;
import org.jspecify.annotations.NullMarked;
