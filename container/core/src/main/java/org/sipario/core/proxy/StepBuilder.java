package org.sipario.core.proxy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.core.proxy.ResponseContext.Branch;
import org.sipario.core.proxy.ResponseContext.Effect;
import org.sipario.core.proxy.ResponseContext.Progress;
import org.sipario.core.proxy.ResponseContext.State;
import org.sipario.core.proxy.ResponseContext.Step;

/** Builds one step of a {@link ResponseContext}: begins with the old state, ends with the new one and the effects. */
final class StepBuilder {

    final List<Branch> branches;
    final List<Effect> effects = new ArrayList<>();
    boolean answered;
    boolean decided;
    boolean cancelled;

    @Nullable
    Branch offered;

    @Nullable
    Branch shown;

    StepBuilder(State state) {
        branches = new ArrayList<>(state.branches());
        offered = state.offered();
        shown = state.shown();
        answered = state.answered();
        decided = state.decided();
        cancelled = state.cancelled();
    }

    Step build(boolean settle) {
        return new Step(
                new State(List.copyOf(branches), offered, shown, answered, decided, cancelled),
                List.copyOf(effects),
                settle);
    }

    Branch branch(int id) {
        return branches.get(indexOf(id));
    }

    void put(Branch branch) {
        branches.set(indexOf(branch.id()), branch);
    }

    void moveToEnd(int id) {
        branches.add(branches.remove(indexOf(id)));
    }

    boolean isUnderWay() {
        return branches.stream().anyMatch(branch -> !branch.isDone());
    }

    /** A final response is sent upstream: no other branch is started. */
    void answer() {
        answered = true;
        decided = true;
        offered = null;
        dropWaiting();
    }

    /** Starts each waiting branch if those before it in its group are over. */
    void startTurns() {
        for (int i = 0; i < branches.size(); i++) {
            Branch branch = branches.get(i);
            if (branch.progress() instanceof Progress.Waiting && isTurn(i)) {
                branches.set(i, branch.with(new Progress.Calling()));
                effects.add(new Effect.Start(branch.id()));
            }
        }
    }

    private boolean isTurn(int index) {
        int group = branches.get(index).group();
        for (Branch before : branches.subList(0, index)) {
            if (before.group() == group && !isOver(before)) {
                return false;
            }
        }
        return true;
    }

    /** A cancelled branch does not hold up the next one: its final response may take half a minute. */
    private boolean isOver(Branch branch) {
        boolean over = switch (branch.progress()) {
            case Progress.Done _, Progress.Cancelled _ -> true;
            case Progress.Waiting _, Progress.Calling _, Progress.Proceeding _ -> false;
        };
        return over && branches.stream().allMatch(child -> child.parent() != branch.id() || isOver(child));
    }

    /** Whether a branch has that number, or is one to which a 3xx of that branch was followed. */
    boolean isWithin(Branch branch, int id) {
        return branch.id() == id || (branch.parent() >= 0 && isWithin(branch(branch.parent()), id));
    }

    void dropWaiting() {
        branches.replaceAll(branch ->
                branch.progress() instanceof Progress.Waiting ? branch.with(new Progress.Done(null)) : branch);
    }

    void cancelAll(int cause, boolean invite) {
        for (Branch branch : List.copyOf(branches)) {
            cancel(branch, cause, invite);
        }
    }

    /** Only an INVITE can be cancelled (RFC 3261 §9.1); other requests await their final response. */
    void cancel(Branch branch, int cause, boolean invite) {
        switch (branch.progress()) {
            case Progress.Waiting _ -> put(branch.with(new Progress.Done(null)));
            case Progress.Calling _, Progress.Proceeding _ -> {
                if (invite) {
                    put(branch.with(new Progress.Cancelled(false)));
                    effects.add(new Effect.CancelBranch(branch.id(), cause));
                }
            }
            case Progress.Cancelled _, Progress.Done _ -> {}
        }
    }

    private int indexOf(int id) {
        for (int i = 0; i < branches.size(); i++) {
            if (branches.get(i).id() == id) {
                return i;
            }
        }
        throw new IllegalArgumentException("no branch " + id);
    }
}
