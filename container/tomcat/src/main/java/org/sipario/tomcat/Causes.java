package org.sipario.tomcat;

import java.util.Optional;

/** The chain of causes behind a failure, in which frameworks bury the one that an operator can act on. */
public final class Causes {
    private Causes() {}

    /** The first failure of a type in the chain, the outermost first. */
    public static <T extends Throwable> Optional<T> first(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }

    /** The innermost failure of the chain. */
    public static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
