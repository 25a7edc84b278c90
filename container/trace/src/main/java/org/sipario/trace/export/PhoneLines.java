package org.sipario.trace.export;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sipario.message.Method;
import org.sipario.trace.calls.Agent;
import org.sipario.trace.calls.Participants;
import org.sipario.trace.calls.RecordedMessage;

/**
 * The line on which an agent had each of its calls: a call that began during another one is on the next line,
 * {@code alice/2} in a ladder.
 */
final class PhoneLines {
    /** A test user agent has a line of its own for each of these. */
    private static final Set<Method> BESIDE = Set.of(Method.REGISTER, Method.PUBLISH);

    private record Place(Agent agent, String callId) {}

    private record Span(Instant begin, Instant end) {
        boolean overlaps(Span other) {
            return !begin.isAfter(other.end) && !other.begin.isAfter(end);
        }
    }

    private final Participants participants;
    private final Map<Place, Integer> lines = new HashMap<>();

    PhoneLines(List<RecordedMessage> messages, Participants participants) {
        this.participants = participants;
        Map<Place, Span> spans = new LinkedHashMap<>();
        for (RecordedMessage recorded : messages) {
            if (!BESIDE.contains(recorded.method())) {
                Instant now = recorded.traced().time();
                spans.merge(place(recorded), new Span(now, now), (before, at) -> new Span(before.begin(), at.end()));
            }
        }
        Map<Agent, List<List<Span>>> taken = new HashMap<>();
        spans.forEach((place, span) ->
                lines.put(place, line(taken.computeIfAbsent(place.agent(), _ -> new ArrayList<>()), span)));
    }

    /** Takes the first line that is free during the whole call. */
    private static int line(List<List<Span>> taken, Span span) {
        for (int i = 0; i < taken.size(); i++) {
            if (taken.get(i).stream().noneMatch(span::overlaps)) {
                taken.get(i).add(span);
                return i + 1;
            }
        }
        taken.add(new ArrayList<>(List.of(span)));
        return taken.size();
    }

    /** What the ladder calls the agent of a message. */
    String name(RecordedMessage recorded) {
        int line = lines.getOrDefault(place(recorded), 1);
        return participants.agent(recorded).name() + (line == 1 ? "" : "/" + line);
    }

    private Place place(RecordedMessage recorded) {
        return new Place(participants.agent(recorded), recorded.message().callId());
    }
}
