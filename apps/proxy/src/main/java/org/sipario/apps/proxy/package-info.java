/**
 * The proxy that ships: it sends requests for a user of this server to the places that the registrar knows, and those of
 * trusted senders to other domains. RFC 3261 §16, JSR 289 §10.
 */
@SipApplication(name = "proxy", displayName = "Proxy")
@NullMarked
package org.sipario.apps.proxy;

import jakarta.servlet.sip.annotation.SipApplication;
import org.jspecify.annotations.NullMarked;
