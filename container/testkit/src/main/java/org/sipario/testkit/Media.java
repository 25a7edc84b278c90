package org.sipario.testkit;

import org.jspecify.annotations.Nullable;

/** Both ends of a call's media, as they were said last: RFC 3264. */
final class Media {

    private @Nullable Sdp local;
    private @Nullable Sdp remote;
    /** What holds again when the latest offer is refused. */
    private @Nullable Sdp localBefore;

    private @Nullable Sdp remoteBefore;
    /** Whether it was this side that put the other one on hold. */
    private boolean holding;

    @Nullable
    Sdp local() {
        return local;
    }

    @Nullable
    Sdp remote() {
        return remote;
    }

    void said(TextMessage message) {
        Sdp sdp = in(message);
        if (sdp != null) {
            localBefore = local;
            local = sdp;
        }
        if (isRefusal(message)) {
            remote = remoteBefore;
        }
    }

    void heard(TextMessage message) {
        Sdp sdp = in(message);
        if (sdp != null) {
            remoteBefore = remote;
            remote = sdp;
        }
        if (isRefusal(message)) {
            local = localBefore;
        }
    }

    /** A body with this Content-Type that is no description is ignored: tests may send anything. */
    private static @Nullable Sdp in(TextMessage message) {
        try {
            return message.sdp();
        } catch (IllegalArgumentException nonsense) {
            return null;
        }
    }

    private static boolean isRefusal(TextMessage message) {
        return message.status() >= 300
                && (message.method().equals("INVITE") || message.method().equals("UPDATE"));
    }

    /** Whether a message is one that carries a description by itself. RFC 3261 §13.2.1, RFC 3262 §5, RFC 3311 §5.1. */
    static boolean isDue(TextMessage message, Call call) {
        int status = message.status();
        return switch (message.method()) {
            case "INVITE" ->
                message.isRequest()
                        || status < 300
                                && (status >= 200 || message.header("RSeq") != null)
                                && !isSettled(message, call);
            case "UPDATE", "PRACK", "ACK" -> status < 300 && offerOf(message, call) != null;
            default -> false;
        };
    }

    /** Whether a reliable provisional response has carried this description already. */
    private static boolean isSettled(TextMessage response, Call call) {
        return call.answers.stream().anyMatch(each -> isSame(each, response) && each.header("RSeq") != null);
    }

    private static boolean isSame(TextMessage said, TextMessage response) {
        return said.sdp() != null && said.method().equals(response.method()) && said.sequence() == response.sequence();
    }

    /**
     * The description that a message carries: the answer if there is an offer to answer, else an offer.
     *
     * @param first what the user agent offers if this is its first word
     * @param direction null to go on as before
     */
    Sdp due(TextMessage message, Call call, Sdp first, @Nullable Direction direction) {
        Sdp own = local;
        if (own != null && !message.isRequest() && call.answers.stream().anyMatch(each -> isSame(each, message))) {
            return own;
        }
        Sdp offer = offerOf(message, call);
        if (direction != null) {
            holding = direction == direction.held();
        }
        if (offer == null) {
            return own == null
                    ? direction == null ? first : first.going(direction)
                    : own.next(direction == null ? own.direction() : direction);
        }
        // What one side does not send, the other can not receive.
        Direction possible = offer.direction().reversed();
        Direction wanted = direction != null ? direction : holding ? possible.held() : possible;
        return (own == null ? first : own.next(wanted)).answering(offer, wanted);
    }

    /** The offer that a message answers; null if it answers none. */
    private static @Nullable Sdp offerOf(TextMessage message, Call call) {
        TextMessage asked;
        if (!message.isRequest()) {
            asked = call.lastHeard(message.method());
        } else {
            TextMessage invite = call.said.get("INVITE");
            boolean offered = invite == null || in(invite) != null;
            asked = switch (message.method()) {
                case "ACK" -> offered ? null : call.finals.get("INVITE");
                case "PRACK" -> offered ? null : call.reliable;
                default -> null;
            };
        }
        return asked == null ? null : in(asked);
    }
}
