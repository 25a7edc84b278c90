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
 * A servlet that proxies, unless a test says otherwise: the test writes what it does with initial and subsequent requests, CANCEL
 * and responses. What it was called with is in {@link #heard}.
 */
final class Parts extends SipServlet {

    private static final long serialVersionUID = 1L;

    /** What it does with a message. */
    @FunctionalInterface
    interface Part<T> {
        void play(T message) throws ServletException, IOException;
    }

    final List<String> heard = new ArrayList<>();
    private Part<SipServletRequest> initial = request -> request.getProxy().proxyTo(request.getRequestURI());
    private Part<SipServletRequest> subsequent = _ -> {};
    private Part<SipServletRequest> cancel = _ -> {};
    private Part<SipServletResponse> response = _ -> {};
    private Part<SipServletResponse> branch = _ -> {};

    Parts onInitial(Part<SipServletRequest> part) {
        initial = part;
        return this;
    }

    Parts onSubsequent(Part<SipServletRequest> part) {
        subsequent = part;
        return this;
    }

    Parts onCancel(Part<SipServletRequest> part) {
        cancel = part;
        return this;
    }

    Parts onResponse(Part<SipServletResponse> part) {
        response = part;
        return this;
    }

    Parts onBranchResponse(Part<SipServletResponse> part) {
        branch = part;
        return this;
    }

    /** Proxies initial requests: record-routing, with what the part does to the proxy before, to these or the Request-URI. */
    Parts proxies(Part<Proxy> settings, String... targets) {
        return onInitial(request -> {
            Proxy proxy = request.getProxy();
            settings.play(proxy);
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
            cancel.play(request);
        } else {
            (request.isInitial() ? initial : subsequent).play(request);
        }
    }

    @Override
    protected void doResponse(SipServletResponse answer) throws ServletException, IOException {
        heard.add(answer.getStatus() + " " + answer.getMethod());
        response.play(answer);
    }

    @Override
    protected void doBranchResponse(SipServletResponse answer) throws ServletException, IOException {
        heard.add("branch " + answer.getStatus() + " " + answer.getMethod());
        branch.play(answer);
    }
}
