package org.sipario.core.proxy;

import java.util.List;
import java.util.Objects;
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

/** The end of a branch in a {@link ResponseContext}: RFC 3261 §16.7 steps 4 to 10. */
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

    Step received(StepBuilder next, int id, SipResponse response) {
        Branch branch = next.branch(id);
        if (response.isSuccess()) {
            return success(next, branch, response);
        }
        if (branch.isDone()) {
            return next.build(false);
        }
        // The 487 to a CANCEL that was sent for a timeout counts as the timeout, as the caller has not cancelled.
        boolean expired = response.status() == 487 && isExpired(branch);
        Branch done = branch.with(new Progress.Done(expired ? made(408) : response));
        next.put(done);
        if (next.answered) {
            return next.build(false);
        }
        if (response.status() >= 600) {
            next.decided = true;
            next.dropWaiting();
            next.cancelAll(response.status(), invite);
        }
        return recurse(next, done, response) ? next.build(true) : conclude(next, id);
    }

    /** Steps 5 and 10: every 2xx to an INVITE, the first one to other requests; pending branches are cancelled. */
    private Step success(StepBuilder next, Branch branch, SipResponse response) {
        boolean first = !next.answered;
        if (!branch.isDone()) {
            next.put(branch.with(new Progress.Done(response)));
        }
        if (first || invite) {
            next.effects.add(new Effect.Forward(branch.id(), response));
        }
        if (first) {
            next.answer();
            if (!noCancel) {
                next.cancelAll(200, invite);
            }
        }
        return next.build(false);
    }

    /** Step 4: follows a 3xx; contacts that cannot be followed stay in it, for the caller to try. */
    private boolean recurse(StepBuilder next, Branch branch, SipResponse response) {
        if (!branch.isRedirected() || !branch.recurse() || next.decided || next.cancelled) {
            return false;
        }
        try {
            List<NameAddr> contacts = response.headers().addresses(HeaderName.CONTACT);
            boolean secure = request.uri().scheme().equals("sips");
            var tried = next.branches.stream()
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
            next.put(branch.with(new Progress.Done(
                    rest.isEmpty() ? null : response.edit(edit -> edit.set(HeaderName.CONTACT, rest)))));
            next.effects.add(new Effect.Intermediate(branch.id(), response));
            next.effects.add(new Effect.Recurse(branch.id(), targets.uris()));
            return true;
        } catch (SyntaxException e) {
            return false;
        }
    }

    Step failed(StepBuilder next, int id, Failure failure) {
        Branch branch = next.branch(id);
        if (branch.isDone()) {
            return next.build(false);
        }
        int status = isExpired(branch)
                ? 408
                : switch (failure) {
                    case TIMEOUT -> next.cancelled ? 487 : 408;
                    case TRANSPORT -> 503;
                };
        next.put(branch.with(new Progress.Done(made(status))));
        return next.answered ? next.build(false) : conclude(next, id);
    }

    /** After the end of a branch: shows its response as the best, or else as an intermediate one. */
    Step conclude(StepBuilder next, int id) {
        if (!next.isUnderWay()) {
            var best = BestResponse.of(next.branches);
            if (best.isPresent() && best.get().id() == id) {
                return offer(next, best.get());
            }
        }
        Branch ended = next.branch(id);
        SipResponse response = ended.candidate();
        if (response != null) {
            next.shown = ended;
            next.effects.add(new Effect.Intermediate(id, response));
        }
        return next.build(true);
    }

    Step settled(StepBuilder next) {
        next.shown = null;
        Branch offered = next.offered;
        if (offered != null) {
            return answer(next, offered);
        }
        next.startTurns();
        if (next.answered || next.isUnderWay() || next.branches.isEmpty()) {
            return next.build(false);
        }
        return offer(
                next,
                // No candidate: all branches were cancelled before they were sent.
                BestResponse.of(next.branches)
                        .orElseGet(() -> next.branches.getLast().with(new Progress.Done(made(487)))));
    }

    private Step offer(StepBuilder next, Branch best) {
        if (best.id() == ResponseContext.VIRTUAL) {
            return answer(next, best);
        }
        next.offered = best;
        next.effects.add(new Effect.Best(best.id(), Objects.requireNonNull(best.candidate())));
        return next.build(true);
    }

    private Step answer(StepBuilder next, Branch best) {
        SipResponse response = Objects.requireNonNull(best.candidate());
        next.answer();
        boolean silent = response.status() == 408 && !invite;
        next.effects.add(silent ? new Effect.Silence() : new Effect.Answer(best.id(), response));
        return next.build(false);
    }

    SipResponse made(int status) {
        return SipResponse.to(request, status, null, toTag);
    }

    private static boolean isExpired(Branch branch) {
        return branch.progress() instanceof Progress.Cancelled(var expired) && expired;
    }
}
