package org.sipario.core.proxy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.core.proxy.ResponseContext.Branch;
import org.sipario.core.proxy.ResponseContext.Effect;
import org.sipario.core.proxy.ResponseContext.Progress;
import org.sipario.core.proxy.ResponseContext.State;
import org.sipario.core.proxy.ResponseContext.Step;

/** The work bench of one step of a {@link ResponseContext}: taken from the old state, read off as the new one. */
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

    Step step(boolean settle) {
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

    /** Puts a branch behind all others. */
    void last(int id) {
        branches.add(branches.remove(indexOf(id)));
    }

    boolean isUnderWay() {
        return Branch.isUnderWay(branches);
    }

    /** A final response goes upstream. */
    void win() {
        answered = true;
        decided = true;
        offered = null;
        dropWaiting();
    }

    /** Starts each waiting branch whose forerunners in its group are over. */
    void startTurns() {
        for (int i = 0; i < branches.size(); i++) {
            Branch branch = branches.get(i);
            if (branch.progress() == Progress.WAITING && isTurn(i)) {
                branches.set(i, branch.with(Progress.CALLING));
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

    /** One that is cancelled makes way already: its answer may be half a minute away. */
    private boolean isOver(Branch branch) {
        return (branch.progress() == Progress.DONE || branch.progress() == Progress.CANCELLED)
                && branches.stream().allMatch(child -> child.parent() != branch.id() || isOver(child));
    }

    /** Whether a branch is that one or grew out of it. */
    boolean isWithin(Branch branch, int id) {
        return branch.id() == id || (branch.parent() >= 0 && isWithin(branch(branch.parent()), id));
    }

    void dropWaiting() {
        branches.replaceAll(branch -> branch.progress() == Progress.WAITING
                ? branch.with(Progress.DONE).notCandidate()
                : branch);
    }

    void cancelAll(int cause, boolean invite) {
        for (Branch branch : List.copyOf(branches)) {
            cancel(branch, cause, invite);
        }
    }

    /** Only an INVITE can be cancelled (RFC 3261 §9.1): others run to their end. */
    void cancel(Branch branch, int cause, boolean invite) {
        switch (branch.progress()) {
            case WAITING -> put(branch.with(Progress.DONE).notCandidate());
            case CALLING, PROCEEDING -> {
                if (invite) {
                    put(branch.with(Progress.CANCELLED));
                    effects.add(new Effect.CancelBranch(branch.id(), cause));
                }
            }
            case CANCELLED, DONE -> {}
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
