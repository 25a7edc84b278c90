package org.sipario.servlet.flows;

import jakarta.servlet.ServletException;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A servlet made of two lambdas, that remembers what it was given. */
final class Servlet extends SipServlet {
    private static final long serialVersionUID = 1L;

    /** What to do about a message. */
    @FunctionalInterface
    interface Doing<M> {
        void with(M message) throws ServletException, IOException;
    }

    final transient List<SipServletRequest> requests = new ArrayList<>();
    final transient List<SipServletResponse> responses = new ArrayList<>();
    private final transient Doing<SipServletRequest> onRequest;
    private final transient Doing<SipServletResponse> onResponse;

    Servlet(Doing<SipServletRequest> onRequest) {
        this(onRequest, _ -> {});
    }

    Servlet(Doing<SipServletRequest> onRequest, Doing<SipServletResponse> onResponse) {
        this.onRequest = onRequest;
        this.onResponse = onResponse;
    }

    @Override
    protected void doRequest(SipServletRequest request) throws ServletException, IOException {
        requests.add(request);
        onRequest.with(request);
    }

    @Override
    protected void doResponse(SipServletResponse response) throws ServletException, IOException {
        responses.add(response);
        onResponse.with(response);
    }

    SipFactory factory() {
        return (SipFactory) getServletContext().getAttribute(SIP_FACTORY);
    }

    /** The first request it was given. */
    SipServletRequest request() {
        return requests.getFirst();
    }

    /** Answers with a status. */
    static void answer(SipServletRequest request, int status) throws IOException {
        request.createResponse(status).send();
    }
}
