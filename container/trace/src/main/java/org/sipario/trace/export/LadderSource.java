package org.sipario.trace.export;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Transport;
import org.sipario.trace.calls.Agent;
import org.sipario.trace.calls.CallSummary;
import org.sipario.trace.calls.Participants;
import org.sipario.trace.calls.RecordedMessage;

/**
 * A recorded call as the source of a test for {@code sipario-junit}: it compiles as it is, and passes where the
 * application still behaves as recorded.
 *
 * @param name the test class, with its package where it has one
 * @param applications classes of the application under test with their packages, or packages; none for an archive
 * @param webapp the folder that lies under these classes; empty for none
 * @param archive the archive under test, where there are no classes
 * @param server what the ladder calls the server
 * @param passwords by user, for agents that answered a challenge: a trace does not hold them
 */
public record LadderSource(
        String name,
        List<String> applications,
        String webapp,
        String archive,
        String server,
        Map<String, String> passwords) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd 'at' HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    /** Stands for a password that was not given. */
    private static final String UNKNOWN = "the-trace-does-not-know-it";

    /**
     * Writes the source.
     *
     * @param messages well-formed ones of one or several Call-IDs, in order; at least one
     */
    public String source(List<RecordedMessage> messages) {
        Participants participants = Participants.of(messages, Set.of(server));
        StringBuilder text = new StringBuilder();
        int dot = name.lastIndexOf('.');
        if (dot > 0) {
            text.append("package ").append(name, 0, dot).append(";\n\n");
        }
        imports(participants)
                .forEach(each -> text.append("import ").append(each).append(";\n"));
        text.append("\n/** ").append(told(messages)).append(" */\n");
        text.append("@SipTest").append(application());
        text.append("\nclass ").append(name.substring(dot + 1)).append(" {\n");
        for (Agent agent : participants.agents()) {
            text.append("\n    @UserAgent(").append(attributes(agent)).append(")\n");
            text.append("    private TestUserAgent ").append(agent.name()).append(";\n");
        }
        text.append(archiveMethod()).append(usersMethod(participants));
        text.append("\n    @Test\n    void goes_as_it_was_recorded(Ladder ladder) {\n        ladder.play(\"\"\"\n");
        for (String line : Rungs.draw(messages, participants, server)) {
            text.append("            ").append(escaped(line)).append('\n');
        }
        return text.append("            \"\"\");\n    }\n}\n").toString();
    }

    private Set<String> imports(Participants participants) {
        Set<String> imports = new TreeSet<>(Set.of(
                "org.junit.jupiter.api.Test",
                "org.sipario.junit.SipTest",
                "org.sipario.junit.UserAgent",
                "org.sipario.testkit.Ladder",
                "org.sipario.testkit.TestUserAgent"));
        int dot = name.lastIndexOf('.');
        String own = dot < 0 ? "" : name.substring(0, dot);
        for (String application : applications) {
            int end = application.lastIndexOf('.');
            if (end > 0
                    && isClass(application)
                    && !application.substring(0, end).equals(own)) {
                imports.add(application);
            }
        }
        if (applications.isEmpty()) {
            imports.addAll(List.of("java.nio.file.Path", "org.sipario.junit.Deploy"));
        }
        if (participants.agents().stream().anyMatch(agent -> agent.login() != null)) {
            imports.addAll(List.of("org.sipario.junit.Configure", "org.sipario.tomcat.embedded.EmbeddedServerBuilder"));
        }
        if (participants.agents().stream().anyMatch(agent -> agent.transport() != Transport.UDP)) {
            imports.add("org.sipario.message.wire.Transport");
        }
        return imports;
    }

    private static String told(List<RecordedMessage> messages) {
        RecordedMessage first = messages.getFirst();
        CallSummary call = CallSummary.of(messages.stream()
                .filter(recorded ->
                        recorded.message().callId().equals(first.message().callId()))
                .toList());
        String what = call.request().replaceAll("[*/\\\\]", "?");
        return "Recorded on " + TIME.format(first.traced().time()) + ": "
                + (what.isEmpty() ? "the end of a call" : what)
                + (call.status() == 0 ? ", without an answer." : ", answered " + call.status() + ".");
    }

    private String application() {
        List<String> attributes = new ArrayList<>();
        List<String> classes = applications.stream()
                .filter(LadderSource::isClass)
                .map(each -> each.substring(each.lastIndexOf('.') + 1) + ".class")
                .toList();
        List<String> packages = applications.stream()
                .filter(each -> !isClass(each))
                .map(each -> "\"" + each + "\"")
                .toList();
        if (!classes.isEmpty()) {
            attributes.add("value = " + array(classes));
        }
        if (!packages.isEmpty()) {
            attributes.add("packages = " + array(packages));
        }
        if (!webapp.isEmpty()) {
            attributes.add("webapp = \"" + quoted(webapp) + "\"");
        }
        String all = String.join(", ", attributes);
        return all.isEmpty() ? "" : "(" + (attributes.size() == 1 ? all.replaceFirst("^value = ", "") : all) + ")";
    }

    private static String array(List<String> values) {
        return values.size() == 1 ? values.getFirst() : "{" + String.join(", ", values) + "}";
    }

    /** By the habit of Java: a class begins with a capital letter. */
    private static boolean isClass(String name) {
        return Character.isUpperCase(name.charAt(name.lastIndexOf('.') + 1));
    }

    private String attributes(Agent agent) {
        StringBuilder attributes = new StringBuilder("\"" + agent.name() + "\"");
        if (agent.transport() != Transport.UDP) {
            attributes.append(", transport = Transport.").append(agent.transport());
        }
        if (agent.login() != null) {
            if (!agent.login().equals(agent.name())) {
                attributes.append(", user = \"").append(quoted(agent.login())).append('"');
            }
            attributes
                    .append(", password = \"")
                    .append(quoted(password(agent.login())))
                    .append('"');
        }
        return attributes.indexOf(",") < 0 ? attributes.toString() : "value = " + attributes;
    }

    private String password(String login) {
        return passwords.getOrDefault(login, UNKNOWN);
    }

    private String archiveMethod() {
        return applications.isEmpty() ? """

                    @Deploy
                    static Path application() {
                        return Path.of("%s");
                    }
                """.formatted(quoted(archive)) : "";
    }

    private String usersMethod(Participants participants) {
        Set<String> users = new TreeSet<>();
        for (Agent agent : participants.agents()) {
            @Nullable String login = agent.login();
            if (login != null) {
                users.add("        server.user(\"" + quoted(login) + "\", \"" + quoted(password(login))
                        + "\", \"sip-user\");\n");
            }
        }
        return users.isEmpty()
                ? ""
                : "\n    @Configure\n    static void users(EmbeddedServerBuilder server) {\n" + String.join("", users)
                        + "    }\n";
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String escaped(String line) {
        return line.replace("\\", "\\\\").replace("\"\"\"", "\\\"\\\"\\\"");
    }
}
