package org.sipario.docs;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.ParserConfigurationException;
import org.sipario.junit.SipTest;
import org.sipario.junit.UserAgent;
import org.sipario.tomcat.Setting;
import org.sipario.tomcat.standalone.ConfigurationReference;
import org.sipario.transport.listener.TransportSettings;
import org.xml.sax.SAXException;

/** The text of {@code docs/guide/reference.md}, made of what the code says of itself. */
final class Reference {
    /** In a script's help: a word at the beginning of a line, what it means after two spaces, and further lines of that. */
    private static final Pattern HELP =
            Pattern.compile("^( {2})?([a-zA-Z][\\w -]*?) {2,}(\\S.*(?:\n {10,}\\S.*)*)$", Pattern.MULTILINE);
    /** In the comment of {@code conf/server.xml}: a property, its default, its meaning. */
    private static final Pattern PROPERTY =
            Pattern.compile("^ {4}([a-z]+\\.[a-z]+) +(\\S+) +(\\S.*)$", Pattern.MULTILINE);

    private final StringBuilder text = new StringBuilder();

    private Reference() {}

    /** In the table of the Arquillian options, in the javadoc of the class that reads them. */
    private static final Pattern OPTION =
            Pattern.compile("<tr><td>\\{@code (\\w+)}</td><td>(.*?)</td><td>(.*?)</td></tr>");

    /** The whole page. */
    static String text() throws IOException, SAXException, ParserConfigurationException {
        Reference reference = new Reference();
        reference.text.append("""
                # Reference

                Made from the code by `docs/reference.sh`; do not edit. [Configuration](configuration.md) tells what to do with it.
                """);
        reference.script();
        reference.serverXml();
        reference.tests();
        reference.arquillian();
        reference.maven();
        return reference.text.toString();
    }

    private void script() {
        String script =
                Document.read("container/distribution/src/main/bin/sipario").text();
        String usage = script.substring(script.indexOf("usage: "), script.indexOf("\nEND\n"));
        section("Commands of `bin/sipario`");
        table("command", "what it does");
        help(usage, true).forEach((name, meaning) -> row("`" + name + "`", meaning));

        section("Environment");
        table("variable", "what");
        help(usage, false).forEach((name, meaning) -> row("`" + name + "`", meaning));

        String file = Document.read("conf/server.xml").text();
        section("System properties");
        text.append("Given as `-Dname=value` in `SIPARIO_OPTS`.\n\n");
        table("property", "what", "default");
        for (MatchResult property : PROPERTY.matcher(file).results().toList()) {
            String use = "${" + property.group(1) + ":-" + property.group(2) + "}";
            if (!file.contains(use)) {
                throw new AssertionError("conf/server.xml tells of " + property.group(1) + " and has no " + use);
            }
            row("`" + property.group(1) + "`", property.group(3), "`" + property.group(2) + "`");
        }
        row(
                "`" + TransportSettings.PORTABLE + "`",
                "`true`: Java's own sockets, even where the operating system has a faster interface",
                "`false`");
    }

    private static Map<String, String> help(String usage, boolean indented) {
        Map<String, String> found = new LinkedHashMap<>();
        HELP.matcher(usage)
                .results()
                .filter(line -> (line.group(1) != null) == indented)
                .forEach(line -> found.put(line.group(2), line.group(3).replaceAll("\\s+", " ")));
        return found;
    }

    private void serverXml() {
        settings(
                "`<Engine>` in `conf/server.xml`",
                "`className=\"org.sipario.tomcat.engine.SipEngine\"`. Times and limits of the SIP stack are here too; the"
                        + " builder of an embedded server has them as `setting(name, value)`. Besides, it has what Tomcat's"
                        + " engine has.",
                ConfigurationReference.engine());
        settings(
                "`<Connector>` in `conf/server.xml`",
                "`protocol=\"org.sipario.tomcat.connector.SipProtocol\"`: one SIP listening point each. It has no other"
                        + " attributes.",
                ConfigurationReference.connector());
        settings(
                "`<Host>` in `conf/server.xml`",
                "`className=\"org.sipario.tomcat.deploy.SipHost\"`. Besides, it has what Tomcat's host has, `appBase`,"
                        + " `legacyAppBase` and `autoDeploy` among it.",
                ConfigurationReference.host());
    }

    private void settings(String title, String about, List<Setting> settings) {
        section(title);
        text.append(about).append("\n\n");
        table("attribute", "what", "value", "default");
        for (Setting setting : settings) {
            row("`" + setting.name() + "`", setting.meaning(), setting.unit(), code(setting.standard()));
        }
    }

    private void tests() throws IOException {
        annotation("`@SipTest`", SipTest.class);
        annotation("`@UserAgent`", UserAgent.class);
    }

    private void arquillian() {
        String source = Document.read(
                        "container/arquillian/src/main/java/org/sipario/arquillian/SiparioConfiguration.java")
                .text()
                .replaceAll("\\s+\\* ?", " ");
        section("Arquillian");
        text.append("Options of the container in `arquillian.xml`, as `<property name=\"…\">`; "
                + "[Arquillian](arquillian.md) shows them at work.\n\n");
        table("property", "what", "default");
        for (MatchResult option : OPTION.matcher(source).results().toList()) {
            row("`" + option.group(1) + "`", markdown(option.group(3)), markdown(option.group(2)));
        }
    }

    private static String markdown(String javadoc) {
        return javadoc.replaceAll("\\{@code ([^}]+)}", "`$1`")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private void annotation(String title, Class<?> type) throws IOException {
        section(title);
        table("attribute", "what", "type", "default");
        Map<String, Method> methods = new TreeMap<>();
        for (Method method : type.getDeclaredMethods()) {
            methods.put(method.getName(), method);
        }
        String source = "container/junit/src/main/java/" + type.getName().replace('.', '/') + ".java";
        Map<String, String> comments = SourceComments.of(Document.ROOT.resolve(source));
        if (!comments.keySet().equals(methods.keySet())) {
            throw new AssertionError(
                    source + " has comments for " + comments.keySet() + ", not for " + methods.keySet());
        }
        comments.forEach((name, meaning) -> {
            Method method = Objects.requireNonNull(methods.get(name));
            row("`" + name + "`", meaning, typeName(method), code(value(method.getDefaultValue())));
        });
    }

    private static String typeName(Method method) {
        Class<?> type = method.getReturnType();
        String name = type.isArray() ? type.getComponentType().getSimpleName() + "[]" : type.getSimpleName();
        return type.isEnum() ? "one of " + List.of(type.getEnumConstants()) : name;
    }

    private static String value(Object standard) {
        if (standard == null
                || standard.equals("")
                || standard.getClass().isArray() && Array.getLength(standard) == 0) {
            return "";
        }
        return standard.toString();
    }

    private void maven() throws IOException, SAXException, ParserConfigurationException {
        for (MavenGoal goal : MavenGoal.all()) {
            section("Maven: `sipario:" + goal.name() + "`");
            text.append(
                    "Parameters of the plugin `org.sipario:sipario-maven-plugin`, as `<configuration>` or as `-Dproperty=value`.\n\n");
            table("parameter", "what", "property", "default");
            for (MavenGoal.Parameter parameter : goal.parameters()) {
                row(
                        "`" + parameter.name() + "`",
                        parameter.meaning(),
                        code(parameter.property()),
                        code(parameter.standard()));
            }
        }
    }

    private void section(String title) {
        text.append("\n## ").append(title).append("\n\n");
    }

    private void table(String... columns) {
        row(columns);
        text.append("|").append("---|".repeat(columns.length)).append('\n');
    }

    private void row(String... cells) {
        List<String> escaped = new ArrayList<>();
        for (String cell : cells) {
            escaped.add(cell.replace("|", "\\|"));
        }
        text.append("| ").append(String.join(" | ", escaped)).append(" |\n");
    }

    private static String code(String value) {
        return value.isEmpty() ? "" : "`" + value + "`";
    }
}
