package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A servlet whose parts a test writes where it uses them. What it was called with is in {@link #heard}; what went wrong inside
 * it fails {@link #assertNothingWentWrong}, as the container answers for a servlet that throws.
 */
final class Parts extends SipServlet {

    private static final long serialVersionUID = 1L;

    /** What it does with a message. */
    @FunctionalInterface
    interface Part<T> {
        void play(T message) throws Exception;
    }

    final List<String> heard = new ArrayList<>();
    private final List<Throwable> wrong = new ArrayList<>();
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

    void assertNothingWentWrong() {
        assertThat(wrong).isEmpty();
    }

    @Override
    protected void doRequest(SipServletRequest request) throws ServletException {
        heard.add(request.getMethod() + (request.isInitial() ? " initial" : ""));
        if (request.getMethod().equals("CANCEL")) {
            play(cancel, request);
        } else {
            play(request.isInitial() ? initial : subsequent, request);
        }
    }

    @Override
    protected void doResponse(SipServletResponse answer) throws ServletException {
        heard.add(answer.getStatus() + " " + answer.getMethod());
        play(response, answer);
    }

    @Override
    protected void doBranchResponse(SipServletResponse answer) throws ServletException {
        heard.add("branch " + answer.getStatus() + " " + answer.getMethod());
        play(branch, answer);
    }

    private <T> void play(Part<T> part, T message) throws ServletException {
        try {
            part.play(message);
        } catch (Exception | AssertionError failure) {
            wrong.add(failure);
            throw new ServletException(failure);
        }
    }
}
