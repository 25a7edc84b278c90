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
import org.sipario.trace.calls.Cast;
import org.sipario.trace.calls.Said;

/**
 * On which line of his telephone an agent had each of his calls: one that began while another went on is on the next line, {@code
 * alice/2} in a ladder.
 */
final class PhoneLines {
    /** These stand beside calls: a test user agent has a place for each. */
    private static final Set<Method> BESIDE = Set.of(Method.REGISTER, Method.PUBLISH);

    private record Place(Agent agent, String callId) {}

    private record Span(Instant begin, Instant end) {
        boolean overlaps(Span other) {
            return !begin.isAfter(other.end) && !other.begin.isAfter(end);
        }
    }

    private final Cast cast;
    private final Map<Place, Integer> lines = new HashMap<>();

    PhoneLines(List<Said> messages, Cast cast) {
        this.cast = cast;
        Map<Place, Span> spans = new LinkedHashMap<>();
        for (Said said : messages) {
            if (!BESIDE.contains(said.method())) {
                Instant now = said.traced().time();
                spans.merge(place(said), new Span(now, now), (before, at) -> new Span(before.begin(), at.end()));
            }
        }
        Map<Agent, List<List<Span>>> taken = new HashMap<>();
        spans.forEach((place, span) ->
                lines.put(place, line(taken.computeIfAbsent(place.agent(), _ -> new ArrayList<>()), span)));
    }

    /** Takes the first line that is free all the while. */
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
    String name(Said said) {
        int line = lines.getOrDefault(place(said), 1);
        return cast.agent(said).name() + (line == 1 ? "" : "/" + line);
    }

    private Place place(Said said) {
        return new Place(cast.agent(said), said.message().callId());
    }
}
