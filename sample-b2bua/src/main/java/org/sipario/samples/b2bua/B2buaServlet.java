package org.sipario.samples.b2bua;

import jakarta.annotation.Resource;
import jakarta.servlet.ServletException;
import jakarta.servlet.sip.B2buaHelper;
import jakarta.servlet.sip.Rel100Exception;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipSession;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.sipario.location.LocationService;
import org.sipario.location.Target;
import org.sipario.location.Targets;

/**
 * Takes what comes on one leg of a call over to the other: requests here, their responses in {@link Responses}.
 *
 * <p>The helper links the two sessions, and each request with the one it was made from. An application session holds both
 * legs, so the container never calls this servlet for the two at once.
 */
@jakarta.servlet.sip.annotation.SipServlet(name = "b2bua", loadOnStartup = 1)
public class B2buaServlet extends SipServlet {

    @Resource(name = "jdbc/sipario")
    @SuppressWarnings("NullAway.Init") // injected by the container
    private DataSource database;

    @SuppressWarnings("NullAway.Init") // made in init
    private LocationService service;

    /** Made by the container. */
    public B2buaServlet() {}

    @Override
    public void init() throws ServletException {
        service = LocationService.of(getServletContext(), database);
    }

    @Override
    protected void doRequest(SipServletRequest request) throws ServletException, IOException {
        if (request.isInitial()) {
            begin(request);
            return;
        }
        switch (request.getMethod()) {
            case "ACK" -> doAck(request);
            case "PRACK" -> doPrack(request);
            case "CANCEL" -> doCancel(request);
            case "BYE" -> doBye(request);
            default -> takeOver(request);
        }
    }

    @Override
    protected void doResponse(SipServletResponse response) throws ServletException, IOException {
        Responses.takeOver(response);
    }

    private void begin(SipServletRequest request) throws ServletException, IOException {
        switch (service.targets(request)) {
            case Targets.Server() -> answer(request);
            case Targets.Reachable(List<Target> targets) -> call(request, targets);
            case Targets.Elsewhere(var uri) -> call(request, List.of(new Target(uri, 1, List.of())));
            case Targets.Nowhere(int status, String reason) ->
                request.createResponse(status, reason).send();
        }
    }

    private static void call(SipServletRequest request, List<Target> targets) throws ServletException, IOException {
        if (!Legs.callNext(Hunt.begin(request, targets))) {
            request.createResponse(SipServletResponse.SC_TEMPORARILY_UNAVAILABLE)
                    .send();
        }
    }

    private static void answer(SipServletRequest request) throws IOException {
        if (request.getMethod().equals("OPTIONS")) {
            SipServletResponse ok = request.createResponse(SipServletResponse.SC_OK);
            ok.setHeader("Allow", "INVITE, ACK, CANCEL, BYE, OPTIONS, MESSAGE, INFO, UPDATE, PRACK, REFER, NOTIFY");
            ok.send();
        } else {
            request.createResponse(SipServletResponse.SC_NOT_FOUND).send();
        }
    }

    /** The peer has got the 2xx: its ACK, with the session description that may be in it, is for the other leg's 2xx. */
    @Override
    protected void doAck(SipServletRequest ack) throws IOException {
        Optional<SipServletResponse> answer = Pending.takeAnswer(ack.getSession());
        if (answer.isPresent()) {
            SipServletRequest other = answer.get().createAck();
            Copy.content(ack, other);
            other.send();
        }
    }

    /** The same for a reliable provisional response; the other leg's answer to this PRACK will come back (RFC 3262). */
    @Override
    protected void doPrack(SipServletRequest prack) throws ServletException, IOException {
        Optional<SipServletResponse> provisional = Pending.takeProvisional(prack.getSession());
        if (provisional.isEmpty()) {
            // The other leg did not ask for one.
            prack.createResponse(SipServletResponse.SC_OK).send();
            return;
        }
        try {
            SipServletRequest other = provisional.get().createPrack();
            Copy.content(prack, other);
            Responses.answers(other, prack);
            other.send();
        } catch (Rel100Exception e) {
            throw new ServletException(e);
        }
    }

    /** The container has answered the CANCEL and the INVITE of this leg. The other leg still rings. */
    @Override
    protected void doCancel(SipServletRequest cancel) throws IOException {
        Hunt.of(cancel.getApplicationSession()).ifPresent(Hunt::giveUp);
        Optional<SipServletRequest> invite = Pending.takeInvite(cancel.getSession());
        if (invite.isPresent()) {
            invite.get().createCancel().send();
        }
    }

    /** Whoever hangs up does not wait for the other: he has his 200 before the BYE goes out. */
    @Override
    protected void doBye(SipServletRequest bye) throws IOException {
        SipSession leg = bye.getSession();
        B2buaHelper helper = bye.getB2buaHelper();
        SipSession other = helper.getLinkedSession(leg);
        boolean up = other != null && other.isValid() && other.getState() == SipSession.State.CONFIRMED;
        // A caller may hang up before he acknowledged the answer; the callee gets his ACK all the same.
        Optional<SipServletResponse> answer = Pending.takeAnswer(leg);
        Optional<SipServletRequest> invite = Pending.takeInvite(leg);
        SipServletRequest otherBye = up ? helper.createRequest(other, bye, null) : null;

        bye.createResponse(SipServletResponse.SC_OK).send();
        if (answer.isPresent()) {
            answer.get().createAck().send();
        }
        if (otherBye != null) {
            otherBye.send();
        } else if (invite.isPresent()) {
            // BYE before the answer, RFC 3261 §15: it stands for a CANCEL.
            invite.get().createCancel().send();
            Hunt.of(bye.getApplicationSession()).ifPresent(Hunt::giveUp);
        }
    }

    /** Re-INVITE, UPDATE, INFO, MESSAGE, REFER, NOTIFY and all the others that come within a call. */
    private static void takeOver(SipServletRequest request) throws IOException {
        B2buaHelper helper = request.getB2buaHelper();
        SipSession leg = request.getSession();
        SipSession other = helper.getLinkedSession(leg);
        boolean invite = request.getMethod().equals("INVITE");
        if (other == null || !other.isValid() || other.getState() == SipSession.State.TERMINATED) {
            request.createResponse(SipServletResponse.SC_CALL_LEG_DONE).send();
        } else if (invite && Pending.hasInvite(other)) {
            // Both sides want to change the call at once: both try again after a while, RFC 3261 §14.2.
            request.createResponse(SipServletResponse.SC_REQUEST_PENDING).send();
        } else {
            SipServletRequest sent = helper.createRequest(other, request, null);
            if (invite) {
                Pending.invite(leg, sent);
            }
            sent.send();
        }
    }
}
