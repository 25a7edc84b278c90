package org.sipario.servlet.facade;

import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.ProxyBranch;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipURI;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sipario.core.proxy.Forwarding;
import org.sipario.core.proxy.ResponseContext.Event;
import org.sipario.message.HeaderField;
import org.sipario.message.NameAddr;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SipUri;
import org.sipario.message.Uri;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Timers;
import org.sipario.servlet.routing.Outbound;
import org.sipario.servlet.routing.Sent;
import org.sipario.transaction.ClientUser;
import org.sipario.transaction.machine.Failure;

/** JSR 289, ProxyBranch: one copy of the request on its way to one target. */
final class ProxyBranchFacade implements ProxyBranch, ClientUser {

    private final ProxyFacade proxy;
    private final RequestFacade original;
    private final RequestFacade request;
    private final int id;
    private final Uri target;
    private final @Nullable ProxyBranchFacade parent;

    private boolean recurse;
    private boolean recordRoute;
    private boolean addToPath;
    private int timeout;
    private @Nullable InetSocketAddress outboundInterface;
    private boolean started;
    private @Nullable Sent sent;
    private @Nullable ResponseFacade response;
    private Timers.@Nullable Timer timer;
    private boolean done;

    /** The 100 of the next hop: it changes nothing until the branch is given up, so that nobody is woken for it. */
    private volatile @Nullable SipResponse trying;

    ProxyBranchFacade(
            ProxyFacade proxy, RequestFacade original, int id, Uri target, @Nullable ProxyBranchFacade parent) {
        this.proxy = proxy;
        this.original = original;
        this.id = id;
        this.target = target;
        this.parent = parent;
        this.recurse = parent == null ? proxy.getRecurse() : parent.recurse;
        this.recordRoute = proxy.getRecordRoute();
        this.addToPath = proxy.getAddToPath();
        this.timeout = proxy.getProxyTimeout();
        this.outboundInterface = proxy.outboundInterface();
        SipRequest copy = original.message().edit(edits -> edits.uri(target));
        this.request = RequestFacade.outgoing(original.session(), copy, original.isInitial(), Sending.NEVER);
        request.continues(original, jakarta.servlet.sip.ar.SipApplicationRoutingDirective.CONTINUE);
    }

    // ---- for the rest of the circle

    int id() {
        return id;
    }

    Uri target() {
        return target;
    }

    @Nullable
    ProxyBranchFacade parent() {
        return parent;
    }

    RequestFacade request() {
        return request;
    }

    /** The way by which the request left and the response came; null where it never left. */
    @Nullable
    Flow flow() {
        return sent == null ? null : sent.flow();
    }

    /** The 100 that came, or null. */
    @Nullable
    SipResponse trying() {
        return trying;
    }

    void started() {
        started = true;
    }

    void heard(ResponseFacade facade) {
        response = facade;
    }

    private Services services() {
        return original.session().services();
    }

    /** Sends the request of this branch: RFC 3261 §16.6. */
    void send() {
        if (!proxy.getParallel() || timeout != proxy.getProxyTimeout()) {
            timer = services()
                    .timers()
                    .start(
                            Duration.ofSeconds(timeout),
                            () -> proxy.forking().exchange().post(() -> {
                                if (!done) {
                                    proxy.forking().expired(id);
                                }
                            }));
        }
        Arrival arrival = original.arrival();
        String application = original.session().parent().getApplicationName();
        sent = services()
                .outbound()
                .send(
                        new Outbound.Order(
                                HeaderForms.apply(request.message(), request.getHeaderForm()),
                                () -> services()
                                        .branches()
                                        .next(arrival.exchange().received(), application),
                                this::complete,
                                outboundInterface,
                                request.select(),
                                arrival.passage()),
                        this);
    }

    private SipRequest complete(SipRequest message, ListeningPoint out) {
        ListeningPoint in = original.arrival().exchange().flow().local();
        return Forwarding.forward(
                message,
                message.uri(),
                recordRoute ? recordRoutes(in, out) : List.of(),
                List.of(),
                addToPath ? List.of(NameAddr.of(proxy.path().at(out))) : List.of());
    }

    /** One Record-Route, or two where the request leaves by another listening point than it came (PRX-28, RFC 5658). */
    private List<SipUri> recordRoutes(ListeningPoint in, ListeningPoint out) {
        String token = original.session().leg().routeToken();
        SipUri outer = proxy.recordRoute().at(out).with(RouteUri.SESSION, token);
        return in.equals(out)
                ? List.of(outer)
                : List.of(proxy.recordRoute().at(in).with(RouteUri.SESSION, token), outer);
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
            proxy.forking().exchange().post(() -> heard(came));
        } else if (came.isFinal()) {
            failed(Failure.TRANSPORT);
        }
    }

    private void heard(SipResponse came) {
        SipResponse passing = Forwarding.upstream(came);
        if (came.isProvisional()) {
            proxy.forking().on(new Event.Provisional(id, passing));
        } else {
            finished();
            if (came.isSuccess() && sent != null) {
                original.session().leg().accepted(sent);
            }
            proxy.forking().on(new Event.Final(id, passing));
        }
    }

    @Override
    public void failed(Failure failure) {
        proxy.forking().exchange().post(() -> {
            if (!done) {
                finished();
                proxy.forking().on(new Event.Failed(id, failure));
            }
        });
    }

    /** It is over, and what is left of it may be kept for long. */
    void rest() {
        request.message().rest();
        if (sent != null) {
            sent.request().rest();
        }
        if (response != null) {
            response.message().rest();
        }
    }

    private void finished() {
        done = true;
        if (timer != null) {
            timer.stop();
            timer = null;
        }
    }

    // ---- for the application

    @Override
    public Proxy getProxy() {
        return proxy;
    }

    @Override
    public SipServletRequest getRequest() {
        return request;
    }

    @Override
    public @Nullable SipServletResponse getResponse() {
        return response;
    }

    @Override
    public boolean isStarted() {
        return started;
    }

    @Override
    public List<ProxyBranch> getRecursedProxyBranches() {
        return proxy.forking().children(this);
    }

    @Override
    public void cancel() {
        cancelWith(List.of());
    }

    @Override
    public void cancel(String[] protocol, int[] reasonCode, String[] reasonText) {
        cancelWith(Reasons.of(protocol, reasonCode, reasonText));
    }

    private void cancelWith(List<HeaderField> reasons) {
        if (done) {
            throw new IllegalStateException("cancel: the branch is completed");
        }
        original.session().parent().run(() -> proxy.forking().cancel(this, reasons));
    }

    @Override
    public boolean getRecurse() {
        return recurse;
    }

    @Override
    public void setRecurse(boolean follow) {
        recurse = follow;
    }

    @Override
    public boolean getRecordRoute() {
        return recordRoute;
    }

    @Override
    public void setRecordRoute(boolean stay) {
        if (started) {
            throw new IllegalStateException("setRecordRoute: the branch has started");
        }
        recordRoute = stay;
    }

    @Override
    public SipURI getRecordRouteURI() {
        if (!recordRoute) {
            throw new IllegalStateException("getRecordRouteURI: this branch does not record-route");
        }
        return proxy.recordRoute();
    }

    @Override
    public boolean getAddToPath() {
        return addToPath;
    }

    @Override
    public void setAddToPath(boolean add) {
        addToPath = add;
    }

    @Override
    public SipURI getPathURI() {
        if (!addToPath) {
            throw new IllegalStateException("getPathURI: this branch does not add itself to Path");
        }
        return proxy.path();
    }

    @Override
    public int getProxyBranchTimeout() {
        return timeout;
    }

    @Override
    public void setProxyBranchTimeout(int seconds) {
        if (seconds <= 0 || proxy.getParallel() && seconds > proxy.getProxyTimeout()) {
            throw new IllegalArgumentException("Branch timeout " + seconds + " is not 1.." + proxy.getProxyTimeout()
                    + " seconds, the timeout of the parallel proxy");
        }
        timeout = seconds;
    }

    @Override
    public void setOutboundInterface(InetAddress address) {
        setOutboundInterface(new InetSocketAddress(Objects.requireNonNull(address, "address"), 0));
    }

    @Override
    public void setOutboundInterface(InetSocketAddress address) {
        services().outbound().checkInterface(Objects.requireNonNull(address, "address"));
        outboundInterface = address;
    }
}
