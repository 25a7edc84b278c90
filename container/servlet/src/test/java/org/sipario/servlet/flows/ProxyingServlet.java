package org.sipario.servlet.flows;

import jakarta.servlet.ServletException;
import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.URI;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A servlet that proxies, unless a test says otherwise: the test writes what it does with initial and subsequent
 * requests, CANCEL and responses. What it was called with is in {@link #heard}.
 */
final class ProxyingServlet extends SipServlet {

    private static final long serialVersionUID = 1L;

    final List<String> heard = new ArrayList<>();
    private Handler<SipServletRequest> initial = request -> request.getProxy().proxyTo(request.getRequestURI());
    private Handler<SipServletRequest> subsequent = _ -> {};
    private Handler<SipServletRequest> cancel = _ -> {};
    private Handler<SipServletResponse> response = _ -> {};
    private Handler<SipServletResponse> branch = _ -> {};

    ProxyingServlet onInitial(Handler<SipServletRequest> handler) {
        initial = handler;
        return this;
    }

    ProxyingServlet onSubsequent(Handler<SipServletRequest> handler) {
        subsequent = handler;
        return this;
    }

    ProxyingServlet onCancel(Handler<SipServletRequest> handler) {
        cancel = handler;
        return this;
    }

    ProxyingServlet onResponse(Handler<SipServletResponse> handler) {
        response = handler;
        return this;
    }

    ProxyingServlet onBranchResponse(Handler<SipServletResponse> handler) {
        branch = handler;
        return this;
    }

    /** Proxies initial requests with these settings, to these targets or else to the Request-URI. */
    ProxyingServlet proxies(Handler<Proxy> settings, String... targets) {
        return onInitial(request -> {
            Proxy proxy = request.getProxy();
            settings.handle(proxy);
            if (targets.length == 0) {
                proxy.proxyTo(request.getRequestURI());
            } else {
                proxy.proxyTo(uris(targets));
            }
        });
    }

    List<URI> uris(String... texts) throws ServletException {
        List<URI> uris = new ArrayList<>();
        for (String text : texts) {
            uris.add(factory().createURI(text));
        }
        return uris;
    }

    URI uri(String text) throws ServletException {
        return factory().createURI(text);
    }

    SipFactory factory() {
        return (SipFactory) Objects.requireNonNull(getServletContext().getAttribute(SIP_FACTORY));
    }

    @Override
    protected void doRequest(SipServletRequest request) throws ServletException, IOException {
        heard.add(request.getMethod() + (request.isInitial() ? " initial" : ""));
        if (request.getMethod().equals("CANCEL")) {
            cancel.handle(request);
        } else {
            (request.isInitial() ? initial : subsequent).handle(request);
        }
    }

    @Override
    protected void doResponse(SipServletResponse answer) throws ServletException, IOException {
        heard.add(answer.getStatus() + " " + answer.getMethod());
        response.handle(answer);
    }

    @Override
    protected void doBranchResponse(SipServletResponse answer) throws ServletException, IOException {
        heard.add("branch " + answer.getStatus() + " " + answer.getMethod());
        branch.handle(answer);
    }
}
