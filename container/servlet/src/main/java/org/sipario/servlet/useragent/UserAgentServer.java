package org.sipario.servlet.useragent;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.core.dialog.Dialog;
import org.sipario.core.dialog.MethodRules;
import org.sipario.core.dialog.SessionState;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SyntaxException;
import org.sipario.message.wire.Flow;
import org.sipario.servlet.session.Exchange;
import org.sipario.servlet.session.Services;
import org.sipario.servlet.session.Session;
import org.sipario.servlet.session.SessionIndex;
import org.sipario.servlet.session.SessionQueue;
import org.sipario.transaction.ServerTransaction;
import org.sipario.transaction.ServerUser;
import org.sipario.transaction.machine.Failure;

/**
 * A request that came in, and its answers: the user agent core above a server transaction (RFC 3261 §8.2, §13.3, §15;
 * RFC 3262 §3). Known to the transaction from the first moment, to a session once an application is chosen.
 */
public final class UserAgentServer implements Exchange, ServerUser {

    /** The parser's message goes to the log only: it quotes the request, and so must not stand in a status line. */
    static final String UNUSABLE = "Bad Contact Or Record-Route";

    private final Services services;
    private final MessageUser user;
    private final @Nullable ServerTransaction transaction;
    private final Flow flow;
    private final SipRequest received;
    private volatile SessionQueue queue;
    private @Nullable IncomingRequest request;
    private @Nullable Forwarder forwarder;
    private @Nullable ReliableResponses reliable;
    private List<SuccessRetransmission> successes = List.of();
    private SessionIndex.@Nullable Merge merge;
    private volatile boolean answered;
    private boolean accepted;
    private boolean refused;
    private volatile boolean cancelled;
    /** A final response of the application waits for a PRACK: it counts as sent (RFC 3262 §3). */
    private boolean held;

    /**
     * @param user the servlets above
     * @param received as it came, own Route already taken off
     * @param queue where it is worked on, until a session is found
     */
    public UserAgentServer(
            Services services,
            MessageUser user,
            ServerTransaction transaction,
            SipRequest received,
            SessionQueue queue) {
        this(services, user, transaction, transaction.flow(), received, queue);
        transaction.attach(this);
    }

    private UserAgentServer(
            Services services,
            MessageUser user,
            @Nullable ServerTransaction transaction,
            Flow flow,
            SipRequest received,
            SessionQueue queue) {
        this.services = services;
        this.user = user;
        this.transaction = transaction;
        this.flow = flow;
        this.received = received;
        this.queue = queue;
    }

    /** An ACK for a 2xx: it has no transaction and no answer. */
    public static UserAgentServer ofAck(
            Services services, MessageUser user, Flow flow, SipRequest ack, SessionQueue queue) {
        UserAgentServer exchange = new UserAgentServer(services, user, null, flow, ack, queue);
        exchange.answered = true;
        return exchange;
    }

    // ---- on the way up

    /** The request, own Route taken off. */
    public SipRequest received() {
        return received;
    }

    /** The way it came. */
    public Flow flow() {
        return flow;
    }

    /** What the container gives to sessions. */
    public Services services() {
        return services;
    }

    /** The servlets above. */
    public MessageUser user() {
        return user;
    }

    /** The request as the application has it. @throws IllegalStateException while no application has it */
    public IncomingRequest request() {
        IncomingRequest shown = request;
        if (shown == null) {
            throw new IllegalStateException("The request has not reached an application yet");
        }
        return shown;
    }

    private Session session() {
        return request().session();
    }

    /** Whether a copy of this request, forked upstream, is worked on already; if not, this is the one from now on. */
    public boolean isMerged() {
        if (flow.isInternal()) {
            return false;
        }
        SessionIndex.Merge key = SessionIndex.Merge.of(received);
        if (services.index().isMerged(key, this)) {
            return true;
        }
        merge = key;
        return false;
    }

    /** Continues in the queue of the session that was found. */
    public void moveTo(SessionQueue sessionQueue) {
        queue = sessionQueue;
    }

    /** An application has the request: from now on this is an exchange of its session. */
    public void shownAs(IncomingRequest shown) {
        request = shown;
        shown.session().opened(this);
        shown.session().touch();
    }

    /** Runs work in the queue where this request is worked on, also when it has moved to another one meanwhile. */
    public void post(Runnable work) {
        SessionQueue at = queue;
        at.post(this, () -> {
            if (queue == at) {
                work.run();
            } else {
                post(work);
            }
        });
    }

    @Override
    public Method method() {
        return received.method();
    }

    @Override
    public long sequence() {
        return received.cseq().number();
    }

    @Override
    public boolean isSent() {
        return false;
    }

    @Override
    public boolean isInitial() {
        return request != null && request.isInitial();
    }

    @Override
    public boolean isPending() {
        return !answered;
    }

    /** Whether a final response has gone. */
    public boolean isAnswered() {
        return answered;
    }

    /** Whether a CANCEL has come. */
    public boolean isCancelled() {
        return cancelled;
    }

    // ---- a proxy

    /**
     * The proxy that the application asked for; it may not have started.
     *
     * @throws IllegalStateException if there is none
     */
    public Forwarder forwarder() {
        Forwarder present = forwarder;
        if (present == null) {
            throw new IllegalStateException("The request is not proxied");
        }
        return present;
    }

    /** The proxy that the application asked for, or null. */
    public @Nullable Forwarder forwarderOrNull() {
        return forwarder;
    }

    /** A proxy takes it. */
    public void forwardedBy(Forwarder proxy) {
        forwarder = proxy;
    }

    /** Whether a proxy has passed it on. */
    public boolean isForwarded() {
        return forwarder != null && forwarder.isStarted();
    }

    // ---- answers

    /** Whether the transaction took the response. */
    private boolean transmit(SipResponse response) {
        return transaction != null && transaction.respond(response);
    }

    /** The final response has gone, or none will. */
    private void finish() {
        answered = true;
        SessionIndex.Merge key = merge;
        if (key != null) {
            services.index().answered(key, this);
        }
    }

    /** Answers without an application: an error found on the way. */
    public void refuse(int status, @Nullable String reason) {
        refuse(SipResponse.to(received, status, reason, services.tokens().tag()));
    }

    /** Whether the container has answered for a fault of the peer's. */
    public boolean isRefused() {
        return refused;
    }

    /** Answers without an application. */
    public void refuse(SipResponse response) {
        if (!answered) {
            refused = true;
            if (request == null) {
                finish();
                transmit(response);
            } else {
                answer(session(), response);
            }
        }
    }

    /** Answers before there is a session, and keeps nothing of it: {@link ServerTransaction#respondStatelessly}. */
    void dismiss(SipResponse response) {
        finish();
        if (transaction != null) {
            transaction.respondStatelessly(response);
        }
    }

    /** Answers 500 past all rules of sessions, unless an answer has gone. */
    @Override
    public void giveUp() {
        if (!answered) {
            finish();
            stopRepeating();
            IncomingRequest shown = request;
            if (shown == null) {
                transmit(SipResponse.to(received, 500, null, services.tokens().tag()));
            } else {
                Session session = shown.session();
                transmit(SipResponse.to(received, 500, null, session.localTag()));
                session.closed(this);
                if (shown.isInitial()) {
                    session.terminate();
                }
            }
        }
    }

    /**
     * Whether a response of the application may still go: none after the final one, but for a 2xx of another dialog.
     */
    boolean takes(Session session, SipResponse response) {
        // A further 2xx is another dialog, so another session (B2B-17).
        boolean further = accepted && response.isSuccess() && received.isInvite() && session != session();
        return !held && (!answered || further);
    }

    /**
     * Sends a response of the application as user agent.
     *
     * @param session whose answer it is: that of the request, or one derived from it (B2B-17)
     * @throws IllegalStateException if a final response has gone
     */
    public void answer(Session session, SipResponse response) {
        if (!takes(session, response)) {
            throw new IllegalStateException(
                    "A final response to " + method() + " has been sent; " + response.status() + " comes too late");
        }
        decide(session, response);
        held = response.isFinal() && !answered;
    }

    /** Sends a response; a final one only after the PRACK of what was sent reliably (RFC 3262 §3). */
    private void decide(Session session, SipResponse response) {
        ReliableResponses machine = reliable;
        if (machine != null && response.isFinal() && !answered) {
            machine.respond(response);
        } else {
            emit(session, response);
        }
    }

    /**
     * Sends a provisional response that is to be acknowledged (RFC 3262).
     *
     * @throws IllegalStateException after the final one
     */
    void answerReliably(Session session, SipResponse response) {
        if (answered || held) {
            throw new IllegalStateException("A final response to the INVITE has been sent");
        }
        ReliableResponses machine = reliable;
        if (machine == null) {
            machine = new ReliableResponses(services, this, session);
            reliable = machine;
        }
        machine.respond(response);
    }

    /** The response leaves. Its dialog is made first, so that a request which answers it finds the dialog. */
    void emit(Session session, SipResponse response) {
        if (session.role() == Session.Role.PROXY && response.isProvisional()) {
            transmit(response);
            session.touch();
            return;
        }
        session.actAsUserAgent();
        try {
            session.answering(received, response);
        } catch (SyntaxException unusable) {
            if (!answered) {
                // The request is at fault, so the caller is told.
                refused = true;
                emit(session, SipResponse.to(received, 400, UNUSABLE, session.localTag()));
            }
            throw new IllegalStateException("The request cannot be accepted: " + unusable.getMessage(), unusable);
        }
        boolean sent = transmit(response);
        if (response.isFinal() && !answered) {
            finish();
            accepted = response.isSuccess();
            if (!sent || !received.isInvite() || !accepted) {
                session.closed(this);
            }
            if (accepted && method().equals(Method.BYE) && session.exchanges().isPending()) {
                // The servlet that answers the BYE comes to its end first: it may answer them by itself.
                session.parent().post(() -> SubsequentRequests.terminate(session));
            }
        }
        if (sent && accepted && received.isInvite() && response.isSuccess()) {
            List<SuccessRetransmission> more = new ArrayList<>(successes);
            more.add(new SuccessRetransmission(services, this, session, response));
            successes = more;
        }
    }

    /** Sends a response that came from downstream on its way up, our Via taken off. */
    public void forward(SipResponse response) {
        boolean sent = transmit(response);
        if (!sent && response.isSuccess() && received.isInvite()) {
            // RFC 6026 §8.6: a 2xx must reach the caller, transaction or not.
            services.outbound().forward(response, flow);
        }
        if (response.isFinal() && !answered) {
            finish();
            if (request != null) {
                session().closed(this);
            }
        }
    }

    /** Ends the exchange without any answer: what RFC 4320 wants of a request that timed out. */
    public void silence() {
        if (!answered) {
            finish();
            if (transaction != null) {
                transaction.abandon();
            }
            session().closed(this);
        }
    }

    /** Sends a repetition of a final or provisional response. */
    void repeat(SipResponse response) {
        transmit(response);
    }

    // ---- what follows an answer

    /** An ACK for a 2xx came. @return whether it is the first: the application hears of it; others are repetitions */
    boolean acknowledged(SipRequest ack) {
        for (SuccessRetransmission success : successes) {
            if (success.belongsTo(ack)) {
                return success.acknowledged();
            }
        }
        return false;
    }

    /** The ACK of a 2xx came, or will not come. */
    void ackSettled() {
        if (!successes.stream().allMatch(SuccessRetransmission::isSettled)) {
            return;
        }
        successes = List.of();
        Session session = session();
        session.closed(this);
        compact();
        if (request().isInitial() && request().isBackToBack() && !isOver()) {
            session.remember(this);
        }
    }

    /**
     * It is over; what is left of it may be kept for long, by the application or for further 2xx: caches are dropped.
     */
    public void compact() {
        received.compact();
        request().message().compact();
    }

    @Override
    public boolean pracked(SipRequest prack) {
        return reliable != null && reliable.pracked(prack);
    }

    /**
     * A user agent is about to act upon this request: one whose dialog would have no way back to the peer is refused
     * before any phone rings (RFC 3261 §8.1.1.8, §21.4.1), and so is one that would spoil its dialog. A proxy does not
     * judge.
     *
     * @return whether it was refused
     */
    boolean refusesDialog() {
        if (MethodRules.createDialog(method()) || received.to().tag() != null) {
            try {
                Dialog.check(received);
            } catch (SyntaxException _) {
                refuse(400, UNUSABLE);
                return true;
            }
        }
        return false;
    }

    /** The CANCEL of this INVITE came (RFC 3261 §9.2, UAS-5, PRX-34, PRX-35). */
    public void cancel(SipRequest cancel) {
        post(() -> cancelled(cancel));
    }

    private void cancelled(SipRequest cancel) {
        if (answered || !received.isInvite()) {
            return;
        }
        cancelled = true;
        IncomingRequest invite = request;
        if (invite == null) {
            if (isForwarded()) {
                forwarder().cancelled(cancel);
            } else {
                refuse(487, null);
            }
            return;
        }
        IncomingRequest shown = invite.cancel(cancel);
        if (isForwarded()) {
            forwarder().cancelled(cancel);
        } else {
            terminate();
        }
        user.request(shown);
    }

    /** Answers 487 unless answered: the INVITE was cancelled, or a BYE has ended the dialog (RFC 3261 §15.1.2). */
    void terminate() {
        if (!answered) {
            held = false;
            decide(session(), SipResponse.to(received, 487, null, session().localTag()));
        }
    }

    /** What is never answered would hold its transaction for ever (UAS-21): 480 for a call, 500 for anything else. */
    @Override
    public void abandon(Session ended) {
        stopRepeating();
        if (!answered && !isForwarded()) {
            finish();
            transmit(SipResponse.to(
                    received, received.isInvite() ? 480 : 500, null, session().localTag()));
        }
    }

    private void stopRepeating() {
        if (reliable != null) {
            reliable.stop();
        }
        successes.forEach(SuccessRetransmission::stop);
    }

    @Override
    public void failed(Failure failure) {
        post(() -> {
            if (request != null && !answered) {
                finish();
                session().closed(this);
            }
        });
    }

    /** No ACK came for a 2xx (LSN-10): the application decides; the dialog is confirmed and lives. */
    void noAck(Session session, SipResponse response) {
        tell(session, response);
    }

    /** No PRACK came (LSN-12): the application decides which 5xx it answers. */
    void noPrack(Session session, SipResponse response) {
        held = false;
        tell(session, response);
    }

    private void tell(Session session, SipResponse response) {
        if (session.isValid()) {
            user.unacknowledged(OutgoingResponse.sent(request(), session, response));
        }
    }

    /** Whether the session of the request has ended, or its dialog. */
    boolean isOver() {
        return request == null || !session().isValid() || session().state() == SessionState.State.TERMINATED;
    }

    @Override
    public String toString() {
        return method() + " (Call-ID " + received.callId() + ")";
    }
}
