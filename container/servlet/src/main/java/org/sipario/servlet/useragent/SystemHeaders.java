package org.sipario.servlet.useragent;

import java.util.Set;
import org.sipario.message.HeaderName;

/** Which headers the container keeps for itself, and which hold addresses (MSG-8, MSG-11, ADR-1). */
public final class SystemHeaders {

    private static final Set<HeaderName> ALWAYS = Set.of(
            HeaderName.CALL_ID,
            HeaderName.FROM,
            HeaderName.TO,
            HeaderName.CSEQ,
            HeaderName.VIA,
            HeaderName.RECORD_ROUTE,
            HeaderName.ROUTE,
            HeaderName.PATH,
            HeaderName.RSEQ,
            HeaderName.RACK);

    private static final Set<HeaderName> WITHOUT_ADDRESS = Set.of(
            HeaderName.of("Subject"),
            HeaderName.CALL_ID,
            HeaderName.CSEQ,
            HeaderName.MAX_FORWARDS,
            HeaderName.CONTENT_LENGTH,
            HeaderName.CONTENT_TYPE,
            HeaderName.VIA,
            HeaderName.EXPIRES,
            HeaderName.EVENT,
            HeaderName.ALLOW,
            HeaderName.SUPPORTED,
            HeaderName.REQUIRE,
            HeaderName.of("Accept"),
            HeaderName.of("Date"),
            HeaderName.of("User-Agent"),
            HeaderName.of("Server"));

    private SystemHeaders() {}

    /**
     * Whether an application may not set it.
     *
     * @param contactIsFree whether this message's Contact is the application's
     */
    public static boolean isSystem(HeaderName name, boolean contactIsFree) {
        return ALWAYS.contains(name) || name.equals(HeaderName.CONTACT) && !contactIsFree;
    }

    /** Whether its values may be addresses: all but those that RFC 3261 defines otherwise. */
    public static boolean mayHoldAddress(HeaderName name) {
        return !WITHOUT_ADDRESS.contains(name);
    }
}
