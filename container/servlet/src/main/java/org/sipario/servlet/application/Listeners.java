package org.sipario.servlet.application;

import java.util.ArrayList;
import java.util.EventListener;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The listeners of an application in the order of their declaration (JSR 289, Listeners and Events). */
public final class Listeners {

    private static final System.Logger LOG = System.getLogger(Listeners.class.getName());

    private final List<EventListener> all = new ArrayList<>();

    void add(EventListener listener) {
        all.add(listener);
    }

    /** Tells every listener of a kind. One that throws is logged and does not stop the others (LSN-6). */
    public <L> void tell(Class<L> kind, Consumer<L> event) {
        for (EventListener listener : all) {
            if (kind.isInstance(listener)) {
                tellOne(kind.cast(listener), event);
            }
        }
    }

    /** Tells every listener of a kind, last declared first: for ends (LSN-4). */
    public <L> void tellInReverse(Class<L> kind, Consumer<L> event) {
        for (EventListener listener : all.reversed()) {
            if (kind.isInstance(listener)) {
                tellOne(kind.cast(listener), event);
            }
        }
    }

    /** Tells one object that may not even be declared, such as an attribute that wants to hear of its binding. */
    public static <L> void tellOne(L listener, Consumer<L> event) {
        try {
            event.accept(listener);
        } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError failure) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Listener " + listener.getClass().getName() + " failed; the others are told all the same",
                    failure);
        }
    }

    /** Whether there is one of that kind. */
    public boolean has(Class<?> kind) {
        for (EventListener listener : all) {
            if (kind.isInstance(listener)) {
                return true;
            }
        }
        return false;
    }

    /** The first of a kind, or null. */
    public <L> @Nullable L first(Class<L> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElse(null);
    }
}
