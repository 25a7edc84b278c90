package org.sipario.trace.calls;

import java.time.Instant;
import java.util.List;
import org.sipario.message.SipRequest;

/**
 * A call in a line.
 *
 * @param callId its Call-ID
 * @param began when its first message went
 * @param request its first request, method and URI; empty where the trace began later
 * @param cseq of that request
 * @param messages how many there are, retransmissions among them
 * @param status the final status of the first request; 0 where there is none. A challenge counts until another follows
 */
public record CallSummary(String callId, Instant began, String request, String cseq, int messages, int status) {

    /** Sums up the messages of one Call-ID; at least one. */
    public static CallSummary of(List<RecordedMessage> messages) {
        return messages.stream().skip(1).reduce(of(messages.getFirst()), CallSummary::plus, (one, _) -> one);
    }

    static CallSummary of(RecordedMessage recorded) {
        return new CallSummary(recorded.message().callId(), recorded.traced().time(), "", "", 0, 0).plus(recorded);
    }

    CallSummary plus(RecordedMessage recorded) {
        if (recorded.message() instanceof SipRequest asked
                && (request.isEmpty() || isChallenged() && follows(recorded))) {
            return new CallSummary(
                    callId,
                    began,
                    asked.method() + " " + asked.uri(),
                    recorded.message().cseq().toString(),
                    messages + 1,
                    0);
        }
        boolean answers = recorded.message().cseq().toString().equals(cseq) && status == 0;
        int known = answers && recorded.status() >= 200 ? recorded.status() : status;
        return new CallSummary(callId, began, request, cseq, messages + 1, known);
    }

    private boolean isChallenged() {
        return status == 401 || status == 407;
    }

    /** Whether it is the same request once more, with credentials. */
    private boolean follows(RecordedMessage recorded) {
        return cseq.endsWith(" " + recorded.method()) && recorded.isInitial();
    }
}
