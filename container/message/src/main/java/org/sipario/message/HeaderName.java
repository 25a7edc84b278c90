package org.sipario.message;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The name of a header; long and compact form and all cases of letters are equal (RFC 3261 §7.3.1, §7.3.3). */
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
    public static final HeaderName ACCEPT = of("Accept");
    public static final HeaderName SUBJECT = of("Subject");
    public static final HeaderName SERVER = of("Server");
    public static final HeaderName USER_AGENT = of("User-Agent");
    public static final HeaderName CONTENT_DISPOSITION = of("Content-Disposition");
    public static final HeaderName MIN_EXPIRES = of("Min-Expires");
    public static final HeaderName SESSION_EXPIRES = of("Session-Expires");
    public static final HeaderName MIN_SE = of("Min-SE");
    public static final HeaderName REFER_TO = of("Refer-To");
    public static final HeaderName REFERRED_BY = of("Referred-By");
    public static final HeaderName SERVICE_ROUTE = of("Service-Route");
    public static final HeaderName P_ASSERTED_IDENTITY = of("P-Asserted-Identity");
    public static final HeaderName ALLOW_EVENTS = of("Allow-Events");
    public static final HeaderName SIP_ETAG = of("SIP-ETag");
    public static final HeaderName SIP_IF_MATCH = of("SIP-If-Match");
    public static final HeaderName TIMESTAMP = of("Timestamp");

    private final String text;
    private final @Nullable String compact;
    private final boolean list;
    private final int single;
    private final int hash;

    /** For {@link KnownHeaders}. @param single a bit of its own for a header that may occur only once, else 0 */
    HeaderName(String text, @Nullable String compact, boolean list, int single) {
        this.text = text;
        this.compact = compact;
        this.list = list;
        this.single = single;
        this.hash = text.toLowerCase(Locale.ROOT).hashCode();
    }

    /** The shared constant for a known name, long or compact; for others a new value. */
    public static HeaderName of(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return of(bytes, 0, bytes.length, Chars.hash(bytes, 0, bytes.length));
    }

    /** The name at a position of a message. @param hash {@link Chars#hash(byte[], int, int)} of it */
    static HeaderName of(byte[] bytes, int from, int to, int hash) {
        HeaderName known = KnownHeaders.find(bytes, from, to, hash);
        return known != null
                ? known
                : new HeaderName(new String(bytes, from, to - from, StandardCharsets.UTF_8), null, false, 0);
    }

    /** The known name at a position of a message, or null; allocates nothing. @param hash as above */
    static @Nullable HeaderName known(byte[] bytes, int from, int to, int hash) {
        return KnownHeaders.find(bytes, from, to, hash);
    }

    /** The long form, in its usual spelling where known. */
    public String text() {
        return text;
    }

    /** The compact form, where there is one. */
    public Optional<String> compact() {
        return Optional.ofNullable(compact);
    }

    /**
     * Whether a line may have several values, separated by commas (RFC 3261 §7.3.1): not so for Date, Authorization and
     * others, nor for an unknown name, whose commas may mean anything.
     */
    public boolean isList() {
        return list;
    }

    /** A bit of its own if a second line makes a message malformed, else 0. */
    int single() {
        return single;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof HeaderName name && hash == name.hash && text.equalsIgnoreCase(name.text);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return text;
    }
}
