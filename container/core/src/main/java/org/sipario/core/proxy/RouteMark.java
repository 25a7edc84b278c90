package org.sipario.core.proxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sipario.message.NameAddr;
import org.sipario.message.SipUri;
import org.sipario.message.wire.Hop;
import org.sipario.message.wire.Transport;

/**
 * What our own Record-Route says besides the way to us, and the Route that a peer makes of it: RFC 3261 §16.6 step 4.
 *
 * @param session the session that its requests belong to
 * @param seal of where they go, made by {@link RouteSeal}
 * @param hop where they leave to, in place of what Route and Request-URI say; null where those lead there (RFC 5626 §5.3)
 */
public record RouteMark(String session, long seal, @Nullable Hop hop) {

    private static final String SESSION = "sipario";
    private static final String HOP = "sipario-hop";

    /** The URI parameters that it is written in; lower case. */
    public static final Set<String> PARAMETERS = Set.of(SESSION, HOP);

    /** Stands in the text of each URI that has it. */
    static final String MARK = ";" + SESSION + "=";

    private static final int RADIX = 32;

    /** What a Route or Record-Route of ours says; null where it says nothing that we wrote. */
    public static @Nullable RouteMark of(@Nullable NameAddr route) {
        SipUri uri = route == null ? null : route.sipUri();
        String text = uri == null ? null : uri.parameters().value(SESSION);
        int dot = text == null ? -1 : text.indexOf('.');
        if (uri == null || text == null || dot < 0) {
            return null;
        }
        try {
            return new RouteMark(
                    text.substring(0, dot),
                    Long.parseUnsignedLong(text.substring(dot + 1), RADIX),
                    hop(uri.parameters().value(HOP)));
        } catch (IllegalArgumentException _) {
            // Not as we wrote it.
            return null;
        }
    }

    /** A URI that leads to us, with this in it. */
    public SipUri in(SipUri uri) {
        SipUri sealed = uri.with(SESSION, session + "." + Long.toUnsignedString(seal, RADIX));
        return hop == null ? sealed.without(HOP) : sealed.with(HOP, text(hop));
    }

    static String text(Hop hop) {
        InetAddress address = hop.address().getAddress();
        String host = address.getHostAddress();
        return hop.transport().parameter() + ":" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + hop.address().getPort();
    }

    /** @throws IllegalArgumentException if it is none that we wrote */
    private static @Nullable Hop hop(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String[] parts = text.split(":", 2);
        int port = parts[parts.length - 1].lastIndexOf(':');
        if (port < 0) {
            throw new IllegalArgumentException(text);
        }
        InetAddress address = InetAddress.ofLiteral(parts[1].substring(0, port));
        return new Hop(
                Transport.of(parts[0]).orElseThrow(IllegalArgumentException::new),
                new InetSocketAddress(address, Integer.parseInt(parts[1].substring(port + 1))));
    }
}
