package org.sipario.samples.b2bua;

import static jakarta.servlet.sip.SipServletResponse.SC_FORBIDDEN;
import static jakarta.servlet.sip.SipServletResponse.SC_PROXY_AUTHENTICATION_REQUIRED;
import static jakarta.servlet.sip.SipServletResponse.SC_REQUEST_TIMEOUT;
import static jakarta.servlet.sip.SipServletResponse.SC_SERVICE_UNAVAILABLE;
import static jakarta.servlet.sip.SipServletResponse.SC_TEMPORARILY_UNAVAILABLE;
import static jakarta.servlet.sip.SipServletResponse.SC_UNAUTHORIZED;

/** What a failure on one leg means on the other. */
final class Failures {

    private Failures() {}

    /**
     * Translates a status.
     *
     * @param status 101 to 699, from the leg that was called
     * @param initial whether the request began the call
     * @return the status for the other leg; the same for what is no failure
     */
    static int translate(int status, boolean initial) {
        return switch (status) {
            // The caller has no password for what is behind this server, and must not be asked for one.
            case SC_UNAUTHORIZED, SC_PROXY_AUTHENTICATION_REQUIRED -> SC_FORBIDDEN;
            // It is the callee who is silent or gone. To the caller, this server is neither: 408 and 503 would say so.
            case SC_REQUEST_TIMEOUT, SC_SERVICE_UNAVAILABLE -> initial ? SC_TEMPORARILY_UNAVAILABLE : status;
            default -> status >= 300 && status < 400 ? SC_TEMPORARILY_UNAVAILABLE : status;
        };
    }
}
