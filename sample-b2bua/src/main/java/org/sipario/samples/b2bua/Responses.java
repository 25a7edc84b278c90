package org.sipario.samples.b2bua;

import jakarta.servlet.ServletException;
import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.B2buaHelper;
import jakarta.servlet.sip.Rel100Exception;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipServletMessage;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.SipURI;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sipario.location.Target;

/** Takes responses over from the leg they came on to the one that waits for them. */
final class Responses {

    /** How long a call may last without a single message, in minutes. Then both sides are asked to hang up. */
    private static final int SILENT_MINUTES = 12 * 60;

    private static final Set<String> BEGINS_DIALOG = Set.of("INVITE", "SUBSCRIBE", "REFER");

    /** Attribute of a PRACK: the one of the other leg that it was made for. The helper links all other requests. */
    private static final String ANSWERS = "answers";

    private Responses() {}

    /** The response to a request that was sent is to answer that received one. */
    static void answers(SipServletRequest sent, SipServletRequest received) {
        sent.setAttribute(ANSWERS, received);
    }

    /**
     * Takes a response over.
     *
     * @throws ServletException if the other leg cannot have it
     * @throws IOException if it cannot be sent
     */
    static void takeOver(SipServletResponse response) throws ServletException, IOException {
        Optional<SipServletRequest> waiting = received(response.getRequest()).filter(request -> !request.isCommitted());
        if (waiting.isEmpty()) {
            dismiss(response);
            return;
        }
        SipServletRequest request = waiting.get();
        switch (response.getStatus() / 100) {
            case 1 -> provisional(response, request);
            case 2 -> success(response, request);
            default -> failure(response, request);
        }
    }

    /** The request that one was made for. */
    private static Optional<SipServletRequest> received(SipServletRequest sent) {
        return sent.getAttribute(ANSWERS) instanceof SipServletRequest received
                ? Optional.of(received)
                : Optional.ofNullable(sent.getB2buaHelper().getLinkedSipServletRequest(sent));
    }

    /** Nobody waits for it: it is for a BYE of ours, or the caller gave up, or another phone was faster. */
    private static void dismiss(SipServletResponse response) throws IOException {
        if (!response.getMethod().equals("INVITE") || response.getStatus() < 200) {
            return;
        }
        SipSession leg = response.getSession();
        boolean began = received(response.getRequest())
                .map(SipServletRequest::isInitial)
                .orElse(true);
        if (response.getStatus() < 300) {
            response.createAck().send();
            if (began) {
                leg.createRequest("BYE").send();
            }
        } else if (began) {
            leg.invalidate();
        }
    }

    private static void provisional(SipServletResponse response, SipServletRequest request)
            throws ServletException, IOException {
        SipServletResponse other = copy(response, request);
        try {
            if (!has(response, "Require", "100rel")) {
                other.send();
            } else if (has(request, "Supported", "100rel") || has(request, "Require", "100rel")) {
                Pending.provisional(request.getSession(), response);
                other.sendReliably();
            } else {
                other.send();
                response.createPrack().send();
            }
        } catch (Rel100Exception e) {
            throw new ServletException(e);
        }
    }

    private static boolean has(SipServletMessage message, String header, String option) {
        for (Iterator<String> values = message.getHeaders(header); values.hasNext(); ) {
            if (values.next().trim().equalsIgnoreCase(option)) {
                return true;
            }
        }
        return false;
    }

    private static void success(SipServletResponse response, SipServletRequest request) throws IOException {
        if (response.getMethod().equals("INVITE")) {
            Pending.takeInvite(request.getSession());
            Pending.answer(request.getSession(), response);
            if (request.isInitial()) {
                connect(request.getSession(), response.getSession(), request.getB2buaHelper());
            }
        }
        copy(response, request).send();
        forgetIfSingle(request);
    }

    /** The call is up. If it forked behind the callee, it is with the one who answered. */
    private static void connect(SipSession caller, SipSession callee, B2buaHelper helper) {
        if (!callee.equals(helper.getLinkedSession(caller))) {
            helper.unlinkSipSessions(caller);
            helper.linkSipSessions(caller, callee);
        }
        Hunt.end(caller.getApplicationSession());
        caller.getApplicationSession().setExpires(SILENT_MINUTES);
    }

    private static void failure(SipServletResponse response, SipServletRequest request)
            throws ServletException, IOException {
        if (response.getMethod().equals("INVITE")) {
            Pending.takeInvite(request.getSession());
        }
        if (request.isInitial() && callNext(response, request)) {
            return;
        }
        copy(response, request).send();
        forgetIfSingle(request);
    }

    /** One target has failed, and its leg is over. Tells whether the call goes on with another. */
    private static boolean callNext(SipServletResponse response, SipServletRequest request)
            throws ServletException, IOException {
        Hunt hunt = Hunt.of(request.getApplicationSession()).orElseThrow();
        if (response.getStatus() < 400) {
            hunt.redirect(contacts(response));
        } else if (response.getStatus() >= 600) {
            hunt.giveUp();
        }
        request.getB2buaHelper().unlinkSipSessions(request.getSession());
        response.getSession().invalidate();
        return Legs.callNext(hunt);
    }

    private static List<Target> contacts(SipServletResponse redirection) throws ServletParseException {
        List<Target> targets = new ArrayList<>();
        for (Iterator<Address> contacts = redirection.getAddressHeaders("Contact"); contacts.hasNext(); ) {
            if (contacts.next().getURI() instanceof SipURI uri) {
                targets.add(new Target(uri, 1, List.of()));
            }
        }
        return targets;
    }

    private static SipServletResponse copy(SipServletResponse response, SipServletRequest request) throws IOException {
        int status = Failures.translate(response.getStatus(), request.isInitial());
        SipServletResponse other = status == response.getStatus()
                ? request.createResponse(status, response.getReasonPhrase())
                : request.createResponse(status);
        return Copy.response(response, other);
    }

    /** A request outside a call, such as MESSAGE, is over with its answer. Nothing need wait for the time to run out. */
    private static void forgetIfSingle(SipServletRequest request) {
        if (request.isInitial() && !BEGINS_DIALOG.contains(request.getMethod())) {
            request.getApplicationSession().invalidate();
        }
    }
}
