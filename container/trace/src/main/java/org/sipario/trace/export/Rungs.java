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
import org.sipario.trace.calls.Cast;
import org.sipario.trace.calls.Said;

/**
 * The lines of a ladder, in the grammar of {@code org.sipario.testkit}: what every agent said and every agent heard, as far as it
 * is not what a test user agent and a server do by themselves.
 *
 * <p>Of the time only pauses remain. Retransmissions go; after a pause those of the server are lines that may come, for its timers
 * will have run in the test, too.
 */
final class Rungs {
    /** Shorter pauses are the machine's, not the people's: a little less than T1, which the first timers run. */
    private static final long PAUSE_MILLIS = 450;

    /** A timer is set to a round number, and fires a little late. */
    private static final long ROUND_MILLIS = 100;

    private static final long LATE_MILLIS = 40;

    private final Cast cast;
    private final String server;
    private final Details details;
    private final PhoneLines phoneLines;
    private final List<String> lines = new ArrayList<>();
    private final Map<Object, Moment> seen = new HashMap<>();
    /** The Call-IDs in which the next request is the last one again, with credentials: a test user agent knows what was in it. */
    private final Set<String> challenged = new HashSet<>();

    private final OpenRequests open = new OpenRequests();
    private Instant before = Instant.EPOCH;
    private Duration elapsed = Duration.ZERO;
    private final int width;

    /** When something was said: on the recorded clock, and on the test's. */
    private record Moment(Instant recorded, Duration elapsed) {}

    private Rungs(List<Said> messages, Cast cast, String server) {
        this.cast = cast;
        this.server = server;
        this.details = new Details(messages, cast);
        this.phoneLines = new PhoneLines(messages, cast);
        this.width = messages.stream()
                .mapToInt(said -> phoneLines.name(said).length())
                .reduce(server.length(), Math::max);
    }

    /**
     * Draws a ladder.
     *
     * @param server what to call the server
     */
    static List<String> draw(List<Said> messages, Cast cast, String server) {
        Rungs rungs = new Rungs(messages, cast, server);
        Instant begin = messages.getFirst().traced().time();
        rungs.before = begin;
        messages.forEach(said -> rungs.add(said, begin));
        return rungs.lines;
    }

    private void add(Said said, Instant begin) {
        Moment original = seen.get(said.identity());
        boolean again = original != null;
        if (original == null) {
            seen.put(said.identity(), new Moment(said.traced().time(), elapsed));
        }
        boolean paused = pause(said, original == null ? new Moment(begin, Duration.ZERO) : original, again);
        if (again && (said.isHeard() || !paused)) {
            return;
        }
        Agent agent = cast.agent(said);
        String name = phoneLines.name(said);
        String arrow = said.isHeard() ? arrow(name, server) : arrow(server, name);
        String words = arrow + "  " + said.what() + method(said, agent) + details.uri(said);
        boolean optional = again || said.status() == 100;
        lines.add(optional ? "[" + words.replaceAll(" +", " ") + "]" : words);
        boolean anew = said.isHeard()
                && said.isRequest()
                && challenged.remove(said.message().callId());
        if (!optional && !anew) {
            details.below(said).forEach(detail -> lines.add("    " + detail));
        }
        if (!again) {
            open.note(said, agent);
        }
        if (!said.isHeard() && (said.status() == 401 || said.status() == 407)) {
            challenged.add(said.message().callId());
        }
    }

    private String arrow(String from, String to) {
        return String.format("%-" + width + "s -> %-" + width + "s", from, to);
    }

    /** A response says to what, unless there is but one request that it can be to. */
    private String method(Said said, Agent agent) {
        return said.isRequest() || open.isPlain(said, agent) ? "" : " " + said.method();
    }

    /**
     * Lets time pass where it did. What the server said then it may have said because of a timer, which runs from the beginning, or
     * from when the same thing was said before: that must not come too early.
     */
    private boolean pause(Said said, Moment since, boolean again) {
        if (again && said.isHeard()) {
            return false;
        }
        Instant now = said.traced().time();
        long gap = Duration.between(before, now).toMillis();
        long due = Duration.between(since.recorded(), now)
                .minus(elapsed.minus(since.elapsed()))
                .toMillis();
        before = now;
        if ((again ? due : gap) < PAUSE_MILLIS) {
            return false;
        }
        long rounded = rounded(said.isHeard() ? gap : due, said.isHeard());
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
        // An agent may be a little early: what he did is not to be overtaken by a timer.
        return heard && millis - down < ROUND_MILLIS - LATE_MILLIS ? down : down + ROUND_MILLIS;
    }

    private static String text(long millis) {
        return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
    }

    /** The requests that wait for a final response, by who asked whom. */
    private static final class OpenRequests {
        private record Request(boolean heard, Agent agent, Method method) {}

        private final List<Request> open = new ArrayList<>();

        void note(Said said, Agent agent) {
            Request request = request(said, agent);
            if (said.isRequest() && !said.method().equals(Method.ACK)) {
                open.add(request);
            } else if (said.status() >= 200) {
                open.remove(request);
            }
        }

        /** Whether no other request of the same side is open. */
        boolean isPlain(Said said, Agent agent) {
            Request request = request(said, agent);
            return open.stream()
                    .filter(each ->
                            each.heard() == request.heard() && each.agent().equals(agent))
                    .allMatch(request::equals);
        }

        private static Request request(Said said, Agent agent) {
            boolean heard = said.isRequest() == said.isHeard();
            return new Request(heard, agent, said.method());
        }
    }
}
