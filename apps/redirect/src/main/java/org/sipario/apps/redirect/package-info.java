/**
 * The redirect server that ships: it tells callers where a user of ours is and stays out of the call. RFC 3261 §8.3.
 */
@SipApplication(name = "redirect", displayName = "Redirect Server")
@NullMarked
package org.sipario.apps.redirect;

import jakarta.servlet.sip.annotation.SipApplication;
import org.jspecify.annotations.NullMarked;
