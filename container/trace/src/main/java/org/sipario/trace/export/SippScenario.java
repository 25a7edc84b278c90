package org.sipario.trace.export;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderName;
import org.sipario.message.Method;
import org.sipario.message.wire.Transport;
import org.sipario.trace.calls.Agent;
import org.sipario.trace.calls.RecordedMessage;

/** What one agent said and heard in one Call-ID, as a scenario of SIPp. */
final class SippScenario {
    /** As in a ladder: shorter pauses are the machine's. */
    private static final long PAUSE_MILLIS = 450;

    private final Agent agent;
    private final List<RecordedMessage> own;
    private final List<String> steps = new ArrayList<>();
    private final SippVariables variables;

    SippScenario(Agent agent, List<RecordedMessage> own) {
        this.agent = agent;
        this.own = own;
        this.variables = new SippVariables(own);
    }

    String xml(String file) {
        // Each step's number is needed by those that refer back: a CANCEL has the branch of its INVITE.
        int[] stepOf = new int[own.size()];
        for (int i = 0; i < own.size(); i++) {
            RecordedMessage recorded = own.get(i);
            if (recorded.isHeard()) {
                pause(i);
                stepOf[i] = steps.size();
                steps.add(send(i, stepOf));
            } else {
                stepOf[i] = steps.size();
                steps.add(receive(i));
            }
        }
        StringBuilder text = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE scenario SYSTEM "sipp.dtd">
                """);
        text.append("<!-- Recorded: ")
                .append(comment(agent.name() + ", " + own.getFirst().message().callId()))
                .append(". To play it:\n     sipp -sf ")
                .append(file)
                .append(" -m 1 -t ")
                .append(agent.transport() == Transport.UDP ? "u1" : "t1")
                .append(" -p PORT")
                .append(agent.login() == null ? "" : " -ap PASSWORD")
                .append(" SERVER:PORT\n     Who is called must be started before who calls. -->\n");
        text.append("<scenario name=\"").append(agent.name()).append("\">\n");
        text.append(String.join("\n", steps)).append('\n');
        variables
                .names()
                .ifPresent(names ->
                        text.append("  <Reference variables=\"").append(names).append("\"/>\n"));
        return text.append("</scenario>\n").toString();
    }

    /** Two dashes would end a comment. */
    private static String comment(String text) {
        return text.replace("--", "- -");
    }

    private void pause(int i) {
        if (i > 0) {
            Duration gap = Duration.between(
                    own.get(i - 1).traced().time(), own.get(i).traced().time());
            if (gap.toMillis() >= PAUSE_MILLIS) {
                steps.add("  <pause milliseconds=\"" + gap.toMillis() + "\"/>");
            }
        }
    }

    private String receive(int i) {
        RecordedMessage recorded = own.get(i);
        StringBuilder step = new StringBuilder("  <recv ");
        if (recorded.isRequest()) {
            step.append("request=\"").append(recorded.method()).append('"');
        } else {
            step.append("response=\"").append(recorded.status()).append('"');
        }
        if (recorded.status() == 100 && i + 1 < own.size() && !own.get(i + 1).isHeard()) {
            step.append(" optional=\"true\"");
        }
        if ((recorded.status() == 401 || recorded.status() == 407) && isAnswered(i)) {
            step.append(" auth=\"true\"");
        }
        if (isDialogForming(recorded)) {
            step.append(" rrs=\"true\"");
        }
        List<String> actions = variables.actions(recorded);
        if (actions.isEmpty()) {
            return step.append("/>").toString();
        }
        step.append(">\n    <action>\n");
        actions.forEach(action -> step.append("      ").append(action).append('\n'));
        return step.append("    </action>\n  </recv>").toString();
    }

    /** Whether credentials follow the challenge. */
    private boolean isAnswered(int i) {
        return own.subList(i + 1, own.size()).stream().anyMatch(SippScenario::hasCredentials);
    }

    static boolean hasCredentials(RecordedMessage recorded) {
        return recorded.isRequest()
                && (recorded.message().headers().has(HeaderName.AUTHORIZATION)
                        || recorded.message().headers().has(HeaderName.PROXY_AUTHORIZATION));
    }

    /** Whether the routes and the target that it brings count from now on. */
    private static boolean isDialogForming(RecordedMessage recorded) {
        boolean forms = recorded.method().equals(Method.INVITE)
                || recorded.method().equals(Method.SUBSCRIBE)
                || recorded.method().equals(Method.REFER);
        boolean early = recorded.isRequest()
                ? recorded.message().to().tag() == null
                : recorded.message().to().tag() != null;
        return forms
                && early
                && recorded.status() < 300
                && recorded.message().headers().has(HeaderName.CONTACT);
    }

    private String send(int i, int[] stepOf) {
        RecordedMessage recorded = own.get(i);
        SippMessage message =
                new SippMessage(agent, variables, isChallenged(i)).acknowledging(SippVariables.reliableBefore(own, i));
        String text;
        if (recorded.isRequest()) {
            Integer invite = inviteOf(i);
            String branch = invite == null ? "[branch]" : "[branch-" + (stepOf[i] - stepOf[invite]) + "]";
            text = message.request(recorded, own.getFirst(), branch, invite == null ? null : own.get(invite));
        } else {
            text = message.response(recorded, SippVariables.requestOf(own, i), SippVariables.lastReceived(own, i));
        }
        boolean repeats = recorded.isRequest()
                ? !recorded.method().equals(Method.ACK)
                : recorded.status() >= 200 && recorded.method().equals(Method.INVITE);
        return "  <send" + (repeats ? " retrans=\"500\"" : "") + ">\n    <![CDATA[\n\n" + text + "\n    ]]>\n  </send>";
    }

    /** Whether a challenge came before, so that there is something to answer. */
    private boolean isChallenged(int i) {
        return own.subList(0, i).stream().anyMatch(recorded -> recorded.status() == 401 || recorded.status() == 407);
    }

    /**
     * The INVITE whose transaction a CANCEL or the ACK of a failure belongs to (RFC 3261 §9.1, §17.1.1.3); null for any
     * other.
     */
    private @Nullable Integer inviteOf(int i) {
        RecordedMessage recorded = own.get(i);
        boolean cancels = recorded.method().equals(Method.CANCEL);
        if (!cancels && !recorded.method().equals(Method.ACK)) {
            return null;
        }
        for (int j = i - 1; j >= 0; j--) {
            RecordedMessage before = own.get(j);
            if (before.isHeard()
                    && before.isRequest()
                    && before.method().equals(Method.INVITE)
                    && before.branch().equals(recorded.branch())) {
                return j;
            }
        }
        return null;
    }
}
