package org.sipario.core;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.Uri;
import org.sipario.transaction.Failure;

/**
 * A proxy's view of one forked request and what comes back: RFC 3261 §16.7 as amended by RFC 4320 and RFC 6026.
 *
 * <p>All responses are taken and given without the topmost Via that is ours ({@link Forwarding#upstream}). Branches are known
 * by numbers that the driver chooses. Branches of the same group are tried one after another, those of different groups at
 * once. After the effects of a step with {@link Step#settle} are carried out the driver feeds {@link Event.Settled}: until
 * then the application may add branches, and nothing is concluded.
 */
public final class ResponseContext {

    /** In place of a branch: the top of the tree, or all branches. */
    public static final int ALL = -1;

    /** The branch of a final response that the application made itself. */
    public static final int VIRTUAL = -2;

    /** How far a branch is. */
    public enum Progress {
        /** Not yet its turn. */
        WAITING,
        /** Sent, nothing heard. */
        CALLING,
        /** A provisional response came. */
        PROCEEDING,
        /** Cancelled, final response to come. */
        CANCELLED,
        /** Final response or none to come. */
        DONE
    }

    /**
     * One branch.
     *
     * @param parent the branch whose 3xx led here, or {@link #ALL}
     * @param response the last one, made here where none came; null where there is none
     */
    public record Branch(
            int id,
            int parent,
            int group,
            Uri target,
            boolean recurse,
            Progress progress,
            @Nullable SipResponse response,
            boolean candidate) {

        /** Whether it was sent and its final response is to come. */
        public boolean isPending() {
            return progress == Progress.CALLING || progress == Progress.PROCEEDING || progress == Progress.CANCELLED;
        }
    }

    /**
     * The whole.
     *
     * @param branches in order of appearance
     * @param offered the best response while the application looks at it; else null
     * @param answered whether a final response has gone upstream
     * @param closed whether no branch is to be started by itself: a 2xx, 6xx or CANCEL came
     */
    public record State(List<Branch> branches, @Nullable Branch offered, boolean answered, boolean closed) {

        /** @throws IllegalArgumentException if there is none of that number */
        public Branch branch(int id) {
            throw new UnsupportedOperationException();
        }

        /** Whether a branch waits or is pending. */
        public boolean isUnderWay() {
            throw new UnsupportedOperationException();
        }
    }

    /** What happens. */
    public sealed interface Event {
        /** A branch more. @param recurse whether its 3xx is followed */
        record Added(int branch, int parent, int group, Uri target, boolean recurse) implements Event {}

        record Provisional(int branch, SipResponse response) implements Event {}

        record Final(int branch, SipResponse response) implements Event {}

        /** None will come: counts as 408 or 503. */
        record Failed(int branch, Failure failure) implements Event {}

        /** Timer C or the application's proxy timeout. @param branch or {@link #ALL} */
        record Expired(int branch) implements Event {}

        /** A CANCEL came from upstream. */
        record CancelledByCaller() implements Event {}

        /** @param branch with its children, or {@link #ALL} */
        record CancelledByApplication(int branch) implements Event {}

        /** The application made a final response of its own. */
        record Answered(SipResponse response) implements Event {}

        /** The effects of the last step are done; who wanted to add branches has. */
        record Settled() implements Event {}
    }

    /** What is to be done. */
    public sealed interface Effect {
        /** Send the request of a branch. */
        record Start(int branch) implements Effect {}

        /** Cancel it. @param cause the status that made it needless, for Reason (RFC 3326), or 0 */
        record CancelBranch(int branch, int cause) implements Effect {}

        /** Show a 101 to 199 or 2xx to the application, then send it upstream. */
        record Forward(int branch, SipResponse response) implements Effect {}

        /** Tell the application of a final response that is not (yet) the best (JSR 289 §10.2.4, doBranchResponse). */
        record Intermediate(int branch, SipResponse response) implements Effect {}

        /** Add these as branches with that parent, best first. */
        record Recurse(int branch, List<Uri> contacts) implements Effect {}

        /** Show the best response to the application; it goes upstream at {@link Event.Settled} unless branches were added. */
        record Best(int branch, SipResponse response) implements Effect {}

        /** Send upstream what was shown as best, or made by the application. */
        record Answer(int branch, SipResponse response) implements Effect {}

        /** Nothing goes upstream: a 408 to another request than INVITE (RFC 4320 §4.2). */
        record Silence() implements Effect {}
    }

    /** A new state and what to do, in order. @param settle whether the driver is to feed {@link Event.Settled} afterwards */
    public record Step(State state, List<Effect> effects, boolean settle) {}

    /**
     * @param request as received
     * @param toTag for responses made here
     * @param noCancel whether a 2xx leaves the other branches alone (RFC 3841 §9.1)
     */
    public ResponseContext(SipRequest request, String toTag, boolean noCancel) {
        throw new UnsupportedOperationException();
    }

    /** Without branches. */
    public State begin() {
        throw new UnsupportedOperationException();
    }

    public Step on(State state, Event event) {
        throw new UnsupportedOperationException();
    }
}
