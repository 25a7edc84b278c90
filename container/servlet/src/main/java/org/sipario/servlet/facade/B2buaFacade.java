package org.sipario.servlet.facade;

import jakarta.servlet.sip.B2buaHelper;
import jakarta.servlet.sip.SipServletMessage;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.TooManyHopsException;
import jakarta.servlet.sip.UAMode;
import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderName;
import org.sipario.message.SipRequest;

/** JSR 289, Back To Back User Agents: two legs of one call, side by side. */
final class B2buaFacade implements B2buaHelper {

    /** System headers that a copy may have otherwise than its original (B2B-3). */
    private static final Set<HeaderName> OVERRIDDEN =
            Set.of(HeaderName.FROM, HeaderName.TO, HeaderName.CONTACT, HeaderName.ROUTE);

    // ---- requests on the other leg

    @Override
    public SipServletRequest createRequest(SipServletRequest original) {
        try {
            return copy(initial(original), Map.of());
        } catch (TooManyHopsException exhausted) {
            throw new IllegalArgumentException(exhausted.getMessage(), exhausted);
        }
    }

    @Override
    public SipServletRequest createRequest(
            SipServletRequest original, boolean linked, @Nullable Map<String, List<String>> headers)
            throws TooManyHopsException {
        RequestFacade received = initial(original);
        if (linked && (received.linkedRequest() != null || received.session().linked() != null)) {
            throw new IllegalArgumentException("createRequest: the request or its session is linked already");
        }
        RequestFacade copy = copy(received, headers == null ? Map.of() : headers);
        if (linked) {
            link(received, copy);
        }
        return copy;
    }

    private static RequestFacade copy(RequestFacade received, Map<String, List<String>> headers)
            throws TooManyHopsException {
        checkHeaders(received, headers);
        SipRequest message = received.message();
        if (message.maxForwards() == 0) {
            received.arrival().exchange().refuse(483, null);
            throw new TooManyHopsException("Max-Forwards is 0: answered 483");
        }
        Session session = Copies.newLeg(received, received.services().tokens().callId());
        RequestFacade copy = Copies.onNewLeg(received, session, headers);
        copy.continues(received, SipApplicationRoutingDirective.CONTINUE);
        return copy;
    }

    @Override
    public SipServletRequest createRequest(
            SipSession session, SipServletRequest original, @Nullable Map<String, List<String>> headers) {
        Session leg = own(Objects.requireNonNull(session, "session"));
        RequestFacade source = own(Objects.requireNonNull(original, "origRequest"));
        if (leg.parent() != source.session().parent()) {
            throw new IllegalArgumentException("createRequest: the two sessions are of different application sessions");
        }
        Session partner = source.session().linked();
        Session present = leg.linked();
        if (partner != null && partner != leg || present != null && present != source.session()) {
            throw new IllegalArgumentException("createRequest: the session is linked to another one");
        }
        Map<String, List<String>> wanted = headers == null ? Map.of() : headers;
        checkHeaders(source, wanted);
        RequestFacade copy = (RequestFacade) leg.createRequest(source.getMethod());
        Copies.content(source, copy, wanted);
        link(source, copy);
        return copy;
    }

    /** Before a session is made that nobody would ever end (B2B-3). */
    private static void checkHeaders(RequestFacade source, Map<String, List<String>> headers) {
        for (String name : headers.keySet()) {
            HeaderName header = HeaderName.of(Objects.requireNonNull(name, "header name"));
            if (!OVERRIDDEN.contains(header) && SystemHeaders.isSystem(header, source.isContactFree())) {
                throw new IllegalArgumentException(name + " is a system header: the container sets it");
            }
        }
    }

    private static RequestFacade initial(SipServletRequest original) {
        RequestFacade received = own(Objects.requireNonNull(original, "origRequest"));
        if (!received.isInitial()) {
            throw new IllegalArgumentException("createRequest: the original request is not initial");
        }
        return received;
    }

    @Override
    public SipServletRequest createCancel(SipSession session) {
        for (Exchange exchange : own(Objects.requireNonNull(session, "session"))
                .leg()
                .exchanges()
                .open()) {
            if (exchange instanceof ClientExchange client
                    && client.isPending()
                    && client.request().method().equals(org.sipario.message.Method.INVITE)) {
                return client.createCancel();
            }
        }
        throw new IllegalStateException("createCancel: no INVITE of this session waits for an answer");
    }

    // ---- links

    private static void link(RequestFacade one, RequestFacade other) {
        one.link(other);
        other.link(one);
        one.session().link(other.session());
        other.session().link(one.session());
    }

    @Override
    public void linkSipSessions(SipSession one, SipSession other) {
        Session first = alive(one);
        Session second = alive(other);
        if (first.parent() != second.parent()) {
            throw new IllegalArgumentException("linkSipSessions: the sessions are of different application sessions");
        }
        if (first.linked() == second) {
            return;
        }
        if (first.linked() != null || second.linked() != null) {
            throw new IllegalArgumentException("linkSipSessions: one of the sessions is linked to another one");
        }
        first.link(second);
        second.link(first);
    }

    @Override
    public void unlinkSipSessions(SipSession session) {
        Session one = alive(session);
        Session other = one.linked();
        if (other == null) {
            throw new IllegalArgumentException("unlinkSipSessions: the session is not linked");
        }
        one.link(null);
        other.link(null);
        for (Exchange exchange : one.leg().exchanges().open()) {
            RequestFacade request = requestOf(exchange);
            RequestFacade partner = request.linkedRequest();
            request.link(null);
            if (partner != null) {
                partner.link(null);
            }
        }
    }

    @Override
    public @Nullable SipSession getLinkedSession(SipSession session) {
        Session one = own(Objects.requireNonNull(session, "session"));
        if (!one.isValid()) {
            throw new IllegalArgumentException("getLinkedSession: the session has been invalidated");
        }
        return one.linked();
    }

    @Override
    public @Nullable SipServletRequest getLinkedSipServletRequest(SipServletRequest request) {
        return own(Objects.requireNonNull(request, "request")).linkedRequest();
    }

    // ---- what is under way

    @Override
    public List<SipServletMessage> getPendingMessages(SipSession session, UAMode mode) {
        Session one = own(session);
        if (!one.isValid()) {
            throw new IllegalArgumentException("getPendingMessages: the session has been invalidated");
        }
        List<Exchange> open = new ArrayList<>(exchanges(one));
        open.sort(Comparator.comparingLong(Exchange::sequence));
        List<SipServletMessage> pending = new ArrayList<>();
        for (Exchange exchange : open) {
            switch (exchange) {
                case ServerExchange server
                when mode == UAMode.UAS && server.isPending() -> pending.add(server.request());
                case ClientExchange client when mode == UAMode.UAC -> pending.addAll(client.unacknowledged(one));
                case ServerExchange _, ClientExchange _ -> {}
            }
        }
        return pending;
    }

    /** A derived session's INVITE was sent in another one of its family. */
    private static List<Exchange> exchanges(Session session) {
        Family family = session.leg().family();
        if (family == null) {
            return session.leg().exchanges().open();
        }
        List<Exchange> all = new ArrayList<>();
        for (Session member : family.members()) {
            for (Exchange exchange : member.leg().exchanges().open()) {
                if (member == session || exchange instanceof ClientExchange) {
                    all.add(exchange);
                }
            }
        }
        return all;
    }

    @Override
    public SipServletResponse createResponseToOriginalRequest(SipSession session, int status, @Nullable String reason) {
        Session one = own(Objects.requireNonNull(session, "session"));
        if (!one.isValid()) {
            throw new IllegalArgumentException("createResponseToOriginalRequest: the session has been invalidated");
        }
        ServerExchange original = one.leg().original();
        if (original != null) {
            return answer(one, original, status, reason);
        }
        throw new IllegalStateException("createResponseToOriginalRequest: the original request is done with");
    }

    private static SipServletResponse answer(
            Session session, ServerExchange server, int status, @Nullable String reason) {
        if (!server.isAnswered()) {
            return ResponseFacade.toBeSent(server.request(), session, status, reason);
        }
        if (status < 200 || status > 299 || !server.received().isInvite()) {
            throw new IllegalStateException(
                    "createResponseToOriginalRequest: a final response has been sent; only a further 2xx may follow");
        }
        return ResponseFacade.toBeSent(server.request(), session.derive(), status, reason);
    }

    private static RequestFacade requestOf(Exchange exchange) {
        return switch (exchange) {
            case ServerExchange server -> server.request();
            case ClientExchange client -> client.request();
        };
    }

    private static Session alive(SipSession session) {
        Session one = own(Objects.requireNonNull(session, "session"));
        if (!one.isValid() || one.leg().state() == SipSession.State.TERMINATED) {
            throw new IllegalArgumentException("The session is terminated or has been invalidated");
        }
        return one;
    }

    private static Session own(SipSession session) {
        if (session instanceof Session one) {
            return one;
        }
        throw new IllegalArgumentException("A session of another container: " + session);
    }

    private static RequestFacade own(SipServletRequest request) {
        if (request instanceof RequestFacade one) {
            return one;
        }
        throw new IllegalArgumentException("A request of another container: " + request);
    }
}
