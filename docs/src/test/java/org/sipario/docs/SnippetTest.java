package org.sipario.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sipario.servlet.router.DefaultApplicationRouter;
import org.sipario.tomcat.Setting;
import org.sipario.tomcat.embedded.EmbeddedServer;
import org.sipario.tomcat.standalone.ConfigurationReference;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What the documents show besides Java: commands exist, XML is valid, routes are read by the router. */
class SnippetTest {
    private static final Pattern COMMAND = Pattern.compile("(bin/|\\./)sipario ([a-z-]+)");
    private static final Pattern OFFERED = Pattern.compile("^  ([a-z-]+)(?: |$)", Pattern.MULTILINE);

    private static final Pattern GOAL = Pattern.compile("(?<![.\\w])sipario:([a-z]+)(?![-\\w])");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("org.sipario.docs.Document#all")
    void every_command_is_one_that_the_script_has(Document document) {
        Set<String> packed = commands("container/distribution/src/main/bin/sipario");
        Set<String> sources = commands("sipario");

        assertThat(COMMAND.matcher(document.text()).results())
                .allSatisfy(found -> assertThat(found.group(1).equals("./") ? sources : packed)
                        .as(found.group())
                        .contains(found.group(2)));
    }

    private static Set<String> commands(String script) {
        String text = Document.read(script).text();
        String usage = text.substring(text.indexOf("usage: "), text.indexOf("\nEND\n"));
        Set<String> commands = new TreeSet<>();
        OFFERED.matcher(usage).results().forEach(line -> commands.add(line.group(1)));
        return commands;
    }

    @ParameterizedTest
    @MethodSource("org.sipario.docs.Document#all")
    void every_maven_goal_is_one_that_the_plugin_has(Document document) throws Exception {
        List<String> goals = MavenGoal.all().stream().map(MavenGoal::name).toList();

        assertThat(GOAL.matcher(document.text()).results().map(found -> found.group(1)))
                .allSatisfy(goal -> assertThat(goals).contains(goal));
    }

    /** This build builds the archetype's project; only what that has is known to work. */
    @Test
    void the_pom_of_the_guide_has_the_versions_of_this_build() throws Exception {
        Map<String, String> ours = new TreeMap<>();
        for (String pom : List.of("pom.xml", "container/archetype/pom.xml")) {
            elements(parse(Document.read(pom).text()), "properties")
                    .findFirst()
                    .ifPresent(all -> children(all)
                            .forEach(property ->
                                    ours.put("@" + property.getTagName() + "@", property.getTextContent())));
        }
        String archetype = Document.read("container/archetype/src/main/resources/archetype-resources/pom.xml")
                .text();
        for (Map.Entry<String, String> property : ours.entrySet()) {
            archetype = archetype.replace(property.getKey(), property.getValue());
        }
        Block guide = Document.read("docs/guide/packaging.md").blocks().stream()
                .filter(block -> block.label().equals("pom.xml"))
                .findFirst()
                .orElseThrow();

        List<String> built = artifacts(parse(archetype));
        built.add("org.assertj:assertj-core:" + ours.get("@assertj.version@") + ":test");
        built.add(artifacts(parse(Document.read("pom.xml").text())).stream()
                        .filter(artifact -> artifact.startsWith("jakarta.annotation:"))
                        .findFirst()
                        .orElseThrow()
                + ":provided");
        assertThat(artifacts(parse(guide.text()))).hasSizeGreaterThan(5).isSubsetOf(built);
    }

    private static List<String> artifacts(Element pom) {
        return Stream.concat(elements(pom, "dependency"), elements(pom, "plugin"))
                .map(artifact -> Stream.of("groupId", "artifactId", "version", "scope")
                        .flatMap(name -> children(artifact)
                                .filter(child -> child.getTagName().equals(name)))
                        .map(Element::getTextContent)
                        .collect(Collectors.joining(":")))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Stream<Element> children(Element parent) {
        NodeList all = parent.getChildNodes();
        return IntStream.range(0, all.getLength())
                .mapToObj(all::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast);
    }

    @Test
    void the_scripts_do_have_commands() {
        assertThat(commands("sipario")).contains("run", "test", "help");
        assertThat(commands("container/distribution/src/main/bin/sipario")).contains("start", "stop", "status");
    }

    @ParameterizedTest
    @MethodSource("org.sipario.docs.Document#all")
    void xml_is_well_formed_and_says_only_what_the_server_knows(Document document) {
        assertThat(document.blocks().stream().filter(block -> block.is("xml"))).allSatisfy(block -> {
            Element fragment = parse(block.text());
            elements(fragment, "Connector")
                    .filter(element -> element.getAttribute("protocol").endsWith("SipProtocol"))
                    .forEach(SnippetTest::listen);
            elements(fragment, "Engine").forEach(engine -> {
                Map<String, String> attributes = attributes(engine);
                attributes.keySet().removeAll(List.of("className", "name", "defaultHost", "backgroundProcessorDelay"));
                assertThat(ConfigurationReference.engine().stream().map(Setting::name))
                        .containsAll(attributes.keySet());
            });
        });
    }

    private static Element parse(String text) throws ParserConfigurationException, SAXException, IOException {
        String fragment = "<fragment>" + text.replaceFirst("^<\\?xml.*\\?>", "") + "</fragment>";
        return DocumentBuilderFactory.newNSInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(fragment)))
                .getDocumentElement();
    }

    private static Stream<Element> elements(Element within, String name) {
        NodeList all = within.getElementsByTagName(name);
        return IntStream.range(0, all.getLength()).mapToObj(all::item).map(Element.class::cast);
    }

    private static Map<String, String> attributes(Element element) {
        Map<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            attributes.put(
                    element.getAttributes().item(i).getNodeName(),
                    element.getAttributes().item(i).getNodeValue());
        }
        return attributes;
    }

    /** The builder refuses what {@code conf/server.xml} must not say. */
    private static void listen(Element connector) {
        Map<String, String> attributes = attributes(connector);
        attributes.remove("protocol");
        attributes.replaceAll((name, value) -> value.replaceAll("\\$\\{[^:}]*:-([^}]*)}", "$1"));
        EmbeddedServer.builder().sip(attributes);
    }

    @ParameterizedTest
    @MethodSource("org.sipario.docs.Document#all")
    void routes_can_be_read(Document document) {
        assertThat(document.blocks().stream()
                        .filter(block -> block.is("properties") && block.text().contains("_ROUTE\"")))
                .allSatisfy(block -> {
                    Path file = Files.writeString(folder.resolve("dar.properties"), block.text());
                    DefaultApplicationRouter router = new DefaultApplicationRouter(file.toUri());
                    router.init();
                    assertThat(router.problems()).isEmpty();
                });
    }
}
