package org.sipario.core.proxy;

import java.net.InetAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderName;
import org.sipario.message.NameAddr;
import org.sipario.message.SipMessage;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SipUri;
import org.sipario.message.SyntaxException;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.Hop;

/**
 * Tells when a Contact does not lead to its sender, because a NAT is in between: a user agent is then reached where its
 * messages come from. RFC 3261 §18.2.1, RFC 3581, RFC 5626 §1.
 */
public final class BehindNat {

    private static final int PUBLIC = 0;

    private BehindNat() {}

    /**
     * Where the sender of a request is reached; null where its Contact leads there, or where it is not known, as a proxy in
     * between took the request on.
     */
    public static @Nullable Hop sender(SipRequest request, Flow flow) {
        if (flow.isInternal() || request.headers().count(HeaderName.VIA) > 1) {
            return null;
        }
        InetAddress source = flow.remote().getAddress();
        InetAddress sentBy = literal(request.topVia().host());
        return isBehind(contact(request), source, sentBy != null && !sentBy.equals(source)) ? hop(flow) : null;
    }

    /** Where the sender of a response is reached; null where its Contact leads there. @param flow by which it came */
    public static @Nullable Hop sender(SipResponse response, Flow flow) {
        return !flow.isInternal() && isBehind(contact(response), flow.remote().getAddress(), false) ? hop(flow) : null;
    }

    /** Where messages by a flow go. */
    public static Hop hop(Flow flow) {
        return new Hop(flow.transport(), flow.remote());
    }

    /**
     * @param translated whether the sender's own address in Via is another one than it came from
     */
    private static boolean isBehind(@Nullable SipUri contact, InetAddress source, boolean translated) {
        if (contact == null) {
            return false;
        }
        // The name that a browser invents for want of an address (RFC 7118 §5).
        if (contact.host().toLowerCase(Locale.ROOT).endsWith(".invalid")) {
            return true;
        }
        InetAddress address = literal(contact.host());
        if (address == null || address.equals(source)) {
            return false;
        }
        int network = network(address);
        return translated || network != PUBLIC && network != network(source);
    }

    private static @Nullable SipUri contact(SipMessage message) {
        try {
            NameAddr contact = message.headers().address(HeaderName.CONTACT);
            return contact == null ? null : contact.sipUri();
        } catch (SyntaxException _) {
            return null;
        }
    }

    private static @Nullable InetAddress literal(String host) {
        try {
            return InetAddress.ofLiteral(
                    host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host);
        } catch (IllegalArgumentException _) {
            // A name.
            return null;
        }
    }

    /** Which of the networks whose addresses mean nothing outside of them: RFC 1918, 6598, 3927, 4193, 4291. */
    private static int network(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (address.isLoopbackAddress()) {
            return 1;
        } else if (address.isLinkLocalAddress()) {
            return 2;
        } else if (bytes.length == 16) {
            return (first & 0xfe) == 0xfc ? 3 : PUBLIC;
        } else if (first == 10) {
            return 4;
        } else if (first == 172 && (second & 0xf0) == 16) {
            return 5;
        } else if (first == 192 && second == 168) {
            return 6;
        } else {
            return first == 100 && (second & 0xc0) == 64 ? 7 : PUBLIC;
        }
    }
}
