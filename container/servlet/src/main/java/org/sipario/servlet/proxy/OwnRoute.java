package org.sipario.servlet.proxy;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sipario.message.NameAddr;
import org.sipario.message.Parameters;
import org.sipario.message.SipUri;
import org.sipario.message.Uri;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.servlet.useragent.Requests;

/**
 * Our own Record-Route or Path: the application may give it a user and parameters of its own, which come back with
 * later requests; all else is the container's (PRX-26, PRX-27). The one place that knows the URI parameters of
 * sessions.
 */
public final class OwnRoute {

    /** The parameter of a Record-Route by which the container finds the session of a later request. */
    public static final String SESSION = "sipario";

    /** The parameter by which an encoded URI names an application session (JSR 289, Session Targeting). */
    public static final String APPLICATION_SESSION = "sipario-app";

    private static final Set<String> RESERVED = Set.of("transport", "user", "method", "ttl", "maddr", "lr", SESSION);

    private SipUri value;

    OwnRoute(ListeningPoint point) {
        this.value = Requests.address(point, false).with("lr", null);
    }

    /** The session that our own route names, or null. */
    public static @Nullable String session(@Nullable NameAddr route) {
        SipUri uri = route == null ? null : route.sipUri();
        return uri == null ? null : uri.parameters().value(SESSION);
    }

    /** The application session that an encoded URI names, or null. */
    public static @Nullable String applicationSession(Uri uri) {
        return uri instanceof SipUri sip && sip.parameters().value(APPLICATION_SESSION) instanceof String id
                ? SipUri.unescape(id)
                : null;
    }

    /** Whether a URI parameter is the container's. */
    public static boolean isReserved(String parameter) {
        return RESERVED.contains(parameter.toLowerCase(Locale.ROOT));
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
}
