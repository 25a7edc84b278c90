package org.sipario.trace.export;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderName;
import org.sipario.message.Method;
import org.sipario.trace.calls.Said;

/**
 * What a scenario must remember of messages that it received. SIPp itself knows only the last one: an INVITE that is answered
 * after a CANCEL came is forgotten, and so is who called when the callee hangs up.
 */
final class SippVariables {
    private final Map<Said, Map<String, String>> byMessage = new IdentityHashMap<>();
    private final TreeSet<String> names = new TreeSet<>();
    private int used;

    SippVariables(List<Said> own) {
        for (int i = 0; i < own.size(); i++) {
            Said said = own.get(i);
            if (!said.isHeard()) {
                continue;
            }
            Said first = own.getFirst();
            if (!said.isRequest()) {
                Said request = requestOf(own, i);
                if (request != null && request != lastReceived(own, i)) {
                    remember(request, "Via:", "CSeq:");
                    if (request.message().headers().has(HeaderName.RECORD_ROUTE)) {
                        remember(request, "Record-Route:");
                    }
                    remember(request, "From:", "To:");
                }
            } else if (!first.isHeard() && first.isRequest()) {
                // In a dialog that the other side began: its From is whom this goes to.
                remember(first, "From:", "To:");
            }
            if (said.isRequest() && said.method().equals(Method.PRACK)) {
                Said reliable = reliableBefore(own, i);
                if (reliable != null) {
                    remember(reliable, "RSeq:");
                }
            }
        }
    }

    private void remember(Said said, String... headers) {
        Map<String, String> variables = byMessage.computeIfAbsent(said, _ -> new LinkedHashMap<>());
        for (String header : headers) {
            variables.computeIfAbsent(header, name -> {
                String variable =
                        name.substring(0, name.length() - 1).replace("-", "").toLowerCase(Locale.ROOT) + ++used;
                names.add(variable);
                return variable;
            });
        }
    }

    /** The variable of a header of a received message; null where it is not remembered. */
    @Nullable
    String recalled(Said said, String header) {
        String variable = byMessage.getOrDefault(said, Map.of()).get(header);
        return variable == null ? null : "[$" + variable + "]";
    }

    /** Whether a header may stand on several lines, of which SIPp gives away only the first when it is asked for the header. */
    static boolean hasManyLines(String header) {
        return header.equals("Via:") || header.equals("Record-Route:");
    }

    /** The actions that remember, for the step that receives a message. */
    List<String> actions(Said said) {
        List<String> actions = new ArrayList<>();
        byMessage.getOrDefault(said, Map.of()).forEach((header, variable) -> {
            // All lines of that name, with their ends: they stand together.
            String what = hasManyLines(header)
                    ? "regexp=\"(" + header + " [^[:cntrl:]]+[[:cntrl:]]+)+\" search_in=\"msg\""
                    : "regexp=\".*\" search_in=\"hdr\" header=\"" + header + "\"";
            actions.add("<ereg " + what + " assign_to=\"" + variable + "\"/>");
        });
        return actions;
    }

    /** All variables; SIPp refuses one that is never used, unless it is named in the end. */
    Optional<String> names() {
        return names.isEmpty() ? Optional.empty() : Optional.of(String.join(",", names));
    }

    /** The request that a response at a place answers; null where the trace began later. */
    static @Nullable Said requestOf(List<Said> own, int i) {
        String cseq = own.get(i).message().cseq().toString();
        for (Said before : own.subList(0, i).reversed()) {
            if (!before.isHeard()
                    && before.isRequest()
                    && before.message().cseq().toString().equals(cseq)) {
                return before;
            }
        }
        return null;
    }

    /** The message received last before a place; null for none. */
    static @Nullable Said lastReceived(List<Said> own, int i) {
        for (Said before : own.subList(0, i).reversed()) {
            if (!before.isHeard()) {
                return before;
            }
        }
        return null;
    }

    /** The reliable provisional response that a PRACK at a place is for: RFC 3262 §7.2. */
    static @Nullable Said reliableBefore(List<Said> own, int i) {
        for (Said before : own.subList(0, i).reversed()) {
            if (!before.isHeard()
                    && !before.isRequest()
                    && before.message().headers().has(HeaderName.RSEQ)) {
                return before;
            }
        }
        return null;
    }
}
