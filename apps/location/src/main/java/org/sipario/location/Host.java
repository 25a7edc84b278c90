package org.sipario.location;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/** The host of a URI: a name, or an address written in figures. Nothing here asks DNS. */
final class Host {

    private Host() {}

    /** Brackets off, lower case, no dot at the end: hosts that mean the same name are then equal as text. */
    static String normal(String host) {
        String text = host.toLowerCase(Locale.ROOT);
        if (text.startsWith("[") && text.endsWith("]")) {
            return text.substring(1, text.length() - 1);
        }
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    /** The address that a host is, if it is one and no name. */
    static Optional<InetAddress> address(String host) {
        String text = normal(host);
        boolean figures = text.contains(":") || (!text.isEmpty() && Character.isDigit(text.charAt(text.length() - 1)));
        if (!figures) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException aName) {
            return Optional.empty();
        }
    }

    /** Whether an address means something only in the network where it was written, or nothing at all. */
    static boolean isLocal(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc; // RFC 4193
        boolean sharedByCarrier = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64; // RFC 6598
        return address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || uniqueLocal
                || sharedByCarrier;
    }
}
