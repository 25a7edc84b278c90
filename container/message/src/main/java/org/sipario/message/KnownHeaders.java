package org.sipario.message;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The names of RFC 3261 §20 and of its extensions, found by text or bytes without making a string.
 *
 * <p>Only {@link HeaderName} may call it, so that its class is always initialized first: two threads that initialized
 * the two classes in different order could wait for each other.
 */
final class KnownHeaders {

    /** Name, compact form if any, then {@code ,} for a comma list and {@code 1} for at most one line in a message. */
    private static final String NAMES = """
            Accept ,
            Accept-Contact a ,
            Accept-Encoding ,
            Accept-Language ,
            Accept-Resource-Priority ,
            Additional-Identity
            Alert-Info ,
            Allow ,
            Allow-Events u ,
            Answer-Mode
            Authentication-Info
            Authorization
            Call-ID i 1
            Call-Info ,
            Cellular-Network-Info ,
            Contact m ,
            Content-Disposition
            Content-Encoding e ,
            Content-ID
            Content-Language ,
            Content-Length l 1
            Content-Type c 1
            CSeq 1
            Date
            Diversion ,
            Error-Info ,
            Event o
            Expires
            Feature-Caps ,
            Flow-Timer
            From f 1
            Geolocation ,
            Geolocation-Error
            Geolocation-Routing
            History-Info ,
            Identity y
            Identity-Info n
            In-Reply-To ,
            Info-Package
            Join
            Max-Breadth
            Max-Forwards 1
            MIME-Version
            Min-Expires
            Min-SE
            Organization
            P-Access-Network-Info ,
            P-Answer-State
            P-Asserted-Identity ,
            P-Asserted-Service ,
            P-Associated-URI ,
            P-Called-Party-ID
            P-Charge-Info
            P-Charging-Function-Addresses
            P-Charging-Vector
            P-DCS-Billing-Info
            P-DCS-LAES
            P-DCS-OSPS
            P-DCS-Redirect
            P-DCS-Trace-Party-ID
            P-Early-Media ,
            P-Media-Authorization ,
            P-Preferred-Identity ,
            P-Preferred-Service ,
            P-Private-Network-Indication
            P-Profile-Key
            P-Refused-URI-List ,
            P-Served-User
            P-User-Database
            P-Visited-Network-ID ,
            Path ,
            Permission-Missing ,
            Policy-Contact ,
            Policy-ID ,
            Priority
            Priority-Share
            Priv-Answer-Mode
            Privacy
            Proxy-Authenticate
            Proxy-Authorization
            Proxy-Require ,
            RAck
            Reason ,
            Reason-Phrase
            Record-Route ,
            Recv-Info ,
            Refer-Events-At
            Refer-Sub
            Refer-To r
            Referred-By b
            Reject-Contact j ,
            Relayed-Charge
            Replaces
            Reply-To
            Request-Disposition d ,
            Require ,
            Resource-Priority ,
            Resource-Share
            Response-Source
            Restoration-Info
            Retry-After
            Route ,
            RSeq
            Security-Client ,
            Security-Server ,
            Security-Verify ,
            Server
            Service-Interact-Info
            Service-Route ,
            Session-Expires x
            Session-ID
            SIP-ETag
            SIP-If-Match
            Subject s
            Subscription-State
            Supported k ,
            Suppress-If-Match
            Target-Dialog
            Timestamp
            To t 1
            Trigger-Consent ,
            Unsupported ,
            User-Agent
            User-to-User
            Via v ,
            Warning ,
            WWW-Authenticate
            """;

    /** A power of two, four times the number of spellings, so that probes are short. */
    private static final int SLOTS = 1024;

    private static final @Nullable HeaderName[] NAME = new @Nullable HeaderName[SLOTS];
    private static final byte[][] SPELLING = new byte[SLOTS][];

    static {
        int singles = 0;
        for (String line : NAMES.lines().toList()) {
            String[] words = line.split(" ");
            @Nullable String compact = null;
            boolean list = false;
            int single = 0;
            for (int i = 1; i < words.length; i++) {
                switch (words[i]) {
                    case "," -> list = true;
                    case "1" -> single = 1 << singles++;
                    default -> compact = words[i];
                }
            }
            HeaderName name = new HeaderName(words[0], compact, list, single);
            put(words[0], name);
            if (compact != null) {
                put(compact, name);
            }
        }
    }

    private KnownHeaders() {}

    private static void put(String spelling, HeaderName name) {
        byte[] bytes = spelling.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1);
        int slot = slot(Chars.hash(bytes, 0, bytes.length));
        while (NAME[slot] != null) {
            slot = slot + 1 & SLOTS - 1;
        }
        NAME[slot] = name;
        SPELLING[slot] = bytes;
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 10) & SLOTS - 1;
    }

    /** The known name with this spelling, or null. */
    static @Nullable HeaderName find(byte[] bytes, int from, int to, int hash) {
        int slot = slot(hash);
        while (true) {
            HeaderName name = NAME[slot];
            if (name == null || same(SPELLING[slot], bytes, from, to)) {
                return name;
            }
            slot = slot + 1 & SLOTS - 1;
        }
    }

    private static boolean same(byte[] lower, byte[] bytes, int from, int to) {
        if (lower.length != to - from) {
            return false;
        }
        for (int i = 0; i < lower.length; i++) {
            byte b = bytes[from + i];
            if (lower[i] != b && (b < 'A' || b > 'Z' || lower[i] != (b | 0x20))) {
                return false;
            }
        }
        return true;
    }
}
