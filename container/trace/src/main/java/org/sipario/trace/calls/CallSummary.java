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
    public static CallSummary of(List<Said> messages) {
        return messages.stream().skip(1).reduce(of(messages.getFirst()), CallSummary::plus, (one, _) -> one);
    }

    static CallSummary of(Said said) {
        return new CallSummary(said.message().callId(), said.traced().time(), "", "", 0, 0).plus(said);
    }

    CallSummary plus(Said said) {
        if (said.message() instanceof SipRequest asked && (request.isEmpty() || isChallenged() && follows(said))) {
            return new CallSummary(
                    callId,
                    began,
                    asked.method() + " " + asked.uri(),
                    said.message().cseq().toString(),
                    messages + 1,
                    0);
        }
        boolean answers = said.message().cseq().toString().equals(cseq) && status == 0;
        int known = answers && said.status() >= 200 ? said.status() : status;
        return new CallSummary(callId, began, request, cseq, messages + 1, known);
    }

    private boolean isChallenged() {
        return status == 401 || status == 407;
    }

    /** Whether it is the same request once more, with credentials. */
    private boolean follows(Said said) {
        return cseq.endsWith(" " + said.method()) && said.isInitial();
    }
}
