package org.sipario.servlet.facade;

import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.ProxyBranch;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.TooManyHopsException;
import jakarta.servlet.sip.URI;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sipario.core.RequestInspection;
import org.sipario.message.HeaderField;
import org.sipario.message.HeaderName;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SipUri;
import org.sipario.message.TelUri;
import org.sipario.message.Uri;
import org.sipario.servlet.address.Addresses;

/** JSR 289, Proxying: what the application wants; {@link Forking} does it. */
final class ProxyFacade implements Proxy {

    /** The longest proxy timeout taken, in seconds: a day (PRX-41). */
    private static final int LONGEST = 86_400;

    private final RequestFacade request;
    private final ServerExchange exchange;
    private final Forking forking;
    private final RouteUri recordRouteUri;
    private final RouteUri pathUri;
    private final List<ProxyBranchFacade> created = new ArrayList<>();

    private boolean recurse = true;
    private boolean recordRoute;
    private boolean parallel = true;
    private boolean supervised = true;
    private boolean addToPath;
    private boolean noCancel;
    private int timeout;
    private @Nullable InetSocketAddress outboundInterface;

    private ProxyFacade(RequestFacade request, ServerExchange exchange) {
        this.request = request;
        this.exchange = exchange;
        this.timeout = request.session().parent().application().proxyTimeout();
        this.forking = new Forking(this, request, exchange);
        SipUri home = Requests.address(exchange.flow().local(), false).with("lr", null);
        this.recordRouteUri = new RouteUri(home);
        this.pathUri = new RouteUri(home);
    }

    /** The application becomes proxy for a request (REQ-21, REQ-22, REQ-25). */
    static ProxyFacade begin(RequestFacade request, ServerExchange exchange) throws TooManyHopsException {
        Session session = request.session();
        if (exchange.isAnswered()) {
            throw new IllegalStateException("getProxy: a final response has been sent");
        }
        if (request.isInitial()
                && RequestInspection.standard().inspectForwarding(request.message())
                        instanceof RequestInspection.Verdict.Rejected rejected) {
            exchange.refuse(rejected.response(exchange.received(), session.leg().localTag()));
            throw new TooManyHopsException(
                    "The request may not be forwarded any further: answered " + rejected.status());
        }
        session.role(Session.Role.PROXY);
        if (request.isInitial()) {
            session.leg().leftToProxy();
        }
        ProxyFacade proxy = new ProxyFacade(request, exchange);
        exchange.proxiedBy(proxy);
        return proxy;
    }

    // ---- for the rest of the circle

    boolean isStarted() {
        return forking.isStarted();
    }

    void cancelledByCaller(SipRequest cancel) {
        forking.cancelledByCaller(cancel.headers().all(HeaderName.REASON));
    }

    /** The application answers itself while branches are pending (PRX-46). */
    void answered(SipResponse response) {
        forking.answered(response);
    }

    Forking forking() {
        return forking;
    }

    RouteUri recordRoute() {
        return recordRouteUri;
    }

    RouteUri path() {
        return pathUri;
    }

    @Nullable
    InetSocketAddress outboundInterface() {
        return outboundInterface;
    }

    // ---- going on

    @Override
    public void proxyTo(URI uri) {
        proxyTo(List.of(Objects.requireNonNull(uri, "uri")));
    }

    @Override
    public void proxyTo(List<? extends URI> uris) {
        createProxyBranches(uris);
        startProxy();
    }

    @Override
    public List<ProxyBranch> createProxyBranches(List<? extends URI> targets) {
        checkOpen("createProxyBranches");
        List<Uri> uris = new ArrayList<>();
        for (URI target : targets) {
            Uri uri = Addresses.toUri(Objects.requireNonNull(target, "uri"));
            if (!(uri instanceof SipUri) && !(uri instanceof TelUri)) {
                throw new IllegalArgumentException(
                        "A request can be proxied to a sip, sips or tel URI, not to " + target);
            }
            uris.add(uri);
        }
        List<ProxyBranch> branches = new ArrayList<>();
        for (Uri uri : uris) {
            ProxyBranchFacade branch = forking.branch(uri, null);
            created.add(branch);
            branches.add(branch);
        }
        return branches;
    }

    @Override
    public void startProxy() {
        checkOpen("startProxy");
        if (created.isEmpty()) {
            throw new IllegalStateException("startProxy: there is no branch to be started");
        }
        List<ProxyBranchFacade> starting = List.copyOf(created);
        created.clear();
        request.session().parent().run(() -> forking.start(starting, null));
    }

    private void checkOpen(String call) {
        if (!request.isInitial()) {
            throw new IllegalStateException(
                    call + ": a request within a dialog goes on by itself, along the route set");
        }
        if (exchange.isAnswered() || exchange.isCancelled()) {
            throw new IllegalStateException(call + ": the transaction is completed");
        }
    }

    @Override
    public void cancel() {
        cancel(List.of());
    }

    @Override
    public void cancel(String[] protocol, int[] reasonCode, String[] reasonText) {
        cancel(Reasons.of(protocol, reasonCode, reasonText));
    }

    private void cancel(List<HeaderField> reasons) {
        if (exchange.isAnswered()) {
            throw new IllegalStateException("cancel: the transaction is completed");
        }
        request.session().parent().run(() -> forking.cancel(null, reasons));
    }

    // ---- branches

    @Override
    public List<ProxyBranch> getProxyBranches() {
        return forking.children(null);
    }

    @Override
    public @Nullable ProxyBranch getProxyBranch(URI uri) {
        Uri wanted = Addresses.toUri(uri);
        for (ProxyBranchFacade branch : forking.branches()) {
            Uri target = branch.target();
            boolean same = target instanceof SipUri one && wanted instanceof SipUri other
                    ? one.matches(other)
                    : target.toString().equals(wanted.toString());
            if (same) {
                return branch;
            }
        }
        return null;
    }

    @Override
    public SipServletRequest getOriginalRequest() {
        return request;
    }

    // ---- settings

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
        if (isStarted()) {
            throw new IllegalStateException("setRecordRoute: the proxy has started");
        }
        recordRoute = stay;
    }

    @Override
    public SipURI getRecordRouteURI() {
        if (!recordRoute) {
            throw new IllegalStateException("getRecordRouteURI: this proxy does not record-route");
        }
        return recordRouteUri;
    }

    @Override
    public boolean getParallel() {
        return parallel;
    }

    @Override
    public void setParallel(boolean atOnce) {
        parallel = atOnce;
    }

    @Override
    @Deprecated
    public boolean getStateful() {
        return true;
    }

    @Override
    @Deprecated
    public void setStateful(boolean ignored) {}

    @Override
    public boolean getSupervised() {
        return supervised;
    }

    @Override
    public void setSupervised(boolean informed) {
        supervised = informed;
        request.session().supervised(informed);
    }

    @Override
    public boolean getNoCancel() {
        return noCancel;
    }

    @Override
    public void setNoCancel(boolean leaveOthers) {
        noCancel = leaveOthers;
        forking.noCancelChanged();
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
            throw new IllegalStateException("getPathURI: this proxy does not add itself to Path");
        }
        return pathUri;
    }

    @Override
    public int getProxyTimeout() {
        return timeout;
    }

    @Override
    public void setProxyTimeout(int seconds) {
        if (seconds <= 0 || seconds > LONGEST) {
            throw new IllegalArgumentException("Proxy timeout " + seconds + " is not 1.." + LONGEST + " seconds");
        }
        timeout = seconds;
    }

    @Override
    @Deprecated
    public int getSequentialSearchTimeout() {
        return getProxyTimeout();
    }

    @Override
    @Deprecated
    public void setSequentialSearchTimeout(int seconds) {
        setProxyTimeout(seconds);
    }

    @Override
    public void setOutboundInterface(InetAddress address) {
        setOutboundInterface(new InetSocketAddress(Objects.requireNonNull(address, "address"), 0));
    }

    @Override
    public void setOutboundInterface(InetSocketAddress address) {
        request.session().services().outbound().checkInterface(Objects.requireNonNull(address, "address"));
        outboundInterface = address;
    }
}
