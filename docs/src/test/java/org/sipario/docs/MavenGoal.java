package org.sipario.docs;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A goal of the Maven plugin, as the plugin describes itself to Maven.
 *
 * @param parameters what may be set, without what Maven sets by itself
 */
record MavenGoal(String name, List<Parameter> parameters) {

    /**
     * @param property by which the command line sets it; empty when only the POM can
     * @param standard the value without being set; empty for none
     */
    record Parameter(String name, String property, String standard, String meaning) {}

    /** The goals of {@code sipario-maven-plugin}. */
    static List<MavenGoal> all() throws IOException, SAXException, ParserConfigurationException {
        try (InputStream in = MavenGoal.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
            Element plugin = DocumentBuilderFactory.newNSInstance()
                    .newDocumentBuilder()
                    .parse(Objects.requireNonNull(in, "META-INF/maven/plugin.xml"))
                    .getDocumentElement();
            return elements(plugin, "mojo")
                    .filter(mojo -> !text(mojo, "goal").equals("help"))
                    .map(MavenGoal::of)
                    .toList();
        }
    }

    private static MavenGoal of(Element mojo) {
        Element configuration = elements(mojo, "configuration").findFirst().orElse(mojo);
        List<Parameter> parameters = new ArrayList<>();
        elements(mojo, "parameter")
                .filter(parameter -> !text(parameter, "editable").equals("false"))
                .forEach(parameter -> {
                    String name = text(parameter, "name");
                    Element value = elements(configuration, name).findFirst().orElse(null);
                    parameters.add(new Parameter(
                            name,
                            value == null ? "" : value.getTextContent().strip().replaceAll("^\\$\\{(.*)}$", "$1"),
                            value == null ? "" : value.getAttribute("default-value"),
                            text(parameter, "description").replaceAll("\\s+", " ")));
                });
        return new MavenGoal(text(mojo, "goal"), parameters);
    }

    private static Stream<Element> elements(Element within, String name) {
        NodeList all = within.getElementsByTagName(name);
        return IntStream.range(0, all.getLength()).mapToObj(all::item).map(Element.class::cast);
    }

    private static String text(Element parent, String child) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals(child)) {
                return node.getTextContent().strip();
            }
        }
        return "";
    }
}
