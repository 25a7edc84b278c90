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

/** A servlet that does what a test says for each kind of message, and writes down what it hears. */
final class Scripted extends SipServlet {

    private static final long serialVersionUID = 1L;

    /** What is done about a message. */
    @FunctionalInterface
    interface Reaction<M> {
        void to(M message) throws ServletException, IOException;
    }

    /** Requests by method, responses as {@code 200 INVITE}; with the state of the session as it is then. */
    final List<String> heard = new ArrayList<>();

    private final transient Map<String, Reaction<SipServletRequest>> requests = new HashMap<>();
    private final transient Map<String, Reaction<SipServletResponse>> responses = new HashMap<>();
    private final transient Map<String, SipServletRequest> seenRequests = new LinkedHashMap<>();
    private final transient Map<String, List<SipServletResponse>> seenResponses = new LinkedHashMap<>();

    /** What is done about requests of a method. */
    Scripted on(String method, Reaction<SipServletRequest> reaction) {
        requests.put(method, reaction);
        return this;
    }

    /** What is done about responses as {@code 200 INVITE}. */
    Scripted onAnswer(String answer, Reaction<SipServletResponse> reaction) {
        responses.put(answer, reaction);
        return this;
    }

    /** Answers requests of a method, with each status in turn. */
    Scripted answering(String method, int... statuses) {
        return on(method, request -> {
            for (int status : statuses) {
                request.createResponse(status).send();
            }
        });
    }

    /** Acknowledges what is accepted. */
    Scripted acknowledging() {
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
        Reaction<SipServletRequest> reaction = requests.get(request.getMethod());
        if (reaction != null) {
            reaction.to(request);
        }
    }

    @Override
    protected void doResponse(SipServletResponse response) throws ServletException, IOException {
        String answer = response.getStatus() + " " + response.getMethod();
        heard.add(answer + " " + response.getSession().getState());
        seenResponses.computeIfAbsent(answer, _ -> new ArrayList<>()).add(response);
        Reaction<SipServletResponse> reaction = responses.get(answer);
        if (reaction != null) {
            reaction.to(response);
        }
    }
}
