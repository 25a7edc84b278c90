package org.sipario.servlet.flows;

import jakarta.servlet.ServletException;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A servlet made of two lambdas, for requests and responses; it keeps what it was given. */
final class LambdaServlet extends SipServlet {
    private static final long serialVersionUID = 1L;

    final transient List<SipServletRequest> requests = new ArrayList<>();
    final transient List<SipServletResponse> responses = new ArrayList<>();
    private final transient Handler<SipServletRequest> onRequest;
    private final transient Handler<SipServletResponse> onResponse;

    LambdaServlet(Handler<SipServletRequest> onRequest) {
        this(onRequest, _ -> {});
    }

    LambdaServlet(Handler<SipServletRequest> onRequest, Handler<SipServletResponse> onResponse) {
        this.onRequest = onRequest;
        this.onResponse = onResponse;
    }

    @Override
    protected void doRequest(SipServletRequest request) throws ServletException, IOException {
        requests.add(request);
        onRequest.handle(request);
    }

    @Override
    protected void doResponse(SipServletResponse response) throws ServletException, IOException {
        responses.add(response);
        onResponse.handle(response);
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
