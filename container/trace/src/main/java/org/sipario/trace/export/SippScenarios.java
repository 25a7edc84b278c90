package org.sipario.trace.export;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sipario.trace.calls.Agent;
import org.sipario.trace.calls.Participants;
import org.sipario.trace.calls.RecordedMessage;

/** Recorded calls as scenarios of SIPp: one for each agent and Call-ID, because to SIPp a call is a Call-ID. */
public final class SippScenarios {

    private SippScenarios() {}

    private record Part(Agent agent, String callId) {}

    /**
     * Writes them.
     *
     * @param messages well-formed ones of one or several Call-IDs, in order
     * @return the scenarios by the names of their files, in the order in which their calls began
     */
    public static Map<String, String> of(List<RecordedMessage> messages) {
        Participants participants = Participants.of(messages, Set.of());
        Map<Part, List<RecordedMessage>> parts = new LinkedHashMap<>();
        Set<Object> seen = new HashSet<>();
        for (RecordedMessage recorded : messages) {
            // SIPp sends retransmissions by itself and ignores received ones.
            if (seen.add(recorded.identity())) {
                Part part = new Part(
                        participants.agent(recorded), recorded.message().callId());
                parts.computeIfAbsent(part, _ -> new ArrayList<>()).add(recorded);
            }
        }
        Map<String, String> scenarios = new LinkedHashMap<>();
        parts.forEach((part, own) -> {
            String name = part.agent().name();
            String file = name + ".xml";
            for (int i = 2; scenarios.containsKey(file); i++) {
                file = name + "-" + i + ".xml";
            }
            scenarios.put(file, new SippScenario(part.agent(), own).xml(file));
        });
        return scenarios;
    }
}
