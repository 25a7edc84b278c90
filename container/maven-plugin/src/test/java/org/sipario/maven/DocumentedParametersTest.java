package org.sipario.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The guide's table of parameters says what the plugin's descriptor says. */
class DocumentedParametersTest {
    private static final Path GUIDE = Path.of("../../docs/guide/developing.md");
    private static final Path DESCRIPTOR = Path.of("target/classes/META-INF/maven/plugin.xml");

    @Test
    void every_parameter_is_in_the_guide_with_its_property_and_default() throws Exception {
        String guide = Files.readString(GUIDE);
        List<String> rows = rows();

        assertThat(rows).hasSizeGreaterThan(5);
        assertThat(rows).allSatisfy(row -> assertThat(guide).contains(row));
    }

    private static List<String> rows() throws Exception {
        Document descriptor =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(DESCRIPTOR.toFile());
        XPath path = XPathFactory.newInstance().newXPath();
        String mojo = "/plugin/mojos/mojo[goal='run']";
        NodeList names = (NodeList)
                path.evaluate(mojo + "/parameters/parameter[editable='true']/name", descriptor, XPathConstants.NODESET);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < names.getLength(); i++) {
            String name = names.item(i).getTextContent();
            String configuration = mojo + "/configuration/" + name;
            String property = path.evaluate(configuration, descriptor).replaceAll("[${}]", "");
            String value = path.evaluate(configuration + "/@default-value", descriptor);
            String shown = name.equals("java") ? "found" : value.isEmpty() ? "none" : "`" + value + "`";
            rows.add("| `" + name + "` | `" + property + "` | " + shown + " | ");
        }
        return rows;
    }
}
