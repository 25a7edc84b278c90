package org.sipario.servlet.facade;

import jakarta.servlet.sip.B2buaHelper;
import jakarta.servlet.sip.SipServletMessage;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.TooManyHopsException;
import jakarta.servlet.sip.UAMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sipario.core.dialog.SessionState;
import org.sipario.message.Method;
import org.sipario.servlet.session.DerivedSessions;
import org.sipario.servlet.session.Exchange;
import org.sipario.servlet.session.Session;
import org.sipario.servlet.useragent.IncomingRequest;
import org.sipario.servlet.useragent.OutgoingRequest;
import org.sipario.servlet.useragent.OutgoingResponse;
import org.sipario.servlet.useragent.Request;
import org.sipario.servlet.useragent.RequestCopies;
import org.sipario.servlet.useragent.Requests;
import org.sipario.servlet.useragent.UserAgentClient;
import org.sipario.servlet.useragent.UserAgentServer;

/** JSR 289, Back To Back User Agents: two sides of one call. */
final class B2buaFacade implements B2buaHelper {

    // ---- requests on the other side

    @Override
    public SipServletRequest createRequest(SipServletRequest original) {
        try {
            return createRequest(original, false, null);
        } catch (TooManyHopsException exhausted) {
            throw new IllegalArgumentException(exhausted.getMessage(), exhausted);
        }
    }

    @Override
    public SipServletRequest createRequest(
            SipServletRequest original, boolean linked, @Nullable Map<String, List<String>> headers)
            throws TooManyHopsException {
        IncomingRequest received = RequestFacade.own(original).incoming();
        if (received == null || !received.isInitial()) {
            throw new IllegalArgumentException("createRequest: the original request is not initial");
        }
        Map<String, List<String>> wanted = headers == null ? Map.of() : headers;
        OutgoingRequest copy = received.session().parent().call(() -> copy(received, linked, wanted));
        if (copy == null) {
            throw new TooManyHopsException("Max-Forwards is 0: answered 483");
        }
        return RequestFacade.of(copy);
    }

    /** @return null if the request has made too many hops, and was answered */
    private static @Nullable OutgoingRequest copy(
            IncomingRequest received, boolean linked, Map<String, List<String>> headers) {
        if (linked && (received.linked() != null || received.session().linked() != null)) {
            throw new IllegalArgumentException("createRequest: the request or its session is linked already");
        }
        RequestCopies.check(received, headers);
        if (received.message().maxForwards() == 0) {
            received.exchange().refuse(483, null);
            return null;
        }
        OutgoingRequest copy = RequestCopies.onNewLeg(
                received, received.session().services().tokens().callId(), headers);
        if (linked) {
            link(received, copy);
        }
        return copy;
    }

    @Override
    public SipServletRequest createRequest(
            SipSession session, SipServletRequest original, @Nullable Map<String, List<String>> headers) {
        Session leg = SessionFacade.state(session);
        RequestFacade source = RequestFacade.own(original);
        if (leg.parent() != source.session().parent()) {
            throw new IllegalArgumentException("createRequest: the two sessions are of different application sessions");
        }
        Map<String, List<String>> wanted = headers == null ? Map.of() : headers;
        return leg.parent().call(() -> RequestFacade.of(copy(leg, source.state(), wanted)));
    }

    private static OutgoingRequest copy(Session leg, Request source, Map<String, List<String>> headers) {
        Session partner = source.session().linked();
        Session present = leg.linked();
        if (partner != null && partner != leg || present != null && present != source.session()) {
            throw new IllegalArgumentException("createRequest: the session is linked to another one");
        }
        RequestCopies.check(source, headers);
        SessionFacade.checkValid(leg, "createRequest");
        OutgoingRequest copy =
                Requests.within(leg, Names.method(source.method().name()), Facades.messages(leg.services()));
        RequestCopies.content(source, copy, headers);
        link(source, copy);
        return copy;
    }

    @Override
    public SipServletRequest createCancel(SipSession session) {
        Session one = SessionFacade.state(session);
        return one.parent().call(() -> {
            for (Exchange exchange : one.exchanges().open()) {
                if (exchange instanceof UserAgentClient client
                        && client.isPending()
                        && client.method().equals(Method.INVITE)) {
                    return RequestFacade.of(client.createCancel());
                }
            }
            throw new IllegalStateException("createCancel: no INVITE of this session waits for an answer");
        });
    }

    // ---- links

    private static void link(Request one, Request other) {
        one.link(other);
        other.link(one);
        one.session().link(other.session());
        other.session().link(one.session());
    }

    @Override
    public void linkSipSessions(SipSession one, SipSession other) {
        Session first = SessionFacade.state(one);
        Session second = SessionFacade.state(other);
        if (first.parent() != second.parent()) {
            throw new IllegalArgumentException("linkSipSessions: the sessions are of different application sessions");
        }
        first.parent().run(() -> {
            checkAlive(first);
            checkAlive(second);
            if (first.linked() == second) {
                return;
            }
            if (first.linked() != null || second.linked() != null) {
                throw new IllegalArgumentException("linkSipSessions: one of the sessions is linked to another one");
            }
            first.link(second);
            second.link(first);
        });
    }

    @Override
    public void unlinkSipSessions(SipSession session) {
        Session one = SessionFacade.state(session);
        one.parent().run(() -> {
            checkAlive(one);
            Session other = one.linked();
            if (other == null) {
                throw new IllegalArgumentException("unlinkSipSessions: the session is not linked");
            }
            one.link(null);
            other.link(null);
            for (Exchange exchange : one.exchanges().open()) {
                Request request = requestOf(exchange);
                Request partner = request == null ? null : request.linked();
                if (request != null && partner != null) {
                    request.link(null);
                    partner.link(null);
                }
            }
        });
    }

    private static @Nullable Request requestOf(Exchange exchange) {
        return switch (exchange) {
            case UserAgentServer server -> server.request();
            case UserAgentClient client -> client.request();
            default -> null;
        };
    }

    private static void checkAlive(Session session) {
        if (!session.isValid() || session.state() == SessionState.State.TERMINATED) {
            throw new IllegalArgumentException("The session is terminated or has been invalidated");
        }
    }

    @Override
    public @Nullable SipSession getLinkedSession(SipSession session) {
        Session one = SessionFacade.state(session);
        checkValid(one, "getLinkedSession");
        return SessionFacade.ofNullable(one.linked());
    }

    private static void checkValid(Session session, String call) {
        if (!session.isValid()) {
            throw new IllegalArgumentException(call + ": the session has been invalidated");
        }
    }

    @Override
    public @Nullable SipServletRequest getLinkedSipServletRequest(SipServletRequest request) {
        Request linked = RequestFacade.own(request).state().linked();
        return linked == null ? null : RequestFacade.of(linked);
    }

    // ---- what is under way

    @Override
    public List<SipServletMessage> getPendingMessages(SipSession session, UAMode mode) {
        Session one = SessionFacade.state(session);
        return one.parent().call(() -> {
            checkValid(one, "getPendingMessages");
            List<Exchange> open = new ArrayList<>(exchanges(one));
            open.sort(Comparator.comparingLong(Exchange::sequence));
            List<SipServletMessage> pending = new ArrayList<>();
            for (Exchange exchange : open) {
                if (mode == UAMode.UAS && exchange instanceof UserAgentServer server && server.isPending()) {
                    pending.add(RequestFacade.of(server.request()));
                } else if (mode == UAMode.UAC && exchange instanceof UserAgentClient client) {
                    client.unacknowledged(one).forEach(response -> pending.add(ResponseFacade.of(response)));
                }
            }
            return pending;
        });
    }

    /** The INVITE of a derived session was sent in the session that it is derived from. */
    private static Collection<Exchange> exchanges(Session session) {
        DerivedSessions derived = session.derived();
        if (derived == null) {
            return session.exchanges().open();
        }
        Set<Exchange> all = new LinkedHashSet<>();
        for (Session member : derived.members()) {
            for (Exchange exchange : member.exchanges().open()) {
                if (member == session || exchange.isSent()) {
                    all.add(exchange);
                }
            }
        }
        return all;
    }

    @Override
    public SipServletResponse createResponseToOriginalRequest(SipSession session, int status, @Nullable String reason) {
        Session one = SessionFacade.state(session);
        return one.parent().call(() -> {
            checkValid(one, "createResponseToOriginalRequest");
            if (one.original() instanceof UserAgentServer original) {
                return ResponseFacade.of(answer(one, original, status, reason));
            }
            throw new IllegalStateException("createResponseToOriginalRequest: the original request is done with");
        });
    }

    private static OutgoingResponse answer(
            Session session, UserAgentServer original, int status, @Nullable String reason) {
        if (!original.isAnswered()) {
            return OutgoingResponse.to(original.request(), session, status, reason);
        }
        if (status < 200 || status > 299 || !original.received().isInvite()) {
            throw new IllegalStateException(
                    "createResponseToOriginalRequest: a final response has been sent; only a further 2xx may follow");
        }
        return OutgoingResponse.to(original.request(), session.derive(), status, reason);
    }
}
