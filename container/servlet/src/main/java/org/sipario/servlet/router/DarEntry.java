package org.sipario.servlet.router;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.ar.SipApplicationRouterInfo;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import jakarta.servlet.sip.ar.SipRouteModifier;
import java.io.Serializable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One rule of the default application router.
 *
 * @param application name of the application to call
 * @param subscriber {@code DAR:Header} for the URI of that header of the request, or the text itself
 * @param region whom the application serves
 * @param route URI for the route modifier, or the empty string
 * @param modifier what becomes of that route
 * @param order rank within its line, from 0
 * @param options further conditions on the request
 */
record DarEntry(
        String application,
        String subscriber,
        SipApplicationRoutingRegion region,
        String route,
        SipRouteModifier modifier,
        int order,
        DarOptions options) {

    private static final String HEADER = "DAR:";

    /**
     * @throws IllegalArgumentException if it is no region
     */
    static SipApplicationRoutingRegion region(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "ORIGINATING" -> SipApplicationRoutingRegion.ORIGINATING_REGION;
            case "TERMINATING" -> SipApplicationRoutingRegion.TERMINATING_REGION;
            case "NEUTRAL", "" -> SipApplicationRoutingRegion.NEUTRAL_REGION;
            default ->
                throw new IllegalArgumentException(
                        "found region \"" + text + "\", expected ORIGINATING, TERMINATING or NEUTRAL");
        };
    }

    /** The router's answer by this rule. */
    SipApplicationRouterInfo answer(SipServletRequest request, Serializable state) {
        return new SipApplicationRouterInfo(
                application,
                region,
                subscriberOf(request),
                route.isEmpty() ? new String[0] : new String[] {route},
                modifier,
                state);
    }

    private @Nullable String subscriberOf(SipServletRequest request) {
        if (!subscriber.regionMatches(true, 0, HEADER, 0, HEADER.length())) {
            return subscriber.isEmpty() ? null : subscriber;
        }
        String header = subscriber.substring(HEADER.length()).strip();
        if (header.equalsIgnoreCase("Request-URI")) {
            return request.getRequestURI().toString();
        }
        try {
            Address address = request.getAddressHeader(header);
            return address == null || address.getURI() == null
                    ? null
                    : address.getURI().toString();
        } catch (ServletParseException unreadable) {
            return null;
        }
    }
}
