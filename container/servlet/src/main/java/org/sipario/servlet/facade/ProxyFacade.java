package org.sipario.servlet.facade;

import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.URI;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sipario.core.dialog.ReasonHeader;
import org.sipario.message.HeaderField;
import org.sipario.message.SipUri;
import org.sipario.message.TelUri;
import org.sipario.message.Uri;
import org.sipario.servlet.address.Addresses;
import org.sipario.servlet.proxy.ProxiedRequest;
import org.sipario.servlet.proxy.ProxyBranch;
import org.sipario.servlet.proxy.ProxySettings;
import org.sipario.servlet.useragent.UserAgentServer;

/** JSR 289, Proxying: what the application wants of {@link ProxiedRequest}. */
final class ProxyFacade implements Proxy {

    /** The longest proxy timeout taken, in seconds: a day (PRX-41). */
    private static final int LONGEST = 86_400;

    private final ProxiedRequest state;
    private final ProxySettings settings;

    private ProxyFacade(ProxiedRequest state) {
        this.state = state;
        this.settings = state.settings();
    }

    static ProxyFacade of(ProxiedRequest proxied) {
        return (ProxyFacade) proxied.facade(state -> new ProxyFacade((ProxiedRequest) state));
    }

    private void run(Runnable body) {
        state.request().session().parent().run(body);
    }

    // ---- going on

    @Override
    public void proxyTo(URI uri) {
        proxyTo(List.of(Objects.requireNonNull(uri, "uri")));
    }

    @Override
    public void proxyTo(List<? extends URI> uris) {
        run(() -> {
            createProxyBranches(uris);
            startProxy();
        });
    }

    @Override
    public List<jakarta.servlet.sip.ProxyBranch> createProxyBranches(List<? extends URI> targets) {
        List<Uri> uris = new ArrayList<>();
        for (URI target : targets) {
            Uri uri = Addresses.toUri(Objects.requireNonNull(target, "uri"));
            if (!(uri instanceof SipUri) && !(uri instanceof TelUri)) {
                throw new IllegalArgumentException(
                        "A request can be proxied to a sip, sips or tel URI, not to " + target);
            }
            uris.add(uri);
        }
        List<jakarta.servlet.sip.ProxyBranch> branches = new ArrayList<>();
        run(() -> {
            checkOpen("createProxyBranches");
            for (Uri uri : uris) {
                branches.add(ProxyBranchFacade.of(state.createBranch(uri)));
            }
        });
        return branches;
    }

    @Override
    public void startProxy() {
        run(() -> {
            checkOpen("startProxy");
            state.start();
        });
    }

    private void checkOpen(String call) {
        if (!state.request().isInitial()) {
            throw new IllegalStateException(
                    call + ": a request within a dialog goes on by itself, along the route set");
        }
        UserAgentServer exchange = state.request().exchange();
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
        cancel(ReasonHeader.of(protocol, reasonCode, reasonText));
    }

    private void cancel(List<HeaderField> reasons) {
        run(() -> {
            if (state.request().exchange().isAnswered()) {
                throw new IllegalStateException("cancel: the transaction is completed");
            }
            state.cancel(null, reasons);
        });
    }

    // ---- branches

    @Override
    public List<jakarta.servlet.sip.ProxyBranch> getProxyBranches() {
        return ProxyBranchFacade.of(state.children(null));
    }

    @Override
    public jakarta.servlet.sip.@Nullable ProxyBranch getProxyBranch(URI uri) {
        Uri wanted = Addresses.toUri(uri);
        for (ProxyBranch branch : state.branches()) {
            Uri target = branch.target();
            boolean same = target instanceof SipUri one && wanted instanceof SipUri other
                    ? one.matches(other)
                    : target.toString().equals(wanted.toString());
            if (same) {
                return ProxyBranchFacade.of(branch);
            }
        }
        return null;
    }

    @Override
    public SipServletRequest getOriginalRequest() {
        return RequestFacade.of(state.request());
    }

    // ---- settings

    @Override
    public boolean getRecurse() {
        return settings.recurse();
    }

    @Override
    public void setRecurse(boolean follow) {
        run(() -> settings.recurse(follow));
    }

    @Override
    public boolean getRecordRoute() {
        return settings.recordRoute();
    }

    @Override
    public void setRecordRoute(boolean stay) {
        run(() -> {
            if (state.isStarted()) {
                throw new IllegalStateException("setRecordRoute: the proxy has started");
            }
            settings.recordRoute(stay);
        });
    }

    @Override
    public SipURI getRecordRouteURI() {
        if (!settings.recordRoute()) {
            throw new IllegalStateException("getRecordRouteURI: this proxy does not record-route");
        }
        return new RouteUri(state.recordRoute());
    }

    @Override
    public boolean getParallel() {
        return state.isParallel();
    }

    @Override
    public void setParallel(boolean atOnce) {
        run(() -> state.parallel(atOnce));
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
        return state.request().session().isSupervised();
    }

    @Override
    public void setSupervised(boolean informed) {
        run(() -> state.request().session().supervised(informed));
    }

    @Override
    public boolean getNoCancel() {
        return state.isNoCancel();
    }

    @Override
    public void setNoCancel(boolean leaveOthers) {
        run(() -> state.noCancel(leaveOthers));
    }

    @Override
    public boolean getAddToPath() {
        return settings.addToPath();
    }

    @Override
    public void setAddToPath(boolean add) {
        run(() -> settings.addToPath(add));
    }

    @Override
    public SipURI getPathURI() {
        if (!settings.addToPath()) {
            throw new IllegalStateException("getPathURI: this proxy does not add itself to Path");
        }
        return new RouteUri(state.path());
    }

    @Override
    public int getProxyTimeout() {
        return settings.timeout();
    }

    @Override
    public void setProxyTimeout(int seconds) {
        if (seconds <= 0 || seconds > LONGEST) {
            throw new IllegalArgumentException("Proxy timeout " + seconds + " is not 1.." + LONGEST + " seconds");
        }
        run(() -> settings.timeout(seconds));
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
        state.request().exchange().services().outbound().checkInterface(Objects.requireNonNull(address, "address"));
        run(() -> settings.outboundInterface(address));
    }
}
