package org.sipario.core.proxy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.Uri;
import org.sipario.transaction.machine.Failure;

/**
 * The response context of one forked request: RFC 3261 §16.7 as amended by RFC 4320 and RFC 6026.
 *
 * <p>All responses are passed without the topmost Via that is ours ({@link Forwarding#upstream}). Branches have numbers
 * that the driver chooses. Branches of the same group are tried one after another, those of different groups in
 * parallel; the next of a group waits until the branches to which a 3xx was followed have ended too. After the effects
 * of a step with {@link Step#settle} the driver feeds {@link Event.Settled}: until then the application may add
 * branches, and no response is chosen. The driver runs the timers and feeds {@link Event.Expired}.
 */
public final class ResponseContext {

    /** In place of a branch: no parent, or all branches. */
    public static final int ALL = -1;

    /** The branch of a final response that the application made itself (in JSR 289, the virtual branch). */
    public static final int VIRTUAL = -2;

    /** The progress of a branch. */
    public sealed interface Progress {
        /** Not sent yet. */
        record Waiting() implements Progress {}

        /** Sent, no response yet. */
        record Calling() implements Progress {}

        /** A provisional response was received. */
        record Proceeding() implements Progress {}

        /**
         * A CANCEL was sent, the final response is to come.
         *
         * @param expired whether because of a timeout, so that the 487 to the CANCEL counts as 408
         */
        record Cancelled(boolean expired) implements Progress {}

        /**
         * Ended.
         *
         * @param candidate for the best response; null if the branch was never sent, or if its 3xx was followed
         *     completely
         */
        record Done(@Nullable SipResponse candidate) implements Progress {}
    }

    /**
     * One branch.
     *
     * @param id the number chosen by the driver, not negative
     * @param parent the branch whose 3xx was followed to this one, or {@link #ALL}
     * @param group see {@link ResponseContext}
     * @param target its Request-URI
     * @param recurse whether its 3xx is followed
     * @param progress how far it is
     */
    public record Branch(int id, int parent, int group, Uri target, boolean recurse, Progress progress) {

        /** Whether it was sent and its final response is to come. */
        public boolean isPending() {
            return switch (progress) {
                case Progress.Calling _, Progress.Proceeding _, Progress.Cancelled _ -> true;
                case Progress.Waiting _, Progress.Done _ -> false;
            };
        }

        boolean isDone() {
            return progress instanceof Progress.Done;
        }

        /** The response that may be the best; null if there is none. */
        public @Nullable SipResponse candidate() {
            return progress instanceof Progress.Done(var response) ? response : null;
        }

        /** Whether it ended with a 3xx that was not followed. */
        boolean isRedirected() {
            SipResponse response = candidate();
            return response != null && response.status() / 100 == 3;
        }

        Branch with(Progress now) {
            return new Branch(id, parent, group, target, recurse, now);
        }
    }

    /**
     * The whole context.
     *
     * @param branches in the order in which they were added
     * @param offered the branch with the best response while the application is shown it; else null
     * @param shown the branch whose final response the application is shown as an intermediate one; else null
     * @param answered whether a final response was sent upstream
     * @param decided whether a 2xx or 6xx was received, so that no branch may be started by a 3xx
     * @param cancelled whether the caller has cancelled
     */
    public record State(
            List<Branch> branches,
            @Nullable Branch offered,
            @Nullable Branch shown,
            boolean answered,
            boolean decided,
            boolean cancelled) {

        /** @throws IllegalArgumentException if there is no branch of that number */
        public Branch branch(int id) {
            for (Branch branch : branches) {
                if (branch.id() == id) {
                    return branch;
                }
            }
            throw new IllegalArgumentException("no branch " + id);
        }

        /** Whether a branch is waiting or pending. */
        public boolean isUnderWay() {
            for (Branch branch : branches) {
                if (!branch.isDone()) {
                    return true;
                }
            }
            return false;
        }
    }

    /** What can happen. */
    public sealed interface Event {
        /**
         * A branch was added; it is started when it is the first of its group that has not ended.
         *
         * @param branch its number
         * @param parent the branch whose 3xx is followed, or {@link #ALL}
         * @param group see {@link ResponseContext}
         * @param target its Request-URI
         * @param recurse whether its 3xx is followed
         */
        record Added(int branch, int parent, int group, Uri target, boolean recurse) implements Event {}

        /** A provisional response, including 100. */
        record Provisional(int branch, SipResponse response) implements Event {}

        /** A final response, each 2xx. */
        record Final(int branch, SipResponse response) implements Event {}

        /** There will be no final response: counts as 408 or 503. */
        record Failed(int branch, Failure failure) implements Event {}

        /**
         * Timer C or the proxy timeout of the application.
         *
         * @param branch or {@link #ALL}
         */
        record Expired(int branch) implements Event {}

        /** A CANCEL was received from upstream. */
        record CancelledByCaller() implements Event {}

        /**
         * The application cancels.
         *
         * @param branch with the branches to which its 3xx was followed, or {@link #ALL}
         */
        record CancelledByApplication(int branch) implements Event {}

        /** The application made a final response of its own. */
        record Answered(SipResponse response) implements Event {}

        /**
         * The effects of the last step were carried out, and the application has added the branches that it wanted to
         * add.
         */
        record Settled() implements Event {}
    }

    /** What is to be done. */
    public sealed interface Effect {
        /** Send the request of a branch. */
        record Start(int branch) implements Effect {}

        /**
         * Cancel a branch.
         *
         * @param cause the status that caused it, for Reason (RFC 3326), or 0
         */
        record CancelBranch(int branch, int cause) implements Effect {}

        /** Show a 101 to 199 or 2xx to the application, then send it upstream. */
        record Forward(int branch, SipResponse response) implements Effect {}

        /** Show the application a final response that is not, or not yet, the best. */
        record Intermediate(int branch, SipResponse response) implements Effect {}

        /** Add these as branches with that parent, best first. */
        record Recurse(int branch, List<Uri> contacts) implements Effect {}

        /**
         * Show the best response to the application; at {@link Event.Settled} it is sent unless branches were added.
         */
        record Best(int branch, SipResponse response) implements Effect {}

        /** Send upstream the response that was shown as the best, or that the application made. */
        record Answer(int branch, SipResponse response) implements Effect {}

        /** Send nothing upstream, instead of a 408 to a non-INVITE request (RFC 4320 §4.2). */
        record Silence() implements Effect {}
    }

    /**
     * The result of an event.
     *
     * @param state the new one
     * @param effects in order
     * @param settle whether the driver is to feed {@link Event.Settled} afterwards; what the application does while it
     *     is shown a response is fed at once, but settled only when the application has returned
     */
    public record Step(State state, List<Effect> effects, boolean settle) {}

    private final SipRequest request;
    private final boolean noCancel;
    private final boolean invite;
    private final FinalResponses finals;

    /**
     * For one request.
     *
     * @param request as received
     * @param toTag for responses made here
     * @param noCancel whether a 2xx does not cancel the other branches (RFC 3841 §9.1)
     */
    public ResponseContext(SipRequest request, String toTag, boolean noCancel) {
        this.request = request;
        this.noCancel = noCancel;
        this.invite = request.isInvite();
        this.finals = new FinalResponses(request, toTag, noCancel);
    }

    /** Without branches. */
    public State begin() {
        return new State(List.of(), null, null, false, false, false);
    }

    /**
     * The result of an event.
     *
     * @throws IllegalStateException if a branch is added after a final response was sent upstream
     * @throws IllegalArgumentException if there is no branch of that number
     */
    public Step on(State state, Event event) {
        var next = new StepBuilder(state);
        return switch (event) {
            case Event.Added added -> added(next, added);
            case Event.Provisional(int id, var response) -> provisional(next, id, response);
            case Event.Final(int id, var response) -> finals.received(next, id, response);
            case Event.Failed(int id, var failure) -> finals.failed(next, id, failure);
            case Event.Expired(int id) -> expired(next, id);
            case Event.CancelledByCaller _ -> cancelledByCaller(next);
            case Event.CancelledByApplication(int id) -> cancelledByApplication(next, id);
            case Event.Answered(var response) -> ownAnswer(next, response);
            case Event.Settled _ -> finals.settled(next);
        };
    }

    private Step added(StepBuilder next, Event.Added added) {
        if (next.answered) {
            throw new IllegalStateException("a final response has gone upstream");
        }
        Branch declined = next.offered;
        Branch seen = declined == null ? next.shown : declined;
        next.offered = null;
        // After the CANCEL of the caller a branch ends before it is sent, as if cancelled.
        next.branches.add(new Branch(
                added.branch(),
                added.parent(),
                added.group(),
                added.target(),
                added.recurse(),
                next.cancelled ? new Progress.Done(finals.made(487)) : new Progress.Waiting()));
        if (seen != null && seen.isRedirected()) {
            // §16.7 step 4: the application follows the 3xx itself, so that it is no candidate.
            next.put(next.branch(seen.id()).with(new Progress.Done(null)));
        } else if (declined != null) {
            // The application has seen this response and tries another target, so equal responses of others are better.
            next.moveToEnd(declined.id());
        }
        next.startTurns();
        return next.build(next.cancelled);
    }

    /** §16.7 step 5: all but 100 go upstream at once; for non-INVITE requests 100 is the only one (RFC 4320 §4.1). */
    private Step provisional(StepBuilder next, int id, SipResponse response) {
        Branch branch = next.branch(id);
        if (!branch.isPending()) {
            return next.build(false);
        }
        if (!(branch.progress() instanceof Progress.Cancelled)) {
            next.put(branch.with(new Progress.Proceeding()));
        }
        if (response.status() > 100 && invite && !next.answered) {
            next.effects.add(new Effect.Forward(id, response));
        }
        return next.build(false);
    }

    /** §16.8: a branch without any response has ended; one with a provisional is cancelled and may still have a 2xx. */
    private Step expired(StepBuilder next, int id) {
        if (id == ALL) {
            next.dropWaiting();
        }
        for (Branch branch : List.copyOf(next.branches)) {
            if (id != ALL && id != branch.id()) {
                continue;
            }
            switch (branch.progress()) {
                case Progress.Calling _ -> expire(next, branch, false);
                case Progress.Proceeding _ -> expire(next, branch, invite);
                case Progress.Waiting _, Progress.Cancelled _, Progress.Done _ -> {}
            }
        }
        if (next.answered) {
            return next.build(false);
        }
        return id != ALL && next.branch(id).isDone() ? finals.conclude(next, id) : next.build(true);
    }

    private void expire(StepBuilder next, Branch branch, boolean awaited) {
        next.put(branch.with(awaited ? new Progress.Cancelled(true) : new Progress.Done(finals.made(408))));
        if (invite) {
            next.effects.add(new Effect.CancelBranch(branch.id(), 0));
        }
    }

    /** §16.10. */
    private Step cancelledByCaller(StepBuilder next) {
        if (!invite || next.answered) {
            return next.build(false);
        }
        next.cancelled = true;
        next.dropWaiting();
        next.cancelAll(0, true);
        return next.build(true);
    }

    private Step cancelledByApplication(StepBuilder next, int id) {
        for (Branch branch : List.copyOf(next.branches)) {
            if (id == ALL || next.isWithin(branch, id)) {
                next.cancel(branch, 0, invite);
            }
        }
        return next.build(!next.answered);
    }

    private Step ownAnswer(StepBuilder next, SipResponse response) {
        if (next.answered) {
            return next.build(false);
        }
        // While the best response is shown no other is to come, so the response of the application replaces it.
        if (response.isSuccess() || response.status() >= 600 || next.offered != null) {
            next.effects.add(new Effect.Answer(VIRTUAL, response));
            next.answer();
            if (!noCancel || response.status() >= 600) {
                next.cancelAll(response.status(), invite);
            }
            return next.build(false);
        }
        next.branches.add(new Branch(VIRTUAL, ALL, VIRTUAL, request.uri(), false, new Progress.Done(response)));
        return next.build(true);
    }
}
