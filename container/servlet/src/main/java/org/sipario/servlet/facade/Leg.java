package org.sipario.servlet.facade;

import jakarta.servlet.sip.SipSession.State;
import java.lang.ref.WeakReference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sipario.core.dialog.Dialog;
import org.sipario.message.Method;
import org.sipario.message.NameAddr;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SyntaxException;
import org.sipario.message.Uri;
import org.sipario.message.wire.Timers;
import org.sipario.servlet.routing.Sent;

/**
 * What a session shares with its peer: identifiers, the dialog, the exchanges under way and the state that follows from
 * them (JSR 289 chapter 6.2, RFC 3261 §12). An idle established leg holds one dialog and nothing else.
 */
final class Leg {

    private final Services services;
    private final String callId;
    private final boolean received;

    // Changed in the queue; threads of the application's own may look.
    private volatile @Nullable NameAddr local;
    private volatile @Nullable NameAddr remote;
    private volatile Standing standing = Standing.BEGINNING;
    private volatile Exchanges exchanges = Exchanges.NONE;

    private Session session;
    private @Nullable Uri firstTarget;
    private @Nullable String routeToken;
    private @Nullable Family family;
    private @Nullable WeakReference<Sent> lingering;
    private @Nullable Original original;
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
                ? new Leg(services, callId, untagged(local()), remote(), true)
                : new Leg(services, callId, local(), untagged(remote()), received);
        derived.sequence = sequence;
        derived.routeToken = routeToken;
        Family all = family == null ? new Family(session) : family;
        family = all;
        derived.family = all;
        return derived;
    }

    /** The derived session has its leg. */
    void join() {
        if (family != null) {
            family.add(session);
        }
    }

    private static NameAddr untagged(NameAddr party) {
        return party.withParameters(party.parameters().without("tag"));
    }

    // ---- identity

    String callId() {
        return callId;
    }

    boolean isReceived() {
        return received;
    }

    NameAddr local() {
        // Read first: it is taken away once there is a dialog.
        NameAddr own = local;
        Dialog made = dialog();
        return made == null ? Objects.requireNonNull(own) : made.local();
    }

    NameAddr remote() {
        NameAddr peer = remote;
        Dialog made = dialog();
        return made == null ? Objects.requireNonNull(peer) : made.remote();
    }

    /** Our tag: made here for what we answer, in From of what we send. */
    synchronized String localTag() {
        Dialog made = dialog();
        if (made != null) {
            return made.id().localTag();
        }
        NameAddr own = Objects.requireNonNull(local);
        String tag = own.tag();
        if (tag == null) {
            tag = services.tokens().tag();
            local = own.withParameters(own.parameters().with("tag", tag));
        }
        return tag;
    }

    /** The application gave the parties of the first request other names (RFC 4916, B2B-3). */
    void parties(SipRequest request) {
        local = request.from();
        remote = request.to();
    }

    State state() {
        return standing.state();
    }

    @Nullable
    Dialog dialog() {
        return standing.dialog();
    }

    @Nullable
    String peerTag() {
        return standing.peerTag();
    }

    @Nullable
    Family family() {
        return family;
    }

    // ---- exchanges

    synchronized void opened(Exchange exchange) {
        exchanges = exchanges.plus(exchange);
    }

    synchronized void closed(Exchange exchange) {
        exchanges = exchanges.minus(exchange);
        finished = true;
    }

    /** What is under way. */
    Exchanges exchanges() {
        return exchanges;
    }

    /** SSN-28, SSN-29: nothing under way, and nothing to come. */
    boolean isReady() {
        if (!exchanges.isEmpty()) {
            return false;
        }
        return switch (standing.state()) {
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

    /**
     * The INVITE that a back-to-back user agent has answered: another fork of its far leg may still be accepted, and be passed
     * on as a further 2xx, for as long as the transaction takes it (RFC 6026 §7.1).
     */
    private record Original(ServerExchange exchange, Timers.Timer end) {}

    void remember(ServerExchange answered) {
        if (original == null) {
            original = new Original(
                    answered,
                    services.timers()
                            .start(
                                    services.timings().timeout(),
                                    () -> session.parent().post(this::forgetOriginal)));
        }
    }

    private void forgetOriginal() {
        Original known = original;
        if (known != null) {
            known.end().stop();
            original = null;
        }
    }

    /** The initial request that came in, while it can be answered; or null. */
    @Nullable
    ServerExchange original() {
        for (Exchange exchange : exchanges.open()) {
            if (exchange instanceof ServerExchange server && server.request().isInitial()) {
                return server;
            }
        }
        Original known = original;
        return known == null ? null : known.exchange();
    }

    /** The INVITE whose 2xx an ACK is for, also where that 2xx made a derived session; or null. */
    @Nullable
    ServerExchange acknowledged(long cseq) {
        ServerExchange own = exchanges.invite(cseq);
        if (own != null || family == null) {
            return own;
        }
        for (Session member : family.members()) {
            ServerExchange first = member.leg().original();
            if (first != null && first.sequence() == cseq) {
                return first;
            }
        }
        return null;
    }

    /** The session is no more: nothing finds it again, and nobody is left waiting for it. */
    void forget() {
        for (Exchange exchange : exchanges.open()) {
            exchange.abandon();
        }
        exchanges = Exchanges.NONE;
        forgetOriginal();
        Sent invite = lingering == null ? null : lingering.get();
        if (invite != null) {
            invite.release();
        }
        unindex(dialog());
        Family all = family;
        if (all != null) {
            all.remove(session);
        }
        Session heir = all == null ? null : all.heir();
        if (routeToken != null) {
            if (heir == null) {
                services.index().removeRoute(routeToken, session);
            } else if (services.index().route(routeToken) == session) {
                services.index().addRoute(routeToken, heir);
            }
        }
    }

    private void unindex(@Nullable Dialog made) {
        if (made != null) {
            services.index().remove(made.id(), session);
        }
    }

    /** What a message has made of this: requests find the session by its dialog from now on, or no more. */
    private void become(Standing next) {
        Dialog before = standing.dialog();
        Dialog now = next.dialog();
        if (before != null && now == null) {
            unindex(before);
            local = before.local();
            remote = untagged(before.remote());
        }
        standing = next;
        if (now != null && before == null) {
            // The dialog knows both from now on.
            local = null;
            remote = null;
            synchronized (this) {
                sequence = Math.max(sequence, now.localSequence());
            }
            services.index().add(now.id(), session);
        }
        if (next.state() == State.CONFIRMED) {
            firstTarget = null;
        }
    }

    void terminate() {
        become(standing.terminated());
    }

    // ---- as user agent

    /** A request that the application makes in this session (SSN-6, SSN-14 to SSN-17). */
    RequestFacade createRequest(Method method) {
        Dialog made = dialog();
        SipRequest request;
        if (state() == State.TERMINATED) {
            throw new IllegalStateException("createRequest: the dialog of this session is terminated");
        } else if (made != null) {
            request = made.request(method, nextSequence());
        } else if (exchanges.isPending()) {
            throw new IllegalStateException(
                    "createRequest: the first request of this session has no answer yet that makes a dialog");
        } else {
            request = anew(method);
        }
        return RequestFacade.outgoing(session, Copies.withContact(request, session), made == null);
    }

    private SipRequest anew(Method method) {
        finished = false;
        localTag();
        NameAddr to = untagged(remote());
        remote = to;
        Uri target = firstTarget == null ? Objects.requireNonNull(to.uri(), "To has a URI") : firstTarget;
        return Requests.outsideDialog(method, target, this, nextSequence());
    }

    synchronized long nextSequence() {
        sequence = sequence == 0 ? services.tokens().sequence() : sequence + 1;
        return sequence;
    }

    /** Our first request leaves: where to a second one would go, and whether a NOTIFY may overtake its answer. */
    void sending(SipRequest request) {
        if (dialog() == null) {
            firstTarget = request.uri();
            if (Methods.subscribe(request.method())) {
                services.index().addSubscribing(callId, localTag(), session);
            }
        }
    }

    /** That request has its final answer. */
    void sent(SipRequest request) {
        if (Methods.subscribe(request.method())) {
            services.index().removeSubscribing(callId, localTag(), session);
        }
    }

    /** Judges a request of the peer in the dialog: false if it comes too late (SSN-40). */
    boolean accept(SipRequest request) {
        Dialog made = dialog();
        if (made == null) {
            return true;
        }
        return switch (made.received(request)) {
            case Dialog.Reception.InOrder(Dialog after) -> {
                become(standing.after(after));
                yield true;
            }
            case Dialog.Reception.OutOfOrder _ -> false;
        };
    }

    /** A NOTIFY has come. Before the 2xx to our SUBSCRIBE it makes the dialog (RFC 6665 §4.1.2.4). @return whether it did */
    boolean notifying(SipRequest notify) throws SyntaxException {
        if (dialog() != null || state() == State.TERMINATED) {
            return false;
        }
        SipResponse answer = SipResponse.to(notify, 200, null, localTag());
        become(standing.notified(notify, Dialog.ofServer(notify, answer).sent(sequence)));
        return true;
    }

    /** We are about to answer as user agent. */
    void answering(SipRequest request, SipResponse response) throws SyntaxException {
        if (response.status() > 100) {
            become(standing.answering(request, response));
        }
    }

    /** Our request was answered. */
    void answered(SipRequest request, SipResponse response) throws SyntaxException {
        if (response.status() > 100) {
            become(standing.answered(request, response));
        }
    }

    /** The session of a response to a request we sent, or of a NOTIFY: this one, or another of its family (SSN-22). */
    @Nullable
    Session known(@Nullable String tag) {
        String peerTag = peerTag();
        if (tag == null || peerTag == null || peerTag.equals(tag)) {
            return session;
        }
        return family == null ? null : family.of(tag);
    }

    /** The same; made where there is none. */
    Session sessionFor(SipResponse response) {
        if (response.status() == 100 || response.status() >= 300) {
            return session;
        }
        Session known = known(response.to().tag());
        return known == null ? session.derive() : known;
    }

    /** Whether an INVITE holds the dialog, or is about to. */
    boolean isCall() {
        return standing.usages().hasInvite() || exchanges.isInviting(true) || exchanges.isInviting(false);
    }

    // ---- as proxy

    /** Provisional answers of the application's own made no dialog: whoever it proxies to does (PRX-45). */
    void leftToProxy() {
        become(Standing.BEGINNING);
    }

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
        Session relative = family == null ? null : family.of(request);
        return relative == null ? session : relative;
    }

    /**
     * A response comes to our proxy from downstream (SSN-8, SSN-9).
     *
     * @param intermediate whether it is not the last word: then nothing changes
     */
    void relaying(SipRequest request, SipResponse response, boolean intermediate) {
        if (response.status() > 100 && !intermediate) {
            become(standing.relaying(request, response));
            finished |= response.isFinal();
        }
    }

    @Override
    public String toString() {
        return callId + " " + state();
    }
}
