package org.sipario.core.proxy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.Uri;
import org.sipario.transaction.machine.Failure;

/**
 * A proxy's view of one forked request and what comes back: RFC 3261 §16.7 as amended by RFC 4320 and RFC 6026.
 *
 * <p>All responses are taken and given without the topmost Via that is ours ({@link Forwarding#upstream}). BranchParameters are known
 * by numbers that the driver chooses. BranchParameters of the same group are tried one after another, those of different groups at
 * once; a branch is over when the branches that its 3xx led to are over. After the effects of a step with {@link Step#settle}
 * are carried out the driver feeds {@link Event.Settled}: until then the application may add branches, and nothing is
 * concluded. Timers are the driver's: it feeds {@link Event.Expired}.
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
        /** Final response, or none to come. */
        DONE
    }

    /**
     * One branch.
     *
     * @param id the driver's number, not negative
     * @param parent the branch whose 3xx led here, or {@link #ALL}
     * @param group see above
     * @param target its Request-URI
     * @param recurse whether its 3xx is followed
     * @param progress how far it is
     * @param response the last one, made here where none came; null where there is none
     * @param candidate whether its response may be the best: not so for a followed 3xx and a branch never sent
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

        /** Whether a 3xx has ended it. */
        boolean isRedirected() {
            return response != null && response.status() / 100 == 3;
        }

        /** Whether any of them waits or is pending. */
        static boolean isUnderWay(List<Branch> branches) {
            for (Branch branch : branches) {
                if (branch.progress != Progress.DONE) {
                    return true;
                }
            }
            return false;
        }

        Branch with(Progress now) {
            return new Branch(id, parent, group, target, recurse, now, response, candidate);
        }

        Branch with(SipResponse last) {
            return new Branch(id, parent, group, target, recurse, progress, last, candidate);
        }

        Branch notCandidate() {
            return new Branch(id, parent, group, target, recurse, progress, response, false);
        }
    }

    /**
     * The whole.
     *
     * @param branches in order of appearance
     * @param offered the best response while the application looks at it; else null
     * @param shown the branch whose final response the application looks at as an intermediate one; else null
     * @param answered whether a final response has gone upstream
     * @param decided whether a 2xx or 6xx came, so that no branch is started by itself any more
     * @param cancelled whether the caller gave up
     */
    public record State(
            List<Branch> branches,
            @Nullable Branch offered,
            @Nullable Branch shown,
            boolean answered,
            boolean decided,
            boolean cancelled) {

        /**
         * @throws IllegalArgumentException if there is none of that number
         */
        public Branch branch(int id) {
            for (Branch branch : branches) {
                if (branch.id() == id) {
                    return branch;
                }
            }
            throw new IllegalArgumentException("no branch " + id);
        }

        /** Whether a branch waits or is pending. */
        public boolean isUnderWay() {
            return Branch.isUnderWay(branches);
        }
    }

    /** What happens. */
    public sealed interface Event {
        /**
         * A branch more; it is started when its turn comes, at once in a group of its own.
         *
         * @param branch its number
         * @param parent the branch whose 3xx led here, or {@link #ALL}
         * @param group see {@link ResponseContext}
         * @param target its Request-URI
         * @param recurse whether its 3xx is followed
         */
        record Added(int branch, int parent, int group, Uri target, boolean recurse) implements Event {}

        /** A provisional response; 100 too. */
        record Provisional(int branch, SipResponse response) implements Event {}

        /** A final response, each 2xx. */
        record Final(int branch, SipResponse response) implements Event {}

        /** None will come: counts as 408 or 503. */
        record Failed(int branch, Failure failure) implements Event {}

        /**
         * Timer C or the application's proxy timeout.
         *
         * @param branch or {@link #ALL}
         */
        record Expired(int branch) implements Event {}

        /** A CANCEL came from upstream. */
        record CancelledByCaller() implements Event {}

        /**
         * The application gives up.
         *
         * @param branch with its children, or {@link #ALL}
         */
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

        /**
         * Cancel it.
         *
         * @param cause the status that made it needless, for Reason (RFC 3326), or 0
         */
        record CancelBranch(int branch, int cause) implements Effect {}

        /** Show a 101 to 199 or 2xx to the application, then send it upstream. */
        record Forward(int branch, SipResponse response) implements Effect {}

        /** Tell the application of a final response that is not (yet) the best. */
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

    /**
     * A new state and what to do, in order.
     *
     * @param state the new one
     * @param effects in order
     * @param settle whether the driver is to feed {@link Event.Settled} afterwards; what the application does while it is
     *     shown a response is fed at once, but settled only when the application has returned
     */
    public record Step(State state, List<Effect> effects, boolean settle) {}

    private final SipRequest request;
    private final boolean noCancel;
    private final boolean invite;
    private final FinalResponses finals;

    /**
     * @param request as received
     * @param toTag for responses made here
     * @param noCancel whether a 2xx leaves the other branches alone (RFC 3841 §9.1)
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
     * What an event leads to.
     *
     * @throws IllegalStateException if a branch is added after a final response went upstream
     * @throws IllegalArgumentException if a branch is not known
     */
    public Step on(State state, Event event) {
        var fork = new StepBuilder(state);
        return switch (event) {
            case Event.Added added -> added(fork, added);
            case Event.Provisional(int id, var response) -> provisional(fork, id, response);
            case Event.Final(int id, var response) -> finals.received(fork, id, response);
            case Event.Failed(int id, var failure) -> finals.failed(fork, id, failure);
            case Event.Expired(int id) -> expired(fork, id);
            case Event.CancelledByCaller _ -> cancelledByCaller(fork);
            case Event.CancelledByApplication(int id) -> cancelledByApplication(fork, id);
            case Event.Answered(var response) -> ownAnswer(fork, response);
            case Event.Settled _ -> finals.settled(fork);
        };
    }

    private Step added(StepBuilder fork, Event.Added added) {
        if (fork.answered) {
            throw new IllegalStateException("a final response has gone upstream");
        }
        Branch passedOver = fork.offered;
        Branch seen = passedOver == null ? fork.shown : passedOver;
        fork.offered = null;
        // After the caller's CANCEL nothing rings any more: the branch ends as if cancelled.
        Progress progress = fork.cancelled ? Progress.DONE : Progress.WAITING;
        fork.branches.add(new Branch(
                added.branch(),
                added.parent(),
                added.group(),
                added.target(),
                added.recurse(),
                progress,
                fork.cancelled ? finals.made(487) : null,
                true));
        if (seen != null && seen.isRedirected()) {
            // The application follows the 3xx itself: it is spent, as one that is followed here (§16.7 step 4).
            fork.put(fork.branch(seen.id()).notCandidate());
        } else if (passedOver != null) {
            // The application has seen it and tries elsewhere: among equals what comes of that is the better news.
            fork.last(passedOver.id());
        }
        fork.startTurns();
        return fork.step(fork.cancelled);
    }

    /** Step 5: all but 100 go upstream at once; to other requests than INVITE 100 is the only one (RFC 4320 §4.1). */
    private Step provisional(StepBuilder fork, int id, SipResponse response) {
        Branch branch = fork.branch(id);
        if (!branch.isPending()) {
            return fork.step(false);
        }
        if (branch.progress() != Progress.CANCELLED) {
            fork.put(branch.with(Progress.PROCEEDING).with(response));
        }
        if (response.status() > 100 && invite && !fork.answered) {
            fork.effects.add(new Effect.Forward(id, response));
        }
        return fork.step(false);
    }

    /** §16.8. A branch that never answered is over; one that did is cancelled, and its last word awaited: it may be a 2xx. */
    private Step expired(StepBuilder fork, int id) {
        if (id == ALL) {
            fork.dropWaiting();
        }
        SipResponse timeout = finals.made(408);
        for (Branch branch : List.copyOf(fork.branches)) {
            if ((id == ALL || id == branch.id()) && branch.isPending() && branch.progress() != Progress.CANCELLED) {
                boolean awaited = invite && branch.progress() == Progress.PROCEEDING;
                fork.put(branch.with(awaited ? Progress.CANCELLED : Progress.DONE)
                        .with(timeout));
                if (invite) {
                    fork.effects.add(new Effect.CancelBranch(branch.id(), 0));
                }
            }
        }
        if (fork.answered) {
            return fork.step(false);
        }
        return id != ALL && fork.branch(id).progress() == Progress.DONE ? finals.conclude(fork, id) : fork.step(true);
    }

    /** §16.10. */
    private Step cancelledByCaller(StepBuilder fork) {
        if (!invite || fork.answered) {
            return fork.step(false);
        }
        fork.cancelled = true;
        fork.dropWaiting();
        fork.cancelAll(0, true);
        return fork.step(true);
    }

    private Step cancelledByApplication(StepBuilder fork, int id) {
        for (Branch branch : List.copyOf(fork.branches)) {
            if (id == ALL || fork.isWithin(branch, id)) {
                fork.cancel(branch, 0, invite);
            }
        }
        return fork.step(!fork.answered);
    }

    private Step ownAnswer(StepBuilder fork, SipResponse response) {
        if (fork.answered) {
            return fork.step(false);
        }
        // While the best is shown nothing else is to come: the application's word replaces it.
        if (response.isSuccess() || response.status() >= 600 || fork.offered != null) {
            fork.effects.add(new Effect.Answer(VIRTUAL, response));
            fork.win();
            if (!noCancel || response.status() >= 600) {
                fork.cancelAll(response.status(), invite);
            }
            return fork.step(false);
        }
        fork.branches.add(new Branch(VIRTUAL, ALL, VIRTUAL, request.uri(), false, Progress.DONE, response, true));
        return fork.step(true);
    }
}
