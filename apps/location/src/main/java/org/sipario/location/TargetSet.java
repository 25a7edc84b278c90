package org.sipario.location;

import jakarta.servlet.sip.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where one request may still go: RFC 3261 §16.5. Targets of one q are tried together, those of a lower q after them, and
 * none twice, so that phones that redirect to each other come to an end.
 */
public final class TargetSet {

    /** To how many targets one request is sent at most, however many contacts and redirections there are. */
    public static final int MOST_TARGETS = 30;

    private final Deque<List<Target>> rounds = new ArrayDeque<>();
    private final Set<URI> tried = new HashSet<>();

    /**
     * Begins with the targets that the location service found.
     *
     * @param targets best first
     */
    public TargetSet(List<Target> targets) {
        rounds.addAll(byPreference(targets));
    }

    private static List<List<Target>> byPreference(List<Target> targets) {
        List<List<Target>> rounds = new ArrayList<>();
        double q = Double.NaN;
        for (Target target : targets) {
            if (target.q() != q) {
                rounds.add(new ArrayList<>());
                q = target.q();
            }
            rounds.getLast().add(target);
        }
        return rounds;
    }

    /**
     * Takes the targets whose turn it is. They count as tried from now on.
     *
     * @return those of the highest q that is left; empty if all were tried
     */
    public List<Target> next() {
        List<Target> turn = new ArrayList<>();
        while (turn.isEmpty() && !rounds.isEmpty()) {
            for (Target target : rounds.removeFirst()) {
                if (tried.size() < MOST_TARGETS && tried.add(target.uri())) {
                    turn.add(target);
                }
            }
        }
        return turn;
    }

    /**
     * Takes all that is left, without regard to q.
     *
     * @return the targets that were not tried yet, which count as tried from now on
     */
    public List<Target> rest() {
        List<Target> all = new ArrayList<>();
        for (List<Target> turn = next(); !turn.isEmpty(); turn = next()) {
            all.addAll(turn);
        }
        return all;
    }

    /**
     * Puts the targets of a redirection before all others (RFC 3261 §16.7 step 4).
     *
     * @param targets best first
     * @return whether one of them was not tried before
     */
    public boolean redirect(List<Target> targets) {
        List<Target> fresh =
                targets.stream().filter(target -> !tried.contains(target.uri())).toList();
        byPreference(fresh).reversed().forEach(rounds::addFirst);
        return !fresh.isEmpty() && tried.size() < MOST_TARGETS;
    }

    /** {@return whether targets of a lower q wait} */
    public boolean hasNext() {
        return tried.size() < MOST_TARGETS
                && rounds.stream().flatMap(List::stream).anyMatch(target -> !tried.contains(target.uri()));
    }

    /** Ends the search: the caller has given up, or one of the targets has answered for all. */
    public void clear() {
        rounds.clear();
    }
}
