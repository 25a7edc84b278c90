package org.sipario.servlet.facade;

import jakarta.servlet.sip.Rel100Exception;
import jakarta.servlet.sip.SipErrorEvent;
import jakarta.servlet.sip.SipErrorListener;
import jakarta.servlet.sip.SipSession;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SyntaxException;
import org.sipario.message.wire.Flow;
import org.sipario.servlet.session.SessionQueue;
import org.sipario.transaction.ServerTransaction;
import org.sipario.transaction.ServerUser;
import org.sipario.transaction.machine.Failure;

/**
 * A request that came in, and its answers: what the user agent core does around a server transaction (RFC 3261 §8.2, §13.3,
 * §15; RFC 3262 §3). Known to the transaction from the first moment, to a session once an application is chosen.
 */
public final class ServerExchange implements Exchange, ServerUser {

    private static final System.Logger LOG = System.getLogger(ServerExchange.class.getName());

    /** What the fault says goes to the log only: it quotes what a stranger wrote, which has no place in a status line. */
    static final String UNUSABLE = "Bad Contact Or Record-Route";

    private final Services services;
    private final @Nullable ServerTransaction transaction;
    private final Flow flow;
    private final SipRequest received;
    private volatile SessionQueue queue;
    private @Nullable RequestFacade request;
    private @Nullable ProxyFacade proxy;
    private @Nullable Relay relay;
    private @Nullable ReliableAnswers reliable;
    private @Nullable List<AwaitedAck> awaited;
    private SessionIndex.@Nullable Merge merge;
    private volatile boolean answered;
    private boolean accepted;
    private volatile boolean cancelled;
    /** A final response of the application waits for a PRACK: it counts as sent (RFC 3262 §3). */
    private boolean held;

    /**
     * @param received as it came, own Route already taken off
     * @param queue where it is worked on, until a session is found
     */
    public ServerExchange(Services services, ServerTransaction transaction, SipRequest received, SessionQueue queue) {
        this(services, transaction, transaction.flow(), received, queue);
        transaction.attach(this);
    }

    private ServerExchange(
            Services services,
            @Nullable ServerTransaction transaction,
            Flow flow,
            SipRequest received,
            SessionQueue queue) {
        this.services = services;
        this.transaction = transaction;
        this.flow = flow;
        this.received = received;
        this.queue = queue;
    }

    /** An ACK for a 2xx: it has no transaction and no answer. */
    public static ServerExchange ofAck(Services services, Flow flow, SipRequest ack, SessionQueue queue) {
        ServerExchange exchange = new ServerExchange(services, null, flow, ack, queue);
        exchange.answered = true;
        return exchange;
    }

    /** Whether the transaction took the response. */
    private boolean transmit(SipResponse response) {
        return transaction != null && transaction.respond(response);
    }

    /** The final response has gone, or none will. */
    private void finish() {
        answered = true;
        SessionIndex.Merge key = merge;
        if (key != null) {
            services.index().answered(this, key);
        }
    }

    /** Copies of this request are told apart by this key, until it is answered. */
    void underWay(SessionIndex.Merge key) {
        merge = key;
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

    /** Whether a CANCEL came before the session could be told. */
    public boolean isCancelled() {
        return cancelled;
    }

    /** Continues in the queue of the session that was found. */
    public void moveTo(SessionQueue sessionQueue) {
        queue = sessionQueue;
    }

    /** The facade that the application sees; from now on the exchange is one of its session's. */
    void shownAs(RequestFacade facade) {
        request = facade;
        facade.session().leg().opened(this);
        facade.session().touch();
    }

    /** Runs work in the queue where this request is worked on, also when it moved meanwhile. */
    public void post(Runnable work) {
        SessionQueue at = queue;
        at.post(() -> {
            if (queue == at) {
                RequestFacade facade = request;
                if (facade == null) {
                    attempt(work);
                } else {
                    facade.session().parent().perform(() -> attempt(work));
                }
            } else {
                post(work);
            }
        });
    }

    /** Works on this request. A bug of ours ends here: logged with its Call-ID, and who waits for an answer gets one. */
    public void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error bug) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    method() + " (Call-ID " + received.callId() + ") could not be worked on",
                    bug);
            giveUp();
        }
    }

    /** Answers 500 past all rules of sessions, unless an answer has gone: nothing of the request is to stay behind. */
    public void giveUp() {
        if (!answered) {
            finish();
            stopRepeating();
            RequestFacade facade = request;
            if (facade == null) {
                transmit(SipResponse.to(received, 500, null, services.tokens().tag()));
            } else {
                Leg leg = facade.session().leg();
                transmit(SipResponse.to(received, 500, null, leg.localTag()));
                leg.closed(this);
                if (facade.isInitial()) {
                    leg.terminate();
                }
            }
        }
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
    public boolean isPending() {
        return !answered;
    }

    /** Whether a final response has gone. */
    public boolean isAnswered() {
        return answered;
    }

    @Nullable
    ProxyFacade proxy() {
        return proxy;
    }

    void proxiedBy(ProxyFacade facade) {
        proxy = facade;
    }

    void relayedBy(Relay going) {
        relay = going;
    }

    // ---- answers

    /** Answers without an application: an error found on the way. */
    public void refuse(int status, @Nullable String reason) {
        refuse(SipResponse.to(received, status, reason, services.tokens().tag()));
    }

    /** Answers before there is a session, and keeps nothing of it: {@link ServerTransaction#dismiss}. */
    void dismiss(SipResponse response) {
        finish();
        if (transaction != null) {
            transaction.dismiss(response);
        }
    }

    /** Answers without an application. */
    public void refuse(SipResponse response) {
        if (!answered) {
            if (request == null) {
                finish();
                transmit(response);
            } else {
                answer(request.session(), response);
            }
        }
    }

    /** Whether a response of the application may still go: none after the final one, but for a 2xx of another dialog. */
    boolean takes(Session session, SipResponse response) {
        // A further 2xx is another dialog, so another session (B2B-17).
        boolean further = accepted
                && response.isSuccess()
                && received.isInvite()
                && session != request().session();
        return !held && (!answered || further);
    }

    /**
     * Sends a response of the application as user agent.
     *
     * @param session whose answer it is: that of the request, or one derived from it (B2B-17)
     * @throws IllegalStateException if the exchange does not allow it any more
     */
    void answer(Session session, SipResponse response) {
        if (!takes(session, response)) {
            throw new IllegalStateException(
                    "A final response to " + method() + " has been sent; " + response.status() + " comes too late");
        }
        decide(session, response);
        held = response.isFinal() && !answered;
    }

    /** A final response is the last event of what was sent reliably. */
    private void decide(Session session, SipResponse response) {
        ReliableAnswers machine = reliable;
        if (machine != null && response.isFinal() && !answered) {
            machine.respond(response);
        } else {
            emit(session, response);
        }
    }

    /** Sends a provisional response that is to be acknowledged (RFC 3262). */
    void answerReliably(Session session, SipResponse response) throws Rel100Exception {
        if (answered || held) {
            throw new IllegalStateException("A final response to the INVITE has been sent");
        }
        ReliableAnswers machine = reliable;
        if (machine == null) {
            machine = new ReliableAnswers(services, this, session);
            reliable = machine;
        }
        machine.respond(response);
    }

    /** The response leaves: what it means for the dialog comes first, so that whatever answers it finds the dialog. */
    void emit(Session session, SipResponse response) {
        Leg leg = session.leg();
        if (session.role() == Session.Role.PROXY && response.isProvisional()) {
            transmit(response);
            session.touch();
            return;
        }
        if (session.role() == Session.Role.UNDECIDED) {
            session.role(Session.Role.USER_AGENT);
        }
        try {
            leg.answering(received, response);
        } catch (SyntaxException unusable) {
            if (!answered) {
                // It is the caller's fault, and nobody else's to tell him.
                emit(session, SipResponse.to(received, 400, UNUSABLE, leg.localTag()));
            }
            throw new IllegalStateException("The request can not be accepted: " + unusable.getMessage(), unusable);
        }
        boolean sent = transmit(response);
        if (response.isFinal() && !answered) {
            finish();
            accepted = response.isSuccess();
            if (!sent || !received.isInvite() || !accepted) {
                leg.closed(this);
            }
        }
        if (sent && accepted && received.isInvite() && response.isSuccess()) {
            List<AwaitedAck> acks = awaited == null ? new ArrayList<>(1) : awaited;
            awaited = acks;
            acks.add(new AwaitedAck(services, this, session, response));
        }
    }

    /** Sends a response that came from downstream on its way up, our Via taken off. */
    void forward(SipResponse response) {
        boolean sent = transmit(response);
        if (!sent && response.isSuccess() && received.isInvite()) {
            // RFC 6026 §8.6: a 2xx must reach the caller, transaction or not.
            services.outbound().forward(response, flow());
        }
        if (response.isFinal() && !answered) {
            finish();
            request().session().leg().closed(this);
        }
    }

    /** Ends the exchange without any answer: what RFC 4320 wants of a request that timed out. */
    void silence() {
        if (!answered) {
            finish();
            if (transaction != null) {
                transaction.forsake();
            }
            request().session().leg().closed(this);
        }
    }

    /** Sends a repetition of a final or provisional response. */
    void repeat(SipResponse response) {
        transmit(response);
    }

    // ---- what follows an answer

    /** An ACK for a 2xx came. @return whether one was awaited: the first is delivered, the others are repetitions */
    boolean acknowledged(SipRequest ack) {
        for (AwaitedAck waiting : awaited == null ? List.<AwaitedAck>of() : awaited) {
            if (waiting.belongsTo(ack)) {
                return waiting.acknowledged();
            }
        }
        return false;
    }

    /** One of the awaited ACKs came or will not come. */
    void ackSettled() {
        for (AwaitedAck waiting : awaited == null ? List.<AwaitedAck>of() : awaited) {
            if (!waiting.isSettled()) {
                return;
            }
        }
        awaited = null;
        Leg leg = request().session().leg();
        leg.closed(this);
        rest();
        if (request().isInitial() && request().isBackToBack() && !isOver()) {
            leg.remember(this);
        }
    }

    /** It is over, and what is left of it may be kept for long: by the application, or for what may come late. */
    void rest() {
        received.rest();
        request().message().rest();
    }

    /** A PRACK came. @return whether it acknowledges a reliable provisional response of this exchange */
    boolean acknowledgedProvisionally(SipRequest prack) {
        return reliable != null && reliable.pracked(prack);
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
        held = false;
        RequestFacade invite = request;
        if (invite == null) {
            refuse(487, null);
            return;
        }
        RequestFacade facade = RequestFacade.cancel(invite, cancel);
        if (relay != null) {
            relay.cancelled(cancel);
        } else if (proxy != null && proxy.isStarted()) {
            proxy.cancelledByCaller(cancel);
        } else {
            Session session = invite.session();
            decide(session, SipResponse.to(received, 487, null, session.leg().localTag()));
        }
        services.invocation().request(facade);
    }

    /** What is never answered would hold its transaction for ever (UAS-21): 480 for a call, 500 for anything else. */
    @Override
    public void abandon() {
        stopRepeating();
        boolean proxied = relay != null || proxy != null && proxy.isStarted();
        if (!answered && !proxied) {
            finish();
            transmit(SipResponse.to(
                    received,
                    received.isInvite() ? 480 : 500,
                    null,
                    request().session().leg().localTag()));
        }
    }

    private void stopRepeating() {
        if (reliable != null) {
            reliable.stop();
        }
        for (AwaitedAck waiting : awaited == null ? List.<AwaitedAck>of() : awaited) {
            waiting.stop();
        }
    }

    @Override
    public void failed(Failure failure) {
        post(() -> {
            if (request != null && !answered) {
                finish();
                request.session().leg().closed(this);
            }
        });
    }

    /** No ACK came for a 2xx (LSN-10): the application decides; the dialog is confirmed and lives. */
    void noAck(Session session, SipResponse response) {
        tellError(session, response, SipErrorListener::noAckReceived);
    }

    /** No PRACK came (LSN-12): the application decides which 5xx it answers. */
    void noPrack(Session session, SipResponse response) {
        held = false;
        tellError(session, response, SipErrorListener::noPrackReceived);
    }

    private void tellError(
            Session session,
            SipResponse response,
            java.util.function.BiConsumer<SipErrorListener, SipErrorEvent> callback) {
        if (session.isValid()) {
            SipErrorEvent event = new SipErrorEvent(request(), ResponseFacade.sent(request(), session, response));
            session.parent().listeners().tell(SipErrorListener.class, l -> callback.accept(l, event));
        }
    }

    Services services() {
        return services;
    }

    RequestFacade request() {
        RequestFacade facade = request;
        if (facade == null) {
            throw new IllegalStateException("The request has not reached an application yet");
        }
        return facade;
    }

    /** State of the session of the request, for those who wait. */
    boolean isOver() {
        return request == null
                || !request.session().isValid()
                || request.session().leg().state() == SipSession.State.TERMINATED;
    }
}
