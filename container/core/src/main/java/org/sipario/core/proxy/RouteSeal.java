package org.sipario.core.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sipario.core.OwnAddresses;
import org.sipario.core.SipHash;
import org.sipario.core.Tokens;
import org.sipario.message.HeaderField;
import org.sipario.message.HeaderName;
import org.sipario.message.NameAddr;
import org.sipario.message.SipMessage;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SipUri;
import org.sipario.message.SyntaxException;
import org.sipario.message.Uri;
import org.sipario.message.wire.Hop;
import org.sipario.message.wire.Transport;

/**
 * Seals where the requests of a dialog go into our own Record-Route: a keyed hash of the remote target and the rest of the
 * route set (RFC 3261 §12.2.1.1). Each side is given a URI of its own, sealed for the way to the other side: the callee's
 * goes with the request, the caller's is put in its place when the response passes (§16.7 step 8). So whether a request goes
 * where the dialog goes can be told without any state, however long its session has been over; a peer can neither send it
 * elsewhere nor pretend to be the other side.
 */
public final class RouteSeal {

    private final Tokens tokens;

    /**
     * @param tokens the server's
     */
    public RouteSeal(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * What the Record-Route says that a request takes to its receiver: requests by it go back to the sender.
     *
     * @param session that they belong to
     * @param request as received
     * @param hop where the sender is reached, if its Contact does not lead there
     */
    public RouteMark toSender(String session, SipRequest request, @Nullable Hop hop) {
        return sealed(session, contact(request), routes(request, HeaderName.RECORD_ROUTE), hop);
    }

    private RouteMark sealed(String session, long target, long routes, @Nullable Hop hop) {
        return new RouteMark(session, seal(session, target, routes, hop), hop);
    }

    private long seal(String session, long target, long routes, @Nullable Hop hop) {
        return tokens.keyed()
                .add(session)
                .add(target)
                .add(routes)
                .add(hop == null ? "" : RouteMark.text(hop))
                .finish();
    }

    /** Whether a request goes where the route that brought it here was made for. @param request own Route taken off */
    public boolean fits(RouteMark route, SipRequest request) {
        return route.seal()
                == seal(route.session(), target(request.uri()), routes(request, HeaderName.ROUTE), route.hop());
    }

    /**
     * A response that goes upstream, with each Record-Route of ours as the caller is to have it: requests by it go to the
     * sender of the response. The very same response where there is none.
     *
     * @param response a provisional one or 2xx
     * @param own which Record-Routes are ours
     * @param hop where the sender is reached, if its Contact does not lead there and no proxy in between record-routed
     * @param otherwise the remote target of a caller that is told no Contact: its Request-URI; null where that is not known
     */
    public SipResponse toCaller(SipResponse response, OwnAddresses own, @Nullable Hop hop, @Nullable Uri otherwise) {
        if (response.status() >= 300 || !mayBeOurs(response)) {
            return response;
        }
        try {
            NameAddr contact = response.headers().address(HeaderName.CONTACT);
            Uri target = contact == null ? otherwise : contact.uri();
            if (target == null) {
                return response;
            }
            List<String> routes = toCaller(response, own, target(target), hop);
            return response.edit(edit -> edit.set(HeaderName.RECORD_ROUTE, routes));
        } catch (SyntaxException _) {
            return response;
        }
    }

    private List<String> toCaller(SipResponse response, OwnAddresses own, long target, @Nullable Hop hop)
            throws SyntaxException {
        List<NameAddr> routes = response.headers().addresses(HeaderName.RECORD_ROUTE);
        List<String> texts = new ArrayList<>(response.headers().values(HeaderName.RECORD_ROUTE));
        for (int i = 0; i < routes.size(); i++) {
            NameAddr route = routes.get(i);
            SipUri uri = route.sipUri();
            RouteMark ours = RouteMark.of(route);
            if (uri != null && ours != null && own.isOwn(uri)) {
                List<NameAddr> beyond = beyond(routes.subList(0, i), ours.session());
                RouteMark back = sealed(ours.session(), target, routes(beyond), beyond.isEmpty() ? hop : null);
                texts.set(
                        i,
                        NameAddr.of(back.in(uri))
                                .withParameters(route.parameters())
                                .toString());
            }
        }
        return texts;
    }

    /** The rest of the caller's route set behind our own, which are two between listening points (RFC 5658). */
    private static List<NameAddr> beyond(List<NameAddr> above, String session) {
        return above.reversed().stream()
                .filter(route -> {
                    RouteMark ours = RouteMark.of(route);
                    return ours == null || !ours.session().equals(session);
                })
                .toList();
    }

    /** The route set behind our own that a response tells the caller. @param otherwise what to say where it tells none */
    long beyond(SipResponse response, String session, long otherwise) {
        if (!mayBeOurs(response)) {
            return otherwise;
        }
        try {
            List<NameAddr> routes = response.headers().addresses(HeaderName.RECORD_ROUTE);
            for (int i = 0; i < routes.size(); i++) {
                RouteMark ours = RouteMark.of(routes.get(i));
                if (ours != null && ours.session().equals(session)) {
                    return routes(routes.subList(0, i).reversed());
                }
            }
        } catch (SyntaxException _) {
            return otherwise;
        }
        return otherwise;
    }

    private static boolean mayBeOurs(SipResponse response) {
        for (HeaderField field : response.headers().all(HeaderName.RECORD_ROUTE)) {
            if (field.value().contains(RouteMark.MARK)) {
                return true;
            }
        }
        return false;
    }

    // ---- hashes

    /** Of where a URI leads: parameters that do not decide that are left out, as peers drop and add them. 0 for none. */
    long target(@Nullable Uri uri) {
        return uri == null ? 0 : add(tokens.keyed(), uri).finish();
    }

    /** Of the Contact of a message. 0 for none, and for one that can not be read. */
    long contact(SipMessage message) {
        try {
            NameAddr contact = message.headers().address(HeaderName.CONTACT);
            return contact == null ? 0 : target(contact.uri());
        } catch (SyntaxException _) {
            return 0;
        }
    }

    /** Of the routes that a message names in Route or Record-Route. 0 for those that can not be read. */
    long routes(SipMessage message, HeaderName name) {
        try {
            return routes(message.headers().addresses(name));
        } catch (SyntaxException _) {
            return 0;
        }
    }

    private long routes(List<NameAddr> routes) {
        SipHash hash = tokens.keyed();
        for (NameAddr route : routes) {
            Uri uri = route.uri();
            if (uri != null) {
                add(hash, uri);
            }
        }
        return hash.add(routes.size()).finish();
    }

    private static SipHash add(SipHash hash, Uri uri) {
        if (!(uri instanceof SipUri sip)) {
            return hash.add(uri.toString());
        }
        String user = sip.user();
        String transport = sip.transport();
        String maddr = sip.parameters().value("maddr");
        Transport known = Transport.of(transport == null ? sip.isSecure() ? "tls" : "udp" : transport)
                .orElse(null);
        int standard = sip.isSecure() ? 5061 : known == null ? 5060 : known.defaultPort();
        return hash.add(sip.scheme())
                .add(user == null ? "" : SipUri.unescape(user))
                .add(sip.host().toLowerCase(Locale.ROOT))
                .add(sip.port() < 0 ? standard : sip.port())
                .add(known == null ? "?" + transport : known.parameter())
                .add(maddr == null ? "" : maddr.toLowerCase(Locale.ROOT));
    }
}
