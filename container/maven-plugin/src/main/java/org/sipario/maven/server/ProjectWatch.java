package org.sipario.maven.server;

import java.nio.file.Path;
import java.util.List;

/**
 * Tells when the files of a project have changed and are whole again. A change counts when two looks one after another see the
 * same, so that a compiler is not disturbed in the middle of its work; and not while all classes are gone, which is how
 * {@code mvn compile} begins.
 */
final class ProjectWatch {
    private final List<Path> roots;
    private Snapshot taken;
    private Snapshot seen;

    ProjectWatch(List<Path> roots) {
        this.roots = List.copyOf(roots);
        taken = Snapshot.of(roots);
        seen = taken;
    }

    /** The files that have changed since they were last told of, once they have settled; empty when there is nothing to do. */
    List<Path> look() {
        Snapshot now = Snapshot.of(roots);
        boolean settled = now.equals(seen);
        seen = now;
        if (!settled || now.equals(taken) || (taken.hasClasses() && !now.hasClasses())) {
            return List.of();
        }
        List<Path> changed = now.changedSince(taken);
        taken = now;
        return changed;
    }
}
