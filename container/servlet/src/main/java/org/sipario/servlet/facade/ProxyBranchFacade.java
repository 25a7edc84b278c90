package org.sipario.servlet.facade;

import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipURI;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sipario.core.dialog.ReasonHeader;
import org.sipario.message.HeaderField;
import org.sipario.servlet.proxy.ProxiedRequest;
import org.sipario.servlet.proxy.ProxyBranch;
import org.sipario.servlet.proxy.ProxySettings;
import org.sipario.servlet.useragent.IncomingResponse;

/** JSR 289, ProxyBranch: what the application sees and decides of one branch. */
final class ProxyBranchFacade implements jakarta.servlet.sip.ProxyBranch {

    private final ProxyBranch state;
    private final ProxySettings settings;

    private ProxyBranchFacade(ProxyBranch state) {
        this.state = state;
        this.settings = state.settings();
    }

    static ProxyBranchFacade of(ProxyBranch branch) {
        return (ProxyBranchFacade) branch.facade(state -> new ProxyBranchFacade((ProxyBranch) state));
    }

    static List<jakarta.servlet.sip.ProxyBranch> of(List<ProxyBranch> branches) {
        List<jakarta.servlet.sip.ProxyBranch> shown = new ArrayList<>(branches.size());
        for (ProxyBranch branch : branches) {
            shown.add(of(branch));
        }
        return shown;
    }

    private void run(Runnable body) {
        state.proxied().request().session().parent().run(body);
    }

    @Override
    public Proxy getProxy() {
        return ProxyFacade.of(state.proxied());
    }

    @Override
    public SipServletRequest getRequest() {
        return RequestFacade.of(state.request());
    }

    @Override
    public @Nullable SipServletResponse getResponse() {
        IncomingResponse last = state.response();
        return last == null ? null : ResponseFacade.of(last);
    }

    @Override
    public boolean isStarted() {
        return state.isStarted();
    }

    @Override
    public List<jakarta.servlet.sip.ProxyBranch> getRecursedProxyBranches() {
        return of(state.proxied().children(state));
    }

    @Override
    public void cancel() {
        cancelWith(List.of());
    }

    @Override
    public void cancel(String[] protocol, int[] reasonCode, String[] reasonText) {
        cancelWith(ReasonHeader.of(protocol, reasonCode, reasonText));
    }

    private void cancelWith(List<HeaderField> reasons) {
        run(() -> {
            if (state.isDone()) {
                throw new IllegalStateException("cancel: the branch is completed");
            }
            state.proxied().cancel(state, reasons);
        });
    }

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
                throw new IllegalStateException("setRecordRoute: the branch has started");
            }
            settings.recordRoute(stay);
        });
    }

    @Override
    public SipURI getRecordRouteURI() {
        if (!settings.recordRoute()) {
            throw new IllegalStateException("getRecordRouteURI: this branch does not record-route");
        }
        return new RouteUri(state.proxied().recordRoute());
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
            throw new IllegalStateException("getPathURI: this branch does not add itself to Path");
        }
        return new RouteUri(state.proxied().path());
    }

    @Override
    public int getProxyBranchTimeout() {
        return settings.timeout();
    }

    @Override
    public void setProxyBranchTimeout(int seconds) {
        ProxiedRequest proxied = state.proxied();
        int longest = proxied.settings().timeout();
        if (seconds <= 0 || proxied.isParallel() && seconds > longest) {
            throw new IllegalArgumentException("Branch timeout " + seconds + " is not 1.." + longest
                    + " seconds, the timeout of the parallel proxy");
        }
        run(() -> settings.timeout(seconds));
    }

    @Override
    public void setOutboundInterface(InetAddress address) {
        setOutboundInterface(new InetSocketAddress(Objects.requireNonNull(address, "address"), 0));
    }

    @Override
    public void setOutboundInterface(InetSocketAddress address) {
        state.proxied()
                .request()
                .exchange()
                .services()
                .outbound()
                .checkInterface(Objects.requireNonNull(address, "address"));
        run(() -> settings.outboundInterface(address));
    }
}
