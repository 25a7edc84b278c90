package org.sipario.servlet.facade;

import jakarta.servlet.sip.SipSession.State;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sipario.core.Dialog;
import org.sipario.message.Method;
import org.sipario.message.NameAddr;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SyntaxException;
import org.sipario.servlet.routing.Sent;

/**
 * What a session shares with its peer: identifiers, the dialog, the exchanges under way and the state that follows from
 * them (JSR 289 chapter 6.2, RFC 3261 §12). An idle established leg holds one dialog and nothing else.
 */
final class Leg {

    private final Services services;
    private final String callId;
    private final boolean received;
    private NameAddr local;
    private NameAddr remote;
    private Session session;
    private State state = State.INITIAL;
    private @Nullable Dialog dialog;
    private @Nullable String peerTag;
    private @Nullable String routeToken;
    private @Nullable List<Session> family;
    private @Nullable List<Exchange> exchanges;
    private final Usages usages = new Usages();
    private @Nullable WeakReference<Sent> lingering;
    private long sequence;
    private boolean finished;

    @SuppressWarnings("NullAway.Init") // the session, which makes its leg, gives itself at once
    Leg(Services services, String callId, NameAddr local, NameAddr remote, boolean received) {
        this.services = services;
        this.callId = callId;
        this.local = local;
        this.remote = remote;
        this.received = received;
    }

    void belongsTo(Session owner) {
        session = owner;
    }

    Leg derive() {
        // Another dialog of a request that we sent has another tag of the peer, of one that came another tag of ours.
        Leg derived = received && session.role() != Session.Role.PROXY
                ? new Leg(services, callId, untagged(local), remote, true)
                : new Leg(services, callId, local, untagged(remote), received);
        derived.sequence = sequence;
        derived.routeToken = routeToken;
        List<Session> all = family == null ? new ArrayList<>(List.of(session)) : family;
        family = all;
        derived.family = all;
        return derived;
    }

    private static NameAddr untagged(NameAddr party) {
        return party.withParameters(party.parameters().without("tag"));
    }

    // ---- identity
    // -----------------------------------------------------------------------------------------------------

    String callId() {
        return callId;
    }

    boolean isReceived() {
        return received;
    }

    NameAddr local() {
        return dialog == null ? local : dialog.local();
    }

    NameAddr remote() {
        return dialog == null ? remote : dialog.remote();
    }

    /** Our tag: made here for what we answer, in From of what we send. */
    String localTag() {
        String tag = local.tag();
        if (tag == null) {
            tag = services.tokens().tag();
            local = local.withParameters(local.parameters().with("tag", tag));
        }
        return tag;
    }

    /** The application gave the parties of the first request other names (RFC 4916, B2B-3). */
    void parties(SipRequest request) {
        local = request.from();
        remote = request.to();
    }

    State state() {
        return state;
    }

    @Nullable
    Dialog dialog() {
        return dialog;
    }

    // ---- exchanges
    // ----------------------------------------------------------------------------------------------------

    void opened(Exchange exchange) {
        List<Exchange> open = exchanges;
        if (open == null) {
            open = new ArrayList<>(2);
            exchanges = open;
        }
        open.add(exchange);
    }

    void closed(Exchange exchange) {
        List<Exchange> open = exchanges;
        if (open != null) {
            open.remove(exchange);
            if (open.isEmpty()) {
                exchanges = null;
            }
        }
        finished = true;
    }

    /** Those under way, oldest first. */
    List<Exchange> exchanges() {
        return exchanges == null ? List.of() : List.copyOf(exchanges);
    }

    /** The INVITE of a CSeq that came in and is not done with, or null. */
    @Nullable
    ServerExchange invite(long cseq) {
        for (Exchange exchange : exchanges()) {
            if (exchange instanceof ServerExchange server
                    && server.method().equals(Method.INVITE)
                    && server.sequence() == cseq) {
                return server;
            }
        }
        return null;
    }

    /** Whether an INVITE without final response is under way, sent (true) or received (false) by us. */
    boolean isInviting(boolean sent) {
        for (Exchange exchange : exchanges()) {
            if (exchange.method().equals(Method.INVITE)
                    && exchange.isPending()
                    && exchange instanceof ClientExchange == sent) {
                return true;
            }
        }
        return false;
    }

    /** SSN-28, SSN-29: nothing under way, and nothing to come. */
    boolean isReady() {
        if (exchanges != null) {
            return false;
        }
        return switch (state) {
            case TERMINATED -> true;
            // A session without dialog whose request was answered waits for nothing either (SSN-31 leaves that to us).
            case INITIAL -> finished;
            case EARLY -> false;
            case CONFIRMED -> session.role() == Session.Role.PROXY && routeToken == null;
        };
    }

    /**
     * An INVITE of this leg was accepted: its transaction keeps what waits for further 2xx for 32 s more, or until the session
     * ends. Held weakly, so that an established call holds nothing of it afterwards.
     */
    void accepted(Sent invite) {
        lingering = new WeakReference<>(invite);
    }

    /** The session is no more. */
    void forget() {
        Sent invite = lingering == null ? null : lingering.get();
        if (invite != null) {
            invite.release();
        }
        if (dialog != null) {
            services.index().remove(dialog.id(), session);
        }
        List<Session> all = family;
        if (all != null) {
            all.remove(session);
        }
        if (routeToken != null) {
            if (all == null || all.isEmpty()) {
                services.index().removeRoute(routeToken, session);
            } else if (services.index().route(routeToken) == session) {
                services.index().addRoute(routeToken, all.getFirst());
            }
        }
    }

    // ---- as user agent
    // ------------------------------------------------------------------------------------------------

    /** A request that the application makes in this session (SSN-6, SSN-14 to SSN-17). */
    RequestFacade createRequest(Method method) {
        if (state == State.TERMINATED) {
            throw new IllegalStateException("createRequest: the dialog of this session is terminated");
        }
        SipRequest request;
        if (dialog != null) {
            request = dialog.request(method, nextSequence());
        } else if (received || isPendingAny()) {
            throw new IllegalStateException(
                    "createRequest: the first request of this session has no answer yet that makes a dialog");
        } else {
            request = Requests.outsideDialog(method, Objects.requireNonNull(remote.uri()), this, nextSequence());
        }
        return RequestFacade.outgoing(session, Copies.withContact(request, session), dialog == null);
    }

    private boolean isPendingAny() {
        for (Exchange exchange : exchanges()) {
            if (exchange.isPending()) {
                return true;
            }
        }
        return false;
    }

    long nextSequence() {
        sequence = sequence == 0 ? services.tokens().sequence() : sequence + 1;
        return sequence;
    }

    /** Judges a request of the peer in the dialog: false if it comes too late (SSN-40). */
    boolean accept(SipRequest request) {
        if (dialog == null) {
            return true;
        }
        return switch (dialog.received(request)) {
            case Dialog.Reception.InOrder(Dialog after) -> {
                dialog = after;
                yield true;
            }
            case Dialog.Reception.OutOfOrder _ -> false;
        };
    }

    /** A NOTIFY that came before the 2xx to our SUBSCRIBE, or in it: makes the dialog (RFC 6665 §4.1.2.4). */
    void notified(SipRequest notify, SipResponse answer) throws SyntaxException {
        if (dialog == null) {
            establish(Dialog.ofServer(notify, answer).sent(sequence));
            usages.begin(notify);
            state = State.CONFIRMED;
        }
        if (usages.notified(notify)) {
            terminate();
        }
    }

    /** We are about to answer as user agent. */
    void answering(SipRequest request, SipResponse response) throws SyntaxException {
        Method method = request.method();
        int status = response.status();
        if (status == 100) {
            return;
        }
        boolean first = state == State.INITIAL || state == State.EARLY;
        if (status < 300) {
            if (Methods.createDialog(method) && response.to().tag() != null) {
                if (dialog == null) {
                    establish(Dialog.ofServer(request, response));
                } else if (status >= 200 && dialog.isEarly()) {
                    dialog = dialog.confirmed();
                }
                if (first) {
                    state = status < 200 ? State.EARLY : State.CONFIRMED;
                }
                if (status >= 200) {
                    usages.begin(request);
                }
            }
            if (status >= 200 && dialog != null && Methods.refreshTarget(method)) {
                dialog = dialog.refreshed(request);
            }
            if (status >= 200) {
                ended(request);
            }
        } else if (first && Methods.createDialog(method)) {
            terminate();
        }
    }

    /** The session of a response to a request we sent: this one, or another of its family for another dialog (SSN-22). */
    Session sessionFor(SipResponse response) {
        String tag = response.to().tag();
        if (tag == null || response.status() == 100 || response.status() >= 300) {
            return session;
        }
        if (peerTag == null || peerTag.equals(tag)) {
            return session;
        }
        for (Session relative : family == null ? List.<Session>of() : family) {
            if (tag.equals(relative.leg().peerTag)) {
                return relative;
            }
        }
        return session.derive();
    }

    /** Our request was answered. */
    void answered(SipRequest request, SipResponse response) throws SyntaxException {
        Method method = request.method();
        int status = response.status();
        if (status == 100) {
            return;
        }
        boolean first = state == State.INITIAL || state == State.EARLY;
        if (status < 300) {
            if (Methods.createDialog(method) && response.to().tag() != null) {
                if (dialog == null) {
                    establish(Dialog.ofClient(request, response));
                } else if (status >= 200 && dialog.isEarly()) {
                    dialog = dialog.confirmed(response);
                }
                if (first) {
                    state = status < 200 ? State.EARLY : State.CONFIRMED;
                }
                if (status >= 200) {
                    usages.begin(request);
                }
            }
            if (dialog != null && Methods.refreshTarget(method)) {
                dialog = dialog.refreshed(response);
            }
            if (status >= 200) {
                ended(request);
            }
        } else {
            refused(method, status, first);
        }
    }

    private void refused(Method method, int status, boolean first) {
        if (first && Methods.createDialog(method)) {
            fallBack();
        } else if (method.equals(Method.BYE)) {
            // The caller considers the call over whatever the answer (RFC 3261 §15.1.1).
            terminate();
        } else if (dialog != null && (status == 481 || status == 408)) {
            terminate();
        }
    }

    /** Back to the start: the next request is like the first (SSN-5, SSN-6). */
    private void fallBack() {
        if (dialog != null) {
            services.index().remove(dialog.id(), session);
            dialog = null;
        }
        peerTag = null;
        state = State.INITIAL;
        finished = true;
    }

    private void ended(SipRequest request) {
        if (request.method().equals(Method.BYE)) {
            if (usages.endInvite()) {
                terminate();
            }
        } else if (request.method().equals(Method.NOTIFY) && usages.notified(request)) {
            terminate();
        }
    }

    private void establish(Dialog made) {
        dialog = made;
        peerTag = made.id().remoteTag();
        sequence = Math.max(sequence, made.localSequence());
        services.index().add(made.id(), session);
    }

    void terminate() {
        state = State.TERMINATED;
        finished = true;
        if (dialog != null) {
            services.index().remove(dialog.id(), session);
        }
    }

    // ---- as proxy
    // -----------------------------------------------------------------------------------------------------

    /** The parameter of our Record-Route by which requests of this dialog find the session. */
    String routeToken() {
        String token = routeToken;
        if (token == null) {
            token = session.getId();
            routeToken = token;
            services.index().addRoute(token, session);
        }
        return token;
    }

    /** The member of this family whose dialog a request belongs to, in either direction. */
    Session relativeFor(SipRequest request) {
        String from = request.from().tag();
        String to = request.to().tag();
        for (Session relative : family == null ? List.<Session>of() : family) {
            String tag = relative.leg().peerTag;
            if (tag != null && (tag.equals(to) || tag.equals(from))) {
                return relative;
            }
        }
        return session;
    }

    /**
     * A response comes to our proxy from downstream (SSN-8, SSN-9).
     *
     * @param intermediate whether it is not the last word: then nothing changes
     */
    void relaying(SipRequest request, SipResponse response, boolean intermediate) {
        int status = response.status();
        Method method = request.method();
        if (status == 100 || intermediate) {
            return;
        }
        boolean first = state == State.INITIAL || state == State.EARLY;
        if (status < 300) {
            if (first && Methods.createDialog(method)) {
                peerTag = response.to().tag();
                state = status < 200 ? State.EARLY : State.CONFIRMED;
                if (status >= 200) {
                    usages.begin(request);
                }
            } else if (status >= 200) {
                ended(request);
            }
        } else if (first && Methods.createDialog(method)) {
            fallBack();
        } else if (method.equals(Method.BYE) || !first && (status == 481 || status == 408)) {
            terminate();
        }
        if (status >= 200) {
            finished = true;
        }
    }

    @Override
    public String toString() {
        return callId + " " + state + (dialog == null ? "" : " " + dialog.id());
    }
}
