package org.sipario.servlet.useragent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sipario.core.dialog.Dialog;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.wire.Timers;
import org.sipario.servlet.routing.Outbound;
import org.sipario.servlet.session.Services;
import org.sipario.servlet.session.Session;

/**
 * The 2xx responses to one INVITE of ours, each of a dialog of its own, and their ACKs: RFC 3261 §13.2.2.4. The
 * application acknowledges them; the container does, and hangs up, where that does not happen. Used in the queue of the
 * session only.
 */
final class Acknowledgements {

    /** A 2xx until its ACK is sent; then that, to be repeated. */
    private static final class Success {
        final Session target;

        @Nullable
        IncomingResponse response;

        Outbound.@Nullable AckSent ack;
        boolean settled;

        /** When the application has had time enough. */
        Timers.@Nullable Timer limit;

        Success(Session target) {
            this.target = target;
        }
    }

    private final UserAgentClient invite;
    private final Session session;
    private final Services services;

    /** By the To tag; the empty one for a peer that makes none. */
    private final Map<String, Success> all = new HashMap<>(2);

    /** @param session in which the INVITE was sent */
    Acknowledgements(UserAgentClient invite, Session session) {
        this.invite = invite;
        this.session = session;
        this.services = session.services();
    }

    // ---- what comes

    /** A 2xx comes. @return whether it came before: then its ACK was lost, and is repeated if there is one (UAC-8) */
    boolean isRepetition(String tag) {
        Success known = all.get(tag);
        if (known != null && known.ack != null) {
            known.ack.repeat();
        }
        return known != null;
    }

    /** A 2xx that the application will hear of. */
    void received(IncomingResponse response, String tag) {
        Success success = new Success(response.session());
        success.response = response;
        all.put(tag, success);
        success.target.opened(invite);
    }

    /** A 2xx that makes no call of the application's: it is acknowledged and hung up. */
    void refuse(SipResponse response, String tag) {
        Success success = new Success(session);
        success.settled = true;
        success.ack = OrphanedCall.end(services, session.outboundInterface(), invite.sentRequest(), response);
        all.put(tag, success);
    }

    /** The application has heard of a 2xx. @param taken whether a servlet took it without failing */
    void heard(String tag, boolean taken) {
        Success success = all.get(tag);
        if (success == null || success.settled) {
            return;
        }
        if (taken) {
            // The peer repeats its 2xx for 64*T1, and as long the application's own caller may take for its ACK.
            Duration limit =
                    services.timings().timeout().plus(services.timings().t4());
            success.limit = services.timers()
                    .start(limit, () -> session.parent().queue().post(invite, () -> hangUp(success)));
        } else {
            hangUp(success);
        }
    }

    private void hangUp(Success success) {
        Dialog dialog = success.target.dialog();
        if (!success.settled && dialog != null) {
            acknowledge(success, dialog.ack(invite.sentRequest()));
            OrphanedCall.hangUp(success.target);
        }
    }

    /** A session has ended: its 2xx that waits for an ACK is acknowledged and hung up. */
    void abandon(Session ended) {
        for (Success success : all.values()) {
            if (success.target == ended) {
                hangUp(success);
            }
        }
    }

    // ---- what the application does

    /** Whether the 2xx with that To tag waits for its ACK. */
    boolean isAwaited(String tag) {
        Success known = all.get(tag);
        return known != null && !known.settled;
    }

    /** What waits for its ACK in a session. */
    List<IncomingResponse> waiting(Session target) {
        List<IncomingResponse> waiting = new ArrayList<>();
        for (Success success : all.values()) {
            if (!success.settled && success.response != null && success.target == target) {
                waiting.add(success.response);
            }
        }
        return waiting;
    }

    /** The application sends the ACK of the 2xx with that To tag. */
    void send(OutgoingRequest ack, String tag) {
        Success success = Objects.requireNonNull(all.get(tag));
        if (!success.settled) {
            acknowledge(success, ack.leaving());
            ack.message().compact();
            ack.session().touch();
        }
    }

    private void acknowledge(Success success, SipRequest ack) {
        success.settled = true;
        success.response = null;
        if (success.limit != null) {
            success.limit.stop();
            success.limit = null;
        }
        success.ack = services.outbound()
                .sendAck(new Outbound.Outgoing(
                        ack,
                        services.branches()::next,
                        (message, _) -> message,
                        session.outboundInterface(),
                        null,
                        null));
        close(success.target);
        close(session);
        if (all.values().stream().allMatch(other -> other.settled)) {
            invite.compact();
        }
    }

    /** Nothing is under way in a session, unless another 2xx of it waits for its ACK. */
    private void close(Session target) {
        if (all.values().stream().allMatch(other -> other.settled || other.target != target)) {
            target.closed(invite);
        }
    }

    /** The To tags of what was acknowledged: {@link OrphanedCall#late}. */
    byte[] note() {
        return OrphanedCall.note(all.keySet());
    }
}
