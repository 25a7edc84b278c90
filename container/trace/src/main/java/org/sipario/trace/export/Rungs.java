package org.sipario.trace.export;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sipario.message.Method;
import org.sipario.trace.calls.Agent;
import org.sipario.trace.calls.Participants;
import org.sipario.trace.calls.RecordedMessage;

/**
 * The lines of a ladder, in the grammar of {@code org.sipario.testkit}: what every agent said and every agent heard, as
 * far as it is not what a test user agent and a server do by themselves.
 *
 * <p>Of the time only pauses remain. Retransmissions go; after a pause those of the server are lines that may come, for
 * its timers will have run in the test, too.
 */
final class Rungs {
    /** Shorter pauses are processing time: a little less than T1, the shortest timer. */
    private static final long PAUSE_MILLIS = 450;

    /** A timer is set to a round number, and fires a little late. */
    private static final long ROUND_MILLIS = 100;

    private static final long LATE_MILLIS = 40;

    private final Participants participants;
    private final String server;
    private final Details details;
    private final PhoneLines phoneLines;
    private final List<String> lines = new ArrayList<>();
    private final Map<Object, Moment> seen = new HashMap<>();
    /**
     * The Call-IDs in which the next request is the last one again, with credentials: a test user agent knows what was
     * in it.
     */
    private final Set<String> challenged = new HashSet<>();

    private final OpenRequests open = new OpenRequests();
    private Instant before = Instant.EPOCH;
    private Duration elapsed = Duration.ZERO;
    private final int width;

    /** When a message went: on the recorded clock, and on the test's. */
    private record Moment(Instant recorded, Duration elapsed) {}

    private Rungs(List<RecordedMessage> messages, Participants participants, String server) {
        this.participants = participants;
        this.server = server;
        this.details = new Details(messages, participants);
        this.phoneLines = new PhoneLines(messages, participants);
        this.width = messages.stream()
                .mapToInt(recorded -> phoneLines.name(recorded).length())
                .reduce(server.length(), Math::max);
    }

    /**
     * Draws a ladder.
     *
     * @param server what to call the server
     */
    static List<String> draw(List<RecordedMessage> messages, Participants participants, String server) {
        Rungs rungs = new Rungs(messages, participants, server);
        Instant begin = messages.getFirst().traced().time();
        rungs.before = begin;
        messages.forEach(recorded -> rungs.add(recorded, begin));
        return rungs.lines;
    }

    private void add(RecordedMessage recorded, Instant begin) {
        Moment original = seen.get(recorded.identity());
        boolean again = original != null;
        if (original == null) {
            seen.put(recorded.identity(), new Moment(recorded.traced().time(), elapsed));
        }
        boolean paused = pause(recorded, original == null ? new Moment(begin, Duration.ZERO) : original, again);
        if (again && (recorded.isHeard() || !paused)) {
            return;
        }
        Agent agent = participants.agent(recorded);
        String name = phoneLines.name(recorded);
        String arrow = recorded.isHeard() ? arrow(name, server) : arrow(server, name);
        String words = arrow + "  " + recorded.what() + method(recorded, agent) + details.uri(recorded);
        boolean optional = again || recorded.status() == 100;
        lines.add(optional ? "[" + words.replaceAll(" +", " ") + "]" : words);
        boolean anew = recorded.isHeard()
                && recorded.isRequest()
                && challenged.remove(recorded.message().callId());
        if (!optional && !anew) {
            details.below(recorded).forEach(detail -> lines.add("    " + detail));
        }
        if (!again) {
            open.note(recorded, agent);
        }
        if (!recorded.isHeard() && (recorded.status() == 401 || recorded.status() == 407)) {
            challenged.add(recorded.message().callId());
        }
    }

    private String arrow(String from, String to) {
        return String.format("%-" + width + "s -> %-" + width + "s", from, to);
    }

    /** A response names its method, unless only one request is open. */
    private String method(RecordedMessage recorded, Agent agent) {
        return recorded.isRequest() || open.isPlain(recorded, agent) ? "" : " " + recorded.method();
    }

    /**
     * Lets time pass where it did. What the server said then it may have said because of a timer, which runs from the
     * beginning, or from when the same thing was said before: that must not come too early.
     */
    private boolean pause(RecordedMessage recorded, Moment since, boolean again) {
        if (again && recorded.isHeard()) {
            return false;
        }
        Instant now = recorded.traced().time();
        long gap = Duration.between(before, now).toMillis();
        long due = Duration.between(since.recorded(), now)
                .minus(elapsed.minus(since.elapsed()))
                .toMillis();
        before = now;
        if ((again ? due : gap) < PAUSE_MILLIS) {
            return false;
        }
        long rounded = rounded(recorded.isHeard() ? gap : due, recorded.isHeard());
        if (rounded > 0) {
            lines.add("after " + text(rounded));
            elapsed = elapsed.plusMillis(rounded);
        }
        return true;
    }

    private static long rounded(long millis, boolean heard) {
        long down = millis / ROUND_MILLIS * ROUND_MILLIS;
        boolean near = millis - down <= LATE_MILLIS;
        if (near) {
            return down;
        }
        // An agent's message may be a little early, so that no timer overtakes it.
        return heard && millis - down < ROUND_MILLIS - LATE_MILLIS ? down : down + ROUND_MILLIS;
    }

    private static String text(long millis) {
        return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
    }

    /** The requests that wait for a final response, by sender and receiver. */
    private static final class OpenRequests {
        private record Request(boolean heard, Agent agent, Method method) {}

        private final List<Request> open = new ArrayList<>();

        void note(RecordedMessage recorded, Agent agent) {
            Request request = request(recorded, agent);
            if (recorded.isRequest() && !recorded.method().equals(Method.ACK)) {
                open.add(request);
            } else if (recorded.status() >= 200) {
                open.remove(request);
            }
        }

        /** Whether no other request of the same side is open. */
        boolean isPlain(RecordedMessage recorded, Agent agent) {
            Request request = request(recorded, agent);
            return open.stream()
                    .filter(each ->
                            each.heard() == request.heard() && each.agent().equals(agent))
                    .allMatch(request::equals);
        }

        private static Request request(RecordedMessage recorded, Agent agent) {
            boolean heard = recorded.isRequest() == recorded.isHeard();
            return new Request(heard, agent, recorded.method());
        }
    }
}
