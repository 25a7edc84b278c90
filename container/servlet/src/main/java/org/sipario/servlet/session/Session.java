package org.sipario.servlet.session;

import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sipario.core.dialog.Dialog;
import org.sipario.core.dialog.MethodRules;
import org.sipario.core.dialog.SessionState;
import org.sipario.core.proxy.BehindNat;
import org.sipario.core.proxy.ProxiedDialog;
import org.sipario.core.proxy.RouteMark;
import org.sipario.message.Method;
import org.sipario.message.NameAddr;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SyntaxException;
import org.sipario.message.Uri;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.Hop;
import org.sipario.message.wire.Timers;
import org.sipario.servlet.routing.SendAttempts;

/**
 * The state of a SIP session (JSR 289 chapter 6, RFC 3261 §12): identifiers, the dialog, the exchanges under way, links
 * to other sessions. An idle established session holds one dialog and no exchange.
 *
 * <p>Changed in the queue of its application session only. What other threads may read is volatile or immutable.
 */
public final class Session extends FacadeSlot {

    /** What the application is in this session; decided by what it does first. */
    public enum Role {
        UNDECIDED,
        USER_AGENT,
        PROXY
    }

    /** The session that a Replaces or Join named, or the one that named this (KEY-16). */
    private record Correspondence(String header, Session other) {}

    private final ApplicationSession parent;
    private final String id;
    private final String callId;
    private final boolean received;
    private final long created;
    private final Attributes attributes = new Attributes();

    private volatile SessionState state = SessionState.BEGINNING;
    private volatile @Nullable NameAddr local;
    private volatile @Nullable NameAddr remote;
    private volatile Exchanges exchanges = Exchanges.NONE;
    private volatile long accessed;
    private volatile boolean valid = true;
    private volatile boolean invalidateWhenReady;

    private Role role = Role.UNDECIDED;
    private @Nullable String handler;
    private @Nullable SipApplicationRoutingRegion region;
    private @Nullable String subscriber;
    private @Nullable InetSocketAddress outboundInterface;
    private @Nullable Session linked;
    private @Nullable Correspondence correspondence;
    private boolean supervised = true;

    private @Nullable Uri firstTarget;
    private @Nullable ProxiedDialog proxied;
    private @Nullable DerivedSessions derived;
    private @Nullable WeakReference<SendAttempts> accepted;
    private @Nullable AnsweredInvite original;
    private long sequence;
    private boolean finished;

    /**
     * A new session of an application; its listeners are told.
     *
     * @param local From of the requests that this side sends
     * @param remote their To; its tag comes with the dialog
     * @param received whether a request that came in began it
     */
    public Session(ApplicationSession parent, String callId, NameAddr local, NameAddr remote, boolean received) {
        this(
                parent,
                parent.services().tokens().tag(),
                callId,
                local,
                remote,
                received,
                parent.services().timers().now());
        invalidateWhenReady = parent.application().invalidatesWhenReady();
        begin();
    }

    private Session(
            ApplicationSession parent,
            String id,
            String callId,
            @Nullable NameAddr local,
            @Nullable NameAddr remote,
            boolean received,
            long created) {
        this.parent = parent;
        this.id = id;
        this.callId = callId;
        this.local = local;
        this.remote = remote;
        this.received = received;
        this.created = created;
        this.accessed = created;
    }

    private void begin() {
        parent.add(this);
        services().user().told(this, Lifecycle.CREATED);
    }

    /** A session for another dialog of the same request: JSR 289, Derived SipSessions. */
    public Session derive() {
        // Another dialog of a request that we sent has another tag of the peer, of one that came another tag in To.
        Session other = new Session(
                parent,
                services().tokens().tag(),
                callId,
                received ? untagged(local()) : local(),
                received ? remote() : untagged(remote()),
                received,
                services().timers().now());
        other.invalidateWhenReady = parent.application().invalidatesWhenReady();
        other.role = role;
        other.handler = handler;
        other.region = region;
        other.subscriber = subscriber;
        other.outboundInterface = outboundInterface;
        other.supervised = supervised;
        other.sequence = sequence;
        other.proxied = proxied == null ? null : proxied.forked();
        other.attributes.copyFrom(attributes);
        DerivedSessions all = derived == null ? new DerivedSessions(this) : derived;
        derived = all;
        other.derived = all;
        all.add(other);
        other.begin();
        return other;
    }

    private static NameAddr untagged(NameAddr party) {
        return party.withParameters(party.parameters().without("tag"));
    }

    // ---- identity

    /** Unique in the container. */
    public String id() {
        return id;
    }

    /** The application session that it belongs to. */
    public ApplicationSession parent() {
        return parent;
    }

    /** What the container gives to sessions. */
    public Services services() {
        return parent.services();
    }

    /** Of all its requests. */
    public String callId() {
        return callId;
    }

    /** Whether a request that came in began it. */
    public boolean isReceived() {
        return received;
    }

    /** When it began, ms since 1970. */
    public long created() {
        return created;
    }

    /** When a message last came or went, ms since 1970. */
    public long accessed() {
        return accessed;
    }

    /** This side, as in From of the requests it sends. */
    public NameAddr local() {
        // Read before the dialog: it is set to null once there is a dialog.
        NameAddr own = local;
        Dialog made = dialog();
        return made == null ? Objects.requireNonNull(own) : made.local();
    }

    /** The peer, as in To of the requests that this side sends. */
    public NameAddr remote() {
        NameAddr peer = remote;
        Dialog made = dialog();
        return made == null ? Objects.requireNonNull(peer) : made.remote();
    }

    /** This side's tag; made here where there is none yet. */
    public String localTag() {
        Dialog made = dialog();
        if (made != null) {
            return made.id().localTag();
        }
        NameAddr own = Objects.requireNonNull(local);
        String tag = own.tag();
        if (tag == null) {
            tag = services().tokens().tag();
            local = own.withParameters(own.parameters().with("tag", tag));
        }
        return tag;
    }

    /** The peer's tag in the dialog, or null. */
    public @Nullable String peerTag() {
        return state.peerTag();
    }

    /** The application gave the parties of the first request other names (RFC 4916, B2B-3). */
    public void parties(SipRequest request) {
        local = request.from();
        remote = request.to();
    }

    /** The peer without tag, for a request outside any dialog; a former dialog's tag is dropped. */
    public NameAddr newPeer() {
        finished = false;
        localTag();
        NameAddr to = untagged(remote());
        remote = to;
        return to;
    }

    /** The attributes that the application has set. */
    public Attributes attributes() {
        return attributes;
    }

    // ---- what the application decides

    /** What the application is in this session. */
    public Role role() {
        return role;
    }

    /** The application has decided what it is. */
    public void role(Role decided) {
        role = decided;
    }

    /** The application acts as user agent, unless it is something already. */
    public void actAsUserAgent() {
        if (role == Role.UNDECIDED) {
            role = Role.USER_AGENT;
        }
    }

    /** The servlet that handles this session, or null while that is not decided. */
    public @Nullable String handler() {
        return handler;
    }

    /** Decides the servlet that handles this session. */
    public void handler(String servlet) {
        handler = servlet;
    }

    /** What the application router said of its first request. */
    public void routed(@Nullable SipApplicationRoutingRegion byRegion, @Nullable String forSubscriber) {
        region = byRegion;
        subscriber = forSubscriber;
    }

    /** The region in which the application router chose the application, or null. */
    public @Nullable SipApplicationRoutingRegion region() {
        return region;
    }

    /** The subscriber that the application router named, or null. */
    public @Nullable String subscriber() {
        return subscriber;
    }

    /** The local address by which its requests leave; null for any. */
    public @Nullable InetSocketAddress outboundInterface() {
        return outboundInterface;
    }

    /** Decides the local address by which its requests leave. */
    public void outboundInterface(InetSocketAddress address) {
        outboundInterface = address;
    }

    /** Whether the servlet hears of responses to requests that its proxy passes on. */
    public boolean isSupervised() {
        return supervised;
    }

    /** Decides whether the servlet hears of responses to requests that its proxy passes on. */
    public void supervised(boolean informed) {
        supervised = informed;
    }

    /** The session that the application linked with this, or null. */
    public @Nullable Session linked() {
        return linked;
    }

    /** Links this with another session, which is to be linked with this; null ends the link on this side. */
    public void link(@Nullable Session other) {
        linked = other;
    }

    /** The request of this session named another one in Replaces or Join. */
    public void correspondsTo(Session named, String header) {
        correspondence = new Correspondence(header, named);
        named.correspondence = new Correspondence(header, this);
    }

    /** The session that named this one in that header, or was named by it; or null. */
    public @Nullable Session corresponding(String header) {
        Correspondence known = correspondence;
        return known != null && known.header().equalsIgnoreCase(header) ? known.other() : null;
    }

    // ---- life

    /** Whether it has not been invalidated. */
    public boolean isValid() {
        return valid;
    }

    /** Whether it is to end by itself when it is ready. */
    public boolean invalidatesWhenReady() {
        return invalidateWhenReady;
    }

    /** Decides whether it is to end by itself when it is ready. */
    public void invalidateWhenReady(boolean invalidate) {
        invalidateWhenReady = invalidate;
    }

    /** SSN-28, SSN-29: nothing is under way, and nothing is to come. */
    public boolean isReady() {
        if (!exchanges.isEmpty()) {
            return false;
        }
        return switch (state.state()) {
            case TERMINATED -> true;
            // What is left of one request that made no dialog: see decision 0021.
            case INITIAL -> finished;
            case EARLY -> false;
            case CONFIRMED -> role == Role.PROXY && proxied == null;
        };
    }

    /** A message has come or gone. */
    public void touch() {
        accessed = services().timers().now();
        parent.touch();
    }

    /** Ends it if it is ready and wants that (SSN-30). */
    void endIfReady() {
        if (valid && invalidateWhenReady && isReady()) {
            services().user().told(this, Lifecycle.READY);
            if (invalidateWhenReady) {
                // Whatever the listener has sent in it meanwhile; to keep it, a listener says so by
                // setInvalidateWhenReady.
                invalidate();
            }
        }
    }

    /**
     * Ends it: no request finds it again, exchanges that are under way are given up. Without effect once it has ended.
     */
    public void invalidate() {
        if (!valid) {
            return;
        }
        valid = false;
        forget();
        Session partner = linked;
        if (partner != null) {
            partner.linked = null;
            linked = null;
        }
        parent.remove(this);
        services().user().told(this, Lifecycle.ENDED);
    }

    private void forget() {
        for (Exchange exchange : exchanges.open()) {
            exchange.abandon(this);
        }
        exchanges = Exchanges.NONE;
        forgetOriginal();
        unindex(dialog());
        DerivedSessions all = derived;
        if (all != null) {
            all.remove(this);
        }
        Session other = all == null ? null : all.any();
        SendAttempts invite = accepted == null ? null : accepted.get();
        // Another call of the same INVITE goes on with the ACK that its application made.
        if (invite != null && other == null) {
            invite.release();
        }
        if (proxied != null) {
            String route = proxied.own().session();
            if (other == null) {
                services().index().removeRoute(route, this);
            } else if (services().index().route(route) == this) {
                services().index().addRoute(route, other);
            }
        }
    }

    private void unindex(@Nullable Dialog made) {
        if (made != null) {
            services().index().remove(made.id(), this);
        }
    }

    // ---- exchanges

    /** An exchange has begun. */
    public void opened(Exchange exchange) {
        exchanges = exchanges.plus(exchange);
    }

    /** Nothing more is to come of an exchange. */
    public void closed(Exchange exchange) {
        exchanges = exchanges.minus(exchange);
        // The session of a MESSAGE, OPTIONS or REGISTER that this side sent goes on with the next one.
        finished |= !exchange.isSent() || MethodRules.createDialog(exchange.method());
    }

    /** What is under way. */
    public Exchanges exchanges() {
        return exchanges;
    }

    /**
     * An INVITE of this session was accepted: its transaction keeps what waits for further 2xx for 32 s more, or until
     * the session ends. Held weakly, so that an established call holds nothing of it afterwards.
     */
    public void accepted(SendAttempts invite) {
        accepted = new WeakReference<>(invite);
    }

    /**
     * The INVITE that a back-to-back user agent has answered: another fork of its far leg may still be accepted, and be
     * passed on as a further 2xx, for as long as the transaction takes it (RFC 6026 §7.1).
     */
    private record AnsweredInvite(Exchange exchange, Timers.Timer end) {}

    /** An INVITE was answered, and a further 2xx may follow for 64*T1. */
    public void remember(Exchange answered) {
        if (original == null) {
            original = new AnsweredInvite(
                    answered,
                    services().timers().start(services().timings().timeout(), () -> parent.post(this::forgetOriginal)));
        }
    }

    private void forgetOriginal() {
        AnsweredInvite known = original;
        if (known != null) {
            known.end().stop();
            original = null;
        }
    }

    /** The initial request that came in, while it can be answered; or null. */
    public @Nullable Exchange original() {
        for (Exchange exchange : exchanges.open()) {
            if (!exchange.isSent() && exchange.isInitial()) {
                return exchange;
            }
        }
        AnsweredInvite known = original;
        return known == null ? null : known.exchange();
    }

    /** The INVITE whose 2xx an ACK is for, also where that 2xx made a derived session; or null. */
    public @Nullable Exchange acknowledged(long cseq) {
        Exchange own = exchanges.invite(cseq);
        if (own != null || derived == null) {
            return own;
        }
        for (Session member : derived.members()) {
            Exchange first = member.original();
            if (first != null && first.sequence() == cseq) {
                return first;
            }
        }
        return null;
    }

    // ---- the dialog

    /** Its state. */
    public SessionState.State state() {
        return state.state();
    }

    /** The dialog of the user agent here, or null. */
    public @Nullable Dialog dialog() {
        return state.dialog();
    }

    /** Whether an INVITE holds the dialog, or is about to. */
    public boolean isCall() {
        return state.usages().hasInvite() || exchanges.isInviting(true) || exchanges.isInviting(false);
    }

    /** The sessions of the same forked request, this one among them; null where there is no other. */
    public @Nullable DerivedSessions derived() {
        return derived;
    }

    /** Its state changes: from now on requests find the session by the dialog, or no longer do. */
    private void become(SessionState next) {
        Dialog before = state.dialog();
        Dialog now = next.dialog();
        if (before != null && now == null) {
            unindex(before);
            local = before.local();
            remote = untagged(before.remote());
        }
        state = next;
        if (now != null && before == null) {
            // The dialog knows both from now on.
            local = null;
            remote = null;
            sequence = Math.max(sequence, now.localSequence());
            services().index().add(now.id(), this);
        }
        if (next.state() == SessionState.State.CONFIRMED) {
            firstTarget = null;
        }
    }

    /** The dialog is over. */
    public void terminate() {
        become(state.terminated());
    }

    // ---- as user agent

    /** The CSeq number of the next request; the first is 1, as applications and peers expect it. */
    public long nextSequence() {
        return ++sequence;
    }

    /** Where a further request outside a dialog goes: where the first one went; null if none was sent. */
    public @Nullable Uri firstTarget() {
        return firstTarget;
    }

    /** Our first request leaves: where to a second one would go, and whether a NOTIFY may overtake its answer. */
    public void sending(SipRequest request) {
        if (dialog() == null) {
            firstTarget = request.uri();
            if (MethodRules.subscribe(request.method())) {
                services().index().addSubscribing(callId, localTag(), this);
            }
        }
    }

    /** That request has its final answer. */
    public void sent(SipRequest request) {
        if (MethodRules.subscribe(request.method())) {
            services().index().removeSubscribing(callId, localTag(), this);
        }
    }

    /** Judges a request of the peer in the dialog. @return false if it comes too late (SSN-40) */
    public boolean accept(SipRequest request) {
        Dialog made = dialog();
        if (made == null) {
            return true;
        }
        return switch (made.received(request)) {
            case Dialog.Reception.InOrder(Dialog after) -> {
                become(state.after(after));
                yield true;
            }
            case Dialog.Reception.OutOfOrder _ -> false;
        };
    }

    /**
     * A NOTIFY has come. Before the 2xx to our SUBSCRIBE it makes the dialog (RFC 6665 §4.1.2.4).
     *
     * @return whether it did
     */
    public boolean notifying(SipRequest notify) throws SyntaxException {
        if (dialog() != null || state() == SessionState.State.TERMINATED) {
            return false;
        }
        SipResponse answer = SipResponse.to(notify, 200, null, localTag());
        become(state.notified(notify, Dialog.ofServer(notify, answer).sent(sequence)));
        return true;
    }

    /** A response of ours as user agent is about to leave. */
    public void answering(SipRequest request, SipResponse response) throws SyntaxException {
        if (response.status() > 100) {
            become(state.answering(request, response));
        }
    }

    /** Our request was answered. */
    public void answered(SipRequest request, SipResponse response) throws SyntaxException {
        if (response.status() > 100) {
            become(state.answered(request, response));
        }
    }

    /**
     * Whether the answer to a request of ours means that the peer does not know the call, or is gone: it is to be
     * ended.
     */
    public boolean isCallLost(SipRequest request, SipResponse response) {
        return state.isCallLost(request, response.status());
    }

    /** Whether a call is up that no BYE is ending. */
    public boolean isUp() {
        return state.isCall() && !exchanges.isHangingUp();
    }

    /** A BYE of the container has gone: what its answer is does not matter. */
    public void hungUp() {
        become(state.hungUp());
    }

    /** The session of a response or NOTIFY with that tag of the peer: this one, or a derived one (SSN-22); or null. */
    public @Nullable Session known(@Nullable String tag) {
        String present = peerTag();
        if (tag == null || present == null || present.equals(tag)) {
            return this;
        }
        return derived == null ? null : derived.of(tag);
    }

    /** The session of a response; derived where the response is of another dialog that has none yet. */
    public Session sessionFor(SipResponse response) {
        if (response.status() == 100 || response.status() >= 300) {
            return this;
        }
        Session known = known(response.to().tag());
        return known == null ? derive() : known;
    }

    // ---- as proxy

    /** Provisional answers of the application's own made no dialog: the targets that it proxies to do (PRX-45). */
    public void leaveToProxy() {
        become(SessionState.BEGINNING);
    }

    /**
     * The branch by which an early dialog came has ended without a 2xx for it.
     *
     * @param more whether the session may get another dialog, from a target that is tried next (SSN-8)
     */
    public void lost(boolean more) {
        if (state() == SessionState.State.EARLY) {
            become(more ? SessionState.BEGINNING : state.terminated());
        }
    }

    /**
     * The proxy stays in the path of the dialogs that a request begins.
     *
     * @param request as received, by {@code flow}
     * @return what our Record-Route says
     */
    public RouteMark recordRouted(SipRequest request, Flow flow) {
        ProxiedDialog begun = proxied;
        if (begun == null) {
            begun = ProxiedDialog.begun(services().routeSeal(), id, request, flow);
            proxied = begun;
            services().index().addRoute(id, this);
        }
        return begun.own();
    }

    /** The session, this or a derived one, whose dialog a request belongs to, in either direction. */
    public Session relativeFor(SipRequest request) {
        Session relative = derived == null ? null : derived.of(request);
        return relative == null ? this : relative;
    }

    /** Whether a request that passes comes from the side that sent the first one. */
    private boolean isFromCaller(SipRequest request) {
        return Objects.equals(remote().tag(), request.from().tag());
    }

    /** Whether a request is the first one, or has the tags of this dialog. */
    private boolean belongs(SipRequest request) {
        String peer = peerTag();
        NameAddr callee = isFromCaller(request) ? request.to() : request.from();
        return peer == null || callee.tag() == null || peer.equals(callee.tag());
    }

    /** Whether this is a proxy's, of a dialog without tag in To (RFC 2543; §12.1.1), and the request belongs to it. */
    public boolean isUntagged(SipRequest request) {
        return role == Role.PROXY
                && state() != SessionState.State.INITIAL
                && peerTag() == null
                && callId.equals(request.callId())
                && isFromCaller(request);
    }

    /** Whether a request is a NOTIFY of another fork of the SUBSCRIBE than those known: RFC 6665 §4.1.2.4. */
    public boolean isOtherFork(SipRequest request) {
        return request.method().equals(Method.NOTIFY)
                && !isFromCaller(request)
                && !belongs(request)
                && state.usages().hasSubscription();
    }

    /** A request came by our Route. @return whether it goes where the dialog goes */
    public boolean asked(RouteMark by, SipRequest request, Flow flow) {
        ProxiedDialog known = proxied;
        boolean fromCaller = isFromCaller(request);
        if (known == null || !known.leads(services().routeSeal(), by, fromCaller, request)) {
            return false;
        }
        proxied = known.asked(services().routeSeal(), by, fromCaller, request, flow);
        return true;
    }

    /** What a Record-Route says by which requests go to the sender of one that came by our Route. */
    public RouteMark toSender(SipRequest request, Flow flow) {
        ProxiedDialog known = proxied;
        Hop hop = known == null ? BehindNat.sender(request, flow) : known.receiver(!isFromCaller(request));
        return services().routeSeal().toSender(known == null ? id : known.own().session(), request, hop);
    }

    /** Where the receiver of a request that passes is reached behind a NAT; null where the request leads there. */
    public @Nullable Hop receiver(SipRequest request) {
        return proxied == null ? null : proxied.receiver(isFromCaller(request));
    }

    /**
     * A response comes to our proxy that goes upstream (SSN-8, SSN-9).
     *
     * @param hop where its sender is reached behind a NAT, or null
     */
    public void relaying(SipRequest request, SipResponse response, @Nullable Hop hop) {
        if (response.status() > 100 && belongs(request)) {
            become(state.relaying(request, response));
            finished |= response.isFinal();
            if (proxied != null && response.status() < 300) {
                proxied = proxied.answered(services().routeSeal(), isFromCaller(request), request, response, hop);
            }
        }
    }

    @Override
    public String toString() {
        return parent + "/" + id;
    }
}
