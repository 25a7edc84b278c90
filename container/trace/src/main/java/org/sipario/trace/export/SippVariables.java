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
import org.sipario.trace.calls.RecordedMessage;

/**
 * What a scenario must store of messages that it received. SIPp itself knows only the last one: it has forgotten the
 * INVITE when it answers it after a CANCEL, and the caller's From when the callee hangs up.
 */
final class SippVariables {
    private final Map<RecordedMessage, Map<String, String>> byMessage = new IdentityHashMap<>();
    private final TreeSet<String> names = new TreeSet<>();
    private int used;

    SippVariables(List<RecordedMessage> own) {
        for (int i = 0; i < own.size(); i++) {
            RecordedMessage recorded = own.get(i);
            if (!recorded.isHeard()) {
                continue;
            }
            RecordedMessage first = own.getFirst();
            if (!recorded.isRequest()) {
                RecordedMessage request = requestOf(own, i);
                if (request != null && request != lastReceived(own, i)) {
                    remember(request, "Via:", "CSeq:");
                    if (request.message().headers().has(HeaderName.RECORD_ROUTE)) {
                        remember(request, "Record-Route:");
                    }
                    remember(request, "From:", "To:");
                }
            } else if (!first.isHeard() && first.isRequest()) {
                // In a dialog that the other side began, its From becomes our To.
                remember(first, "From:", "To:");
            }
            if (recorded.isRequest() && recorded.method().equals(Method.PRACK)) {
                RecordedMessage reliable = reliableBefore(own, i);
                if (reliable != null) {
                    remember(reliable, "RSeq:");
                }
            }
        }
    }

    private void remember(RecordedMessage recorded, String... headers) {
        Map<String, String> variables = byMessage.computeIfAbsent(recorded, _ -> new LinkedHashMap<>());
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
    String recalled(RecordedMessage recorded, String header) {
        String variable = byMessage.getOrDefault(recorded, Map.of()).get(header);
        return variable == null ? null : "[$" + variable + "]";
    }

    /** Whether a header may stand on several lines, of which SIPp returns only the first when asked for the header. */
    static boolean hasManyLines(String header) {
        return header.equals("Via:") || header.equals("Record-Route:");
    }

    /** The actions that remember, for the step that receives a message. */
    List<String> actions(RecordedMessage recorded) {
        List<String> actions = new ArrayList<>();
        byMessage.getOrDefault(recorded, Map.of()).forEach((header, variable) -> {
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
    static @Nullable RecordedMessage requestOf(List<RecordedMessage> own, int i) {
        String cseq = own.get(i).message().cseq().toString();
        for (RecordedMessage before : own.subList(0, i).reversed()) {
            if (!before.isHeard()
                    && before.isRequest()
                    && before.message().cseq().toString().equals(cseq)) {
                return before;
            }
        }
        return null;
    }

    /** The message received last before a place; null for none. */
    static @Nullable RecordedMessage lastReceived(List<RecordedMessage> own, int i) {
        for (RecordedMessage before : own.subList(0, i).reversed()) {
            if (!before.isHeard()) {
                return before;
            }
        }
        return null;
    }

    /** The reliable provisional response that a PRACK at a place is for: RFC 3262 §7.2. */
    static @Nullable RecordedMessage reliableBefore(List<RecordedMessage> own, int i) {
        for (RecordedMessage before : own.subList(0, i).reversed()) {
            if (!before.isHeard()
                    && !before.isRequest()
                    && before.message().headers().has(HeaderName.RSEQ)) {
                return before;
            }
        }
        return null;
    }
}
