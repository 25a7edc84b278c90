package org.sipario.core.proxy;

import java.util.List;
import org.sipario.core.proxy.ResponseContext.Branch;
import org.sipario.core.proxy.ResponseContext.Effect;
import org.sipario.core.proxy.ResponseContext.Progress;
import org.sipario.core.proxy.ResponseContext.Step;
import org.sipario.message.HeaderName;
import org.sipario.message.NameAddr;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SyntaxException;
import org.sipario.transaction.machine.Failure;

/** What the end of a branch leads to, in a {@link ResponseContext}: RFC 3261 §16.7 steps 4 to 10. */
final class FinalResponses {

    private final SipRequest request;
    private final String toTag;
    private final boolean noCancel;
    private final boolean invite;

    FinalResponses(SipRequest request, String toTag, boolean noCancel) {
        this.request = request;
        this.toTag = toTag;
        this.noCancel = noCancel;
        this.invite = request.isInvite();
    }

    Step received(StepBuilder fork, int id, SipResponse response) {
        Branch branch = fork.branch(id);
        if (response.isSuccess()) {
            return success(fork, branch, response);
        }
        if (branch.progress() == Progress.DONE) {
            return fork.step(false);
        }
        // The 487 to a CANCEL sent for a time-out means the time-out: the caller did not cancel.
        Branch done = branch.with(Progress.DONE);
        fork.put(response.status() == 487 && isExpired(branch) ? done : done.with(response));
        if (fork.answered) {
            return fork.step(false);
        }
        if (response.status() >= 600) {
            fork.decided = true;
            fork.dropWaiting();
            fork.cancelAll(response.status(), invite);
        }
        return recurse(fork, fork.branch(id)) ? fork.step(true) : conclude(fork, id);
    }

    /** Step 5 and 10: every 2xx to an INVITE, the first one to other requests; others pending are cancelled. */
    private Step success(StepBuilder fork, Branch branch, SipResponse response) {
        boolean first = !fork.answered;
        if (branch.progress() != Progress.DONE) {
            fork.put(branch.with(Progress.DONE).with(response));
        }
        if (first || invite) {
            fork.effects.add(new Effect.Forward(branch.id(), response));
        }
        if (first) {
            fork.win();
            if (!noCancel) {
                fork.cancelAll(200, invite);
            }
        }
        return fork.step(false);
    }

    /** Step 4: follows a 3xx; what can not be followed is left in it, for the caller to try. */
    private boolean recurse(StepBuilder fork, Branch branch) {
        SipResponse response = branch.response();
        if (response == null || !branch.isRedirected() || !branch.recurse() || fork.decided || fork.cancelled) {
            return false;
        }
        try {
            List<NameAddr> contacts = response.headers().addresses(HeaderName.CONTACT);
            boolean secure = request.uri().scheme().equals("sips");
            var tried = fork.branches.stream()
                    .map(each -> each.target().asRequestUri())
                    .toList();
            TargetSet targets = TargetSet.of(contacts).reachable(secure).without(tried);
            if (targets.isEmpty()) {
                return false;
            }
            List<String> rest = contacts.stream()
                    .filter(contact -> contact.uri() != null && !TargetSet.isReachable(contact.uri(), secure))
                    .map(NameAddr::toString)
                    .toList();
            fork.put(
                    rest.isEmpty()
                            ? branch.notCandidate()
                            : branch.with(response.edit(edit -> edit.set(HeaderName.CONTACT, rest))));
            fork.effects.add(new Effect.Intermediate(branch.id(), response));
            fork.effects.add(new Effect.Recurse(branch.id(), targets.uris()));
            return true;
        } catch (SyntaxException e) {
            return false;
        }
    }

    Step failed(StepBuilder fork, int id, Failure failure) {
        Branch branch = fork.branch(id);
        if (branch.progress() == Progress.DONE) {
            return fork.step(false);
        }
        if (!isExpired(branch)) {
            branch = branch.with(made(
                    switch (failure) {
                        case TIMEOUT -> fork.cancelled ? 487 : 408;
                        case TRANSPORT -> 503;
                    }));
        }
        fork.put(branch.with(Progress.DONE));
        return fork.answered ? fork.step(false) : conclude(fork, id);
    }

    /** A branch came to its end: its response is shown as the best, or else as an intermediate one. */
    Step conclude(StepBuilder fork, int id) {
        if (!fork.isUnderWay()) {
            var best = BestResponse.of(fork.branches);
            if (best.isPresent() && best.get().id() == id) {
                return offer(fork, best.get());
            }
        }
        Branch ended = fork.branch(id);
        if (ended.response() != null) {
            fork.shown = ended;
            fork.effects.add(new Effect.Intermediate(id, ended.response()));
        }
        return fork.step(true);
    }

    Step settled(StepBuilder fork) {
        fork.shown = null;
        Branch offered = fork.offered;
        if (offered != null) {
            return answer(fork, offered);
        }
        fork.startTurns();
        if (fork.answered || fork.isUnderWay() || fork.branches.isEmpty()) {
            return fork.step(false);
        }
        return offer(
                fork,
                // All were cancelled before they were sent.
                BestResponse.of(fork.branches)
                        .orElseGet(() -> fork.branches.getLast().with(made(487))));
    }

    private Step offer(StepBuilder fork, Branch best) {
        if (best.id() == ResponseContext.VIRTUAL) {
            return answer(fork, best);
        }
        fork.offered = best;
        fork.effects.add(new Effect.Best(best.id(), responseOf(best)));
        return fork.step(true);
    }

    private Step answer(StepBuilder fork, Branch best) {
        SipResponse response = responseOf(best);
        fork.win();
        boolean silent = response.status() == 408 && !invite;
        fork.effects.add(silent ? new Effect.Silence() : new Effect.Answer(best.id(), response));
        return fork.step(false);
    }

    SipResponse made(int status) {
        return SipResponse.to(request, status, null, toTag);
    }

    /** Whether it is cancelled because its time ran out: then it has the 408 already. */
    private static boolean isExpired(Branch branch) {
        SipResponse last = branch.response();
        return branch.progress() == Progress.CANCELLED && last != null && last.isFinal();
    }

    private static SipResponse responseOf(Branch branch) {
        SipResponse response = branch.response();
        if (response == null) {
            throw new IllegalStateException("branch " + branch.id() + " has no response");
        }
        return response;
    }
}
