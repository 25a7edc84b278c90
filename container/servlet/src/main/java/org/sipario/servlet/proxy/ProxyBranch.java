package org.sipario.servlet.proxy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sipario.core.dialog.SessionState;
import org.sipario.core.proxy.BehindNat;
import org.sipario.core.proxy.Forwarding;
import org.sipario.core.proxy.ResponseContext.Event;
import org.sipario.core.proxy.RouteMark;
import org.sipario.message.HeaderField;
import org.sipario.message.NameAddr;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.Uri;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.Hop;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Timers;
import org.sipario.servlet.routing.Outbound;
import org.sipario.servlet.routing.SendAttempts;
import org.sipario.servlet.session.FacadeSlot;
import org.sipario.servlet.session.Services;
import org.sipario.servlet.session.Session;
import org.sipario.servlet.useragent.ClientSide;
import org.sipario.servlet.useragent.IncomingRequest;
import org.sipario.servlet.useragent.IncomingResponse;
import org.sipario.servlet.useragent.OutgoingRequest;
import org.sipario.servlet.useragent.UserAgentServer;
import org.sipario.transaction.ClientUser;
import org.sipario.transaction.machine.Failure;

/** One copy of a proxied request on its way to one target (RFC 3261 §16.6). */
public final class ProxyBranch extends FacadeSlot implements ClientUser, ClientSide {

    private final ProxiedRequest proxied;
    private final IncomingRequest original;
    private final OutgoingRequest request;
    private final int id;
    private final Uri target;
    private final @Nullable ProxyBranch parent;
    private final ProxySettings settings;

    private boolean started;
    private @Nullable SendAttempts sent;
    private @Nullable IncomingResponse response;
    private Timers.@Nullable Timer timer;
    private boolean done;
    private boolean toldEnd;
    private List<Session> ringing = List.of();

    /** The 100 of the next hop. It changes nothing until the branch is given up, so it is not taken to the queue. */
    private volatile @Nullable SipResponse trying;

    ProxyBranch(ProxiedRequest proxied, int id, Uri target, @Nullable ProxyBranch parent) {
        this.proxied = proxied;
        this.original = proxied.request();
        this.id = id;
        this.target = target;
        this.parent = parent;
        this.settings = proxied.settings().copy();
        if (parent != null) {
            settings.recurse(parent.settings.recurse());
        }
        this.request = OutgoingRequest.ofBranch(original, original.message().edit(edits -> edits.uri(target)));
    }

    /** The proxy that it belongs to. */
    public ProxiedRequest proxied() {
        return proxied;
    }

    int id() {
        return id;
    }

    /** Where it goes. */
    public Uri target() {
        return target;
    }

    @Nullable
    ProxyBranch parent() {
        return parent;
    }

    /** The request as it leaves. */
    public OutgoingRequest request() {
        return request;
    }

    /** What the application has decided of it. */
    public ProxySettings settings() {
        return settings;
    }

    /** Whether it has been started. */
    public boolean isStarted() {
        return started;
    }

    void started() {
        started = true;
    }

    /** Whether its final response has come, or none will. */
    public boolean isDone() {
        return done;
    }

    /** The last response that came, or null. */
    public @Nullable IncomingResponse response() {
        return response;
    }

    void heard(IncomingResponse last) {
        response = last;
        toldEnd |= last.isIntermediate();
    }

    /** Whether the application was shown its final response as that of a branch. */
    boolean isToldEnd() {
        return toldEnd;
    }

    @Override
    public @Nullable Flow flow() {
        return sent == null ? null : sent.flow();
    }

    /** Where the sender of a response of this branch is reached behind a NAT; null where its Contact leads there. */
    @Nullable
    Hop reachedAt(SipResponse came) {
        Flow flow = flow();
        return flow == null ? null : BehindNat.sender(came, flow);
    }

    @Nullable
    SipResponse trying() {
        return trying;
    }

    private Services services() {
        return original.exchange().services();
    }

    /** Sends the request of this branch: RFC 3261 §16.6. */
    void send() {
        if (!proxied.isParallel() || settings.timeout() != proxied.settings().timeout()) {
            timer = services()
                    .timers()
                    .start(
                            Duration.ofSeconds(settings.timeout()),
                            () -> original.exchange().post(() -> {
                                if (!done) {
                                    proxied.expired(id);
                                }
                            }));
        }
        UserAgentServer exchange = original.exchange();
        RouteMark stays =
                settings.recordRoute() ? original.session().recordRouted(exchange.received(), exchange.flow()) : null;
        String application = original.session().parent().application().name();
        sent = services()
                .outbound()
                .send(
                        new Outbound.Outgoing(
                                request.leaving(),
                                () -> services()
                                        .branches()
                                        .next(original.exchange().received(), application),
                                (message, out) -> complete(message, out, stays),
                                settings.outboundInterface(),
                                request.next(),
                                original.initialHop()),
                        this);
    }

    private SipRequest complete(SipRequest message, ListeningPoint out, @Nullable RouteMark stays) {
        ListeningPoint in = original.exchange().flow().local();
        return Forwarding.forward(
                message,
                message.uri(),
                stays == null ? List.of() : proxied.recordRoute().between(in, out, stays),
                List.of(),
                settings.addToPath() ? List.of(NameAddr.of(proxied.path().at(out))) : List.of());
    }

    void cancel(List<HeaderField> reasons) {
        if (sent != null) {
            sent.cancel(reasons);
        }
    }

    @Override
    public void response(SipResponse came) {
        if (came.status() == 100) {
            trying = came;
        } else if (Forwarding.leadsUpstream(came)) {
            original.exchange().post(() -> received(came));
        } else if (came.isFinal()) {
            failed(Failure.TRANSPORT);
        }
    }

    private void received(SipResponse came) {
        SipRequest received = original.exchange().received();
        SipResponse passing = services().upstream(came, reachedAt(came), received.uri());
        if (came.isProvisional()) {
            proxied.on(new Event.Provisional(id, passing));
        } else if (came.isSuccess()) {
            finished();
            if (sent != null) {
                original.session().accepted(sent);
            }
            proxied.on(new Event.Final(id, passing));
            awaitOthers();
        } else {
            finished();
            endEarlyDialogs();
            proxied.on(new Event.Final(id, passing));
        }
    }

    @Override
    public void failed(Failure failure) {
        original.exchange().post(() -> {
            if (!done) {
                finished();
                endEarlyDialogs();
                proxied.on(new Event.Failed(id, failure));
            }
        });
    }

    // ---- early dialogs that came by this branch, more than one where it is forked downstream

    /** A provisional response came, of the dialog of this session. */
    void rang(Session session) {
        if (!ringing.contains(session)) {
            ringing = Stream.concat(ringing.stream(), Stream.of(session)).toList();
        }
    }

    /** After a 2xx forks downstream may send further ones, until the transaction ends (RFC 6026 §8.4). */
    private void awaitOthers() {
        if (ringing.stream().anyMatch(session -> session.state() == SessionState.State.EARLY)) {
            services()
                    .timers()
                    .start(
                            services().timings().timeout(),
                            () -> original.exchange().post(this::endEarlyDialogs));
        }
    }

    /** The branch has come to its end, and with it each dialog that is still early (RFC 3261 §12.3, SSN-25). */
    private void endEarlyDialogs() {
        for (Session session : ringing) {
            session.lost(session == original.session() && !original.exchange().isAnswered());
        }
        ringing = List.of();
    }

    /** It is over; what is left of it may be kept for long: caches are dropped. */
    void compact() {
        request.message().compact();
        if (sent != null) {
            sent.request().compact();
        }
        if (response != null) {
            response.message().compact();
        }
    }

    private void finished() {
        done = true;
        if (timer != null) {
            timer.stop();
            timer = null;
        }
    }
}
