package org.sipario.servlet.useragent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sipario.core.dialog.Dialog;
import org.sipario.core.dialog.MethodRules;
import org.sipario.core.dialog.RAck;
import org.sipario.core.dialog.ReliableReceipt;
import org.sipario.core.dialog.SessionState;
import org.sipario.message.HeaderField;
import org.sipario.message.HeaderName;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SyntaxException;
import org.sipario.message.wire.Flow;
import org.sipario.servlet.routing.InitialHop;
import org.sipario.servlet.routing.Outbound;
import org.sipario.servlet.routing.SendAttempts;
import org.sipario.servlet.session.DerivedSessions;
import org.sipario.servlet.session.Exchange;
import org.sipario.servlet.session.Services;
import org.sipario.servlet.session.Session;
import org.sipario.transaction.ClientUser;
import org.sipario.transaction.machine.Failure;

/**
 * A request that an application sent, and what comes back: the user agent core above a client transaction (RFC 3261
 * §8.1, §13.2; RFC 3262 §4). Responses come on the threads of the wire and are taken to the queue of the session.
 */
public final class UserAgentClient implements Exchange, ClientUser, ClientSide {

    private final OutgoingRequest request;
    private final Session session;
    private final Services services;
    private @Nullable SendAttempts sent;
    private volatile boolean done;

    /** The final response that the application heard is no 2xx: a 2xx that comes now is no call of its. */
    private boolean failed;

    /** Made when a 2xx to an INVITE comes. */
    private @Nullable Acknowledgements successes;

    /** How far reliable provisional responses have come, by the peer's tag, and those that wait for their PRACK. */
    private @Nullable Map<String, ReliableReceipt> receipts;

    private @Nullable List<IncomingResponse> provisional;

    UserAgentClient(OutgoingRequest request) {
        this.request = request;
        this.session = request.session();
        this.services = session.services();
    }

    void send() {
        session.actAsUserAgent();
        session.opened(this);
        session.touch();
        request.sentBy(this);
        if (request.isInitial()) {
            session.sending(request.message());
        }
        IncomingRequest origin = request.origin();
        InitialHop initialHop = origin == null ? null : origin.initialHop();
        SipRequest leaving = request.names().apply(Requests.withHops(request.message()));
        sent = services.outbound()
                .send(
                        new Outbound.Outgoing(
                                leaving,
                                services.branches()::next,
                                MethodRules.carryContact(request.method())
                                        ? (message, point) -> Requests.withContact(
                                                message,
                                                point,
                                                services.outbound().listeningPoints())
                                        : (message, _) -> message,
                                session.outboundInterface(),
                                request.isInitial() ? request.next() : null,
                                initialHop),
                        this);
    }

    @Override
    public Method method() {
        return request.method();
    }

    @Override
    public long sequence() {
        return request.message().cseq().number();
    }

    @Override
    public boolean isSent() {
        return true;
    }

    @Override
    public boolean isInitial() {
        return request.isInitial();
    }

    @Override
    public boolean isPending() {
        return !done;
    }

    @Override
    public void giveUp() {}

    @Override
    public boolean pracked(SipRequest prack) {
        return false;
    }

    /** The request as the application made it. */
    public OutgoingRequest request() {
        return request;
    }

    @Override
    public @Nullable Flow flow() {
        return sent == null ? null : sent.flow();
    }

    /** The Via with which the request was sent, or null. */
    @Nullable
    String via() {
        return sentRequest().headers().value(HeaderName.VIA);
    }

    // ---- responses

    @Override
    public void response(SipResponse response) {
        if (response.status() > 100) {
            session.parent().queue().post(this, () -> received(response));
        }
    }

    @Override
    public void failed(Failure failure) {
        session.parent().queue().post(this, () -> {
            if (!done) {
                int status = failure == Failure.TIMEOUT ? 408 : 503;
                received(SipResponse.to(sentRequest(), status, null, null));
            }
        });
    }

    /** The request as it was sent; as the application made it where it never left. */
    SipRequest sentRequest() {
        return sent == null ? request.message() : sent.request();
    }

    private void received(SipResponse response) {
        String tag = Objects.requireNonNullElse(response.to().tag(), "");
        boolean inviteSuccess = response.isSuccess() && request.message().isInvite();
        if (inviteSuccess ? successes().isRepetition(tag) : done) {
            return;
        }
        if (inviteSuccess && failed) {
            successes().refuse(response, tag);
            return;
        }
        Session target = target(response);
        if (target == null) {
            forgotten(response, tag);
            return;
        }
        if (inviteSuccess && target.state() == SessionState.State.TERMINATED) {
            // A BYE of either side has ended its early dialog meanwhile.
            refuse(response, tag, 487);
            return;
        }
        target.touch();
        if (ReliableReceipt.isReliable(response) && !isInOrder(tag, response)) {
            return;
        }
        try {
            target.answered(sentRequest(), response);
        } catch (SyntaxException _) {
            // Its Contact or Record-Route cannot be used: it makes no dialog.
            if (target != session) {
                target.terminate();
            }
            if (response.isSuccess()) {
                refuse(response, tag, 502);
            }
            return;
        }
        if (response.isFinal()) {
            finished(inviteSuccess);
        }
        IncomingResponse shown = IncomingResponse.received(request, target, this, response);
        if (inviteSuccess) {
            successes().received(shown, tag);
        } else if (ReliableReceipt.isReliable(response)) {
            List<IncomingResponse> waiting = provisional == null ? new ArrayList<>(2) : provisional;
            provisional = waiting;
            waiting.add(shown);
        }
        boolean taken = request.user().response(shown);
        if (response.isFinal()) {
            heard(shown, tag, taken);
        }
    }

    /** The application has had its chance to do what a final response asks for. */
    private void heard(IncomingResponse response, String tag, boolean taken) {
        if (response.isInviteSuccess()) {
            successes().heard(tag, taken);
        }
        if (!taken && request.linked() instanceof IncomingRequest waiting) {
            waiting.refuse(500);
        }
        Session target = response.session();
        if (target.isValid() && target.isCallLost(request.message(), response.message())) {
            OrphanedCall.hangUp(target);
        }
    }

    /** The session that a response is for, made where it opens another dialog; null if it has ended. */
    private @Nullable Session target(SipResponse response) {
        if (!session.parent().isValid()) {
            return null;
        }
        Session known = !opensDialogs()
                ? session
                : session.isValid()
                        ? session.sessionFor(response)
                        : session.known(response.to().tag());
        return known != null && known.isValid() ? known : null;
    }

    /** Whether each To tag in a response is another dialog: not if it was sent within one (RFC 3261 §12.2). */
    private boolean opensDialogs() {
        return request.isInitial() && MethodRules.createDialog(method());
    }

    /**
     * The final response: early dialogs of other branches have lost, after a 2xx once no other 2xx can come (SSN-25).
     */
    private void finished(boolean inviteSuccess) {
        boolean first = !done;
        done = true;
        failed = !inviteSuccess;
        if (request.isInitial()) {
            session.sent(request.message());
        }
        if (!inviteSuccess) {
            session.closed(this);
        } else if (sent != null) {
            session.accepted(sent);
        }
        DerivedSessions derived = session.derived();
        if (derived != null && first && opensDialogs()) {
            if (inviteSuccess) {
                derived.endEarlyAt(
                        services.timers().now() + services.timings().timeout().toMillis());
            } else {
                derived.endEarly();
            }
        }
    }

    /** Its session has ended. A peer that has accepted a call must not stay in it alone. */
    private void forgotten(SipResponse response, String tag) {
        if (response.isFinal()) {
            done = true;
        }
        if (response.isSuccess() && request.message().isInvite()) {
            successes().refuse(response, tag);
        }
    }

    /** A 2xx that makes no dialog of the application's, which hears of a failure instead unless it has its answer. */
    private void refuse(SipResponse success, String tag, int status) {
        if (request.message().isInvite()) {
            successes().refuse(success, tag);
        }
        if (!done) {
            received(SipResponse.to(sentRequest(), status, null, null));
        }
    }

    private Acknowledgements successes() {
        Acknowledgements known = successes;
        if (known == null) {
            known = new Acknowledgements(this, session);
            successes = known;
        }
        return known;
    }

    /**
     * The session has ended: an INVITE that still rings is cancelled, a 2xx that waits for its ACK has that and a BYE;
     * other requests have their answer or time-out soon.
     */
    @Override
    public void abandon(Session ended) {
        if (ended == session && !done && request.message().isInvite() && sent != null) {
            sent.cancel(List.of());
        }
        if (successes != null) {
            successes.abandon(ended);
        }
    }

    @Override
    public byte[] note() {
        return successes().note();
    }

    private boolean isInOrder(String tag, SipResponse response) {
        Map<String, ReliableReceipt> all = receipts == null ? new HashMap<>(2) : receipts;
        receipts = all;
        ReliableReceipt before = all.getOrDefault(tag, ReliableReceipt.NONE);
        return switch (before.received(response)) {
            case ReliableReceipt.Order.InOrder(ReliableReceipt next, RAck _) -> {
                all.put(tag, next);
                yield true;
            }
            case ReliableReceipt.Order.Dropped _ -> false;
        };
    }

    // ---- what the application does about them

    /** Whether the 2xx of that dialog waits for its ACK. */
    public boolean awaitsAck(String tag) {
        return successes != null && successes.isAwaited(tag);
    }

    /** What came in a session and waits for its ACK or PRACK (B2B-16). */
    public List<IncomingResponse> unacknowledged(Session target) {
        List<IncomingResponse> waiting = new ArrayList<>();
        if (provisional != null) {
            for (IncomingResponse response : provisional) {
                if (!done && !response.isCommitted() && response.session() == target) {
                    waiting.add(response);
                }
            }
        }
        if (successes != null) {
            waiting.addAll(successes.waiting(target));
        }
        return waiting;
    }

    /** The ACK of the 2xx with that To tag, to be sent by the application (UAC-7). */
    public OutgoingRequest createAck(Session target, String tag) {
        Dialog dialog = Objects.requireNonNull(target.dialog(), "a 2xx made a dialog");
        return OutgoingRequest.of(
                target,
                dialog.ack(sentRequest()),
                request.user(),
                ack -> successes().send(ack, tag));
    }

    /** All that came is acknowledged. What is left waits for 2xx of other forks until its transaction ends. */
    void compact() {
        sentRequest().compact();
        request.message().compact();
    }

    /** The CANCEL of this INVITE, to be sent by the application. */
    public OutgoingRequest createCancel() {
        SipRequest invite = request.message();
        SipRequest cancel = SipRequest.make(Method.CANCEL, invite.uri(), edits -> {
            edits.set(HeaderName.MAX_FORWARDS, "70");
            for (HeaderName name : List.of(HeaderName.ROUTE, HeaderName.FROM, HeaderName.TO, HeaderName.CALL_ID)) {
                invite.headers().all(name).forEach(edits::add);
            }
            edits.set(HeaderName.CSEQ, invite.cseq().number() + " CANCEL");
        });
        return OutgoingRequest.of(session, cancel, request.user(), this::sendCancel);
    }

    private void sendCancel(OutgoingRequest cancel) {
        List<HeaderField> extra = new ArrayList<>();
        for (HeaderField field : cancel.message().headers()) {
            if (!SystemHeaders.isSystem(field.name(), false)
                    && !field.name().equals(HeaderName.MAX_FORWARDS)
                    && !field.name().equals(HeaderName.CONTENT_LENGTH)) {
                extra.add(field);
            }
        }
        if (!done && sent != null) {
            sent.cancel(extra);
        }
    }

    @Override
    public String toString() {
        return method() + " (Call-ID " + request.message().callId() + ")";
    }
}
