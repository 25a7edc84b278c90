package org.sipario.servlet.flows;

import jakarta.servlet.ServletException;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A servlet with a handler for each method and each response, as the test sets them; it records what it gets. */
final class ScriptedServlet extends SipServlet {

    private static final long serialVersionUID = 1L;

    /**
     * Requests as {@code INVITE INITIAL}, responses as {@code 200 INVITE EARLY}: with the session's state at that time.
     */
    final List<String> heard = new ArrayList<>();

    private final transient Map<String, Handler<SipServletRequest>> requests = new HashMap<>();
    private final transient Map<String, Handler<SipServletResponse>> responses = new HashMap<>();
    private final transient Map<String, SipServletRequest> seenRequests = new LinkedHashMap<>();
    private final transient Map<String, List<SipServletResponse>> seenResponses = new LinkedHashMap<>();

    /** Sets the handler of a method. */
    ScriptedServlet on(String method, Handler<SipServletRequest> handler) {
        requests.put(method, handler);
        return this;
    }

    /** Sets the handler of a response, such as {@code 200 INVITE}. */
    ScriptedServlet onAnswer(String answer, Handler<SipServletResponse> handler) {
        responses.put(answer, handler);
        return this;
    }

    /** Answers requests of a method, with each status in turn. */
    ScriptedServlet answering(String method, int... statuses) {
        return on(method, request -> {
            for (int status : statuses) {
                request.createResponse(status).send();
            }
        });
    }

    /** Acknowledges what is accepted. */
    ScriptedServlet acknowledging() {
        return onAnswer("200 INVITE", response -> response.createAck().send());
    }

    /** The latest request of a method. */
    SipServletRequest request(String method) {
        return Objects.requireNonNull(seenRequests.get(method), method);
    }

    /** The latest response. */
    SipServletResponse answer(String answer) {
        return answers(answer).getLast();
    }

    /** All responses of a kind. */
    List<SipServletResponse> answers(String answer) {
        return Objects.requireNonNull(seenResponses.get(answer), answer);
    }

    SipFactory factory() {
        return (SipFactory) getServletContext().getAttribute(SIP_FACTORY);
    }

    @Override
    protected void doRequest(SipServletRequest request) throws ServletException, IOException {
        heard.add(request.getMethod() + " " + request.getSession().getState());
        seenRequests.put(request.getMethod(), request);
        Handler<SipServletRequest> handler = requests.get(request.getMethod());
        if (handler != null) {
            handler.handle(request);
        }
    }

    @Override
    protected void doResponse(SipServletResponse response) throws ServletException, IOException {
        String answer = response.getStatus() + " " + response.getMethod();
        heard.add(answer + " " + response.getSession().getState());
        seenResponses.computeIfAbsent(answer, _ -> new ArrayList<>()).add(response);
        Handler<SipServletResponse> handler = responses.get(answer);
        if (handler != null) {
            handler.handle(response);
        }
    }
}
