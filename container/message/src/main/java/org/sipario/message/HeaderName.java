package org.sipario.message;

import java.util.Optional;

/** The name of a header; long and compact forms and all cases of letters are one (RFC 3261 §7.3.1, §7.3.3). */
public final class HeaderName {

    public static final HeaderName VIA = of("Via");
    public static final HeaderName FROM = of("From");
    public static final HeaderName TO = of("To");
    public static final HeaderName CALL_ID = of("Call-ID");
    public static final HeaderName CSEQ = of("CSeq");
    public static final HeaderName CONTACT = of("Contact");
    public static final HeaderName MAX_FORWARDS = of("Max-Forwards");
    public static final HeaderName ROUTE = of("Route");
    public static final HeaderName RECORD_ROUTE = of("Record-Route");
    public static final HeaderName PATH = of("Path");
    public static final HeaderName CONTENT_LENGTH = of("Content-Length");
    public static final HeaderName CONTENT_TYPE = of("Content-Type");
    public static final HeaderName REQUIRE = of("Require");
    public static final HeaderName PROXY_REQUIRE = of("Proxy-Require");
    public static final HeaderName SUPPORTED = of("Supported");
    public static final HeaderName UNSUPPORTED = of("Unsupported");
    public static final HeaderName ALLOW = of("Allow");
    public static final HeaderName EXPIRES = of("Expires");
    public static final HeaderName EVENT = of("Event");
    public static final HeaderName SUBSCRIPTION_STATE = of("Subscription-State");
    public static final HeaderName RSEQ = of("RSeq");
    public static final HeaderName RACK = of("RAck");
    public static final HeaderName REASON = of("Reason");
    public static final HeaderName RETRY_AFTER = of("Retry-After");
    public static final HeaderName REPLACES = of("Replaces");
    public static final HeaderName JOIN = of("Join");
    public static final HeaderName WWW_AUTHENTICATE = of("WWW-Authenticate");
    public static final HeaderName AUTHORIZATION = of("Authorization");
    public static final HeaderName PROXY_AUTHENTICATE = of("Proxy-Authenticate");
    public static final HeaderName PROXY_AUTHORIZATION = of("Proxy-Authorization");

    private HeaderName() {}

    /** The shared value for a known name, in its long or compact form; for others a value that is equal ignoring case. */
    public static HeaderName of(String name) {
        throw new UnsupportedOperationException();
    }

    /** The long form, in its usual spelling where known. */
    public String text() {
        throw new UnsupportedOperationException();
    }

    /** The compact form, where there is one. */
    public Optional<String> compact() {
        throw new UnsupportedOperationException();
    }

    /** Whether several values may stand in one line, comma between (RFC 3261 §7.3.1): so not for Date, Authorization … */
    public boolean isList() {
        throw new UnsupportedOperationException();
    }
}
