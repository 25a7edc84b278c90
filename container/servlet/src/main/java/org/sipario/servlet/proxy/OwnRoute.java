package org.sipario.servlet.proxy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sipario.core.proxy.RouteMark;
import org.sipario.message.Parameters;
import org.sipario.message.SipUri;
import org.sipario.message.Uri;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.servlet.useragent.Requests;

/**
 * Our own Record-Route or Path: the application may give it a user and parameters of its own, which come back with
 * later requests; all else is the container's (PRX-26, PRX-27), as {@link RouteMark}.
 */
public final class OwnRoute {

    /** The parameter by which an encoded URI names an application session (JSR 289, Session Targeting). */
    public static final String APPLICATION_SESSION = "sipario-app";

    private static final Set<String> RESERVED = Set.of("transport", "user", "method", "ttl", "maddr", "lr");

    private SipUri value;

    OwnRoute(ListeningPoint point) {
        this(Requests.address(point, false).with("lr", null));
    }

    /** @param value as it was decorated before */
    OwnRoute(SipUri value) {
        this.value = value;
    }

    /** The application session that an encoded URI names, or null. */
    public static @Nullable String applicationSession(Uri uri) {
        return uri instanceof SipUri sip && sip.parameters().value(APPLICATION_SESSION) instanceof String id
                ? SipUri.unescape(id)
                : null;
    }

    /** Whether a URI parameter is the container's. */
    public static boolean isReserved(String parameter) {
        String name = parameter.toLowerCase(Locale.ROOT);
        return RESERVED.contains(name) || RouteMark.PARAMETERS.contains(name);
    }

    /** As the application sees it. */
    public SipUri value() {
        return value;
    }

    /** The application decorates it; what is reserved has no effect. */
    public void value(SipUri decorated) {
        value = decorated;
    }

    /** As it leads to a listening point. */
    SipUri at(ListeningPoint point) {
        SipUri uri = Requests.address(point, false).withUser(value.user()).with("lr", null);
        for (Parameters.Parameter parameter : value.parameters().all()) {
            if (!isReserved(parameter.name())) {
                uri = uri.with(parameter.name(), parameter.value());
            }
        }
        return uri;
    }

    /**
     * One Record-Route, or two where a request leaves by another listening point than it came (PRX-28, RFC 5658).
     *
     * @param mark what stands in them
     */
    List<SipUri> between(ListeningPoint in, ListeningPoint out, RouteMark mark) {
        SipUri outer = mark.in(at(out));
        return in.equals(out) ? List.of(outer) : List.of(mark.in(at(in)), outer);
    }
}
