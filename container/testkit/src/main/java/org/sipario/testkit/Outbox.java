package org.sipario.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.testkit.Network.Spoken;

/**
 * What the server has said and no rung has taken. Filled by threads of the server or of sockets, emptied by the test's.
 */
final class Outbox {

    private final List<Spoken> spoken = new ArrayList<>();
    private final Deque<String> faults = new ArrayDeque<>();

    synchronized void add(String listener, byte[] message) {
        try {
            spoken.add(new Spoken(listener, TextMessage.parse(message)));
        } catch (IllegalArgumentException nonsense) {
            faults.add("the server says what is no message: " + nonsense.getMessage());
        }
        notifyAll();
    }

    /** A failure of another thread, to be thrown on the thread of the test. */
    synchronized void fault(String what) {
        faults.add(what);
        notifyAll();
    }

    /** @throws AssertionError if there is a fault */
    synchronized void check() {
        String fault = faults.poll();
        if (fault != null) {
            throw new AssertionError(fault);
        }
    }

    /** @param listener the receiver's name; null for any */
    synchronized @Nullable Spoken first(@Nullable String listener) {
        for (Spoken each : spoken) {
            if (listener == null || each.listener().equals(listener)) {
                return each;
            }
        }
        return null;
    }

    synchronized void take(Spoken taken) {
        spoken.remove(taken);
    }

    /** Waits for the first one; null if none comes within so many nanoseconds. */
    synchronized @Nullable Spoken await(@Nullable String listener, long nanos) {
        long deadline = System.nanoTime() + nanos;
        while (true) {
            check();
            Spoken first = first(listener);
            long millis = (deadline - System.nanoTime() + 999_999) / 1_000_000;
            if (first != null || millis <= 0) {
                return first;
            }
            try {
                wait(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while the server was expected to say something", e);
            }
        }
    }
}
