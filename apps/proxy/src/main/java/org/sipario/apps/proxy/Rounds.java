package org.sipario.apps.proxy;

import java.util.ArrayList;
import java.util.List;
import org.sipario.location.Target;

/** In which order the targets of a fork are tried: those of one q at once, and lower ones when all of them failed. */
final class Rounds {

    private Rounds() {}

    /**
     * Sorts targets into rounds.
     *
     * @param targets best first
     * @return the rounds, the first one first, none of them empty
     */
    static List<List<Target>> of(List<Target> targets) {
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
}
