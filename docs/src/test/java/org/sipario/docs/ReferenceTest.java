package org.sipario.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

/** The reference in the guide is the one that the code gives. */
class ReferenceTest {
    private static final Path PAGE = Document.ROOT.resolve("docs/guide/reference.md");

    @Test
    void the_reference_is_as_new_as_the_code() throws IOException, SAXException, ParserConfigurationException {
        String text = Reference.text();
        if (System.getProperty("reference", "").equals("write")) {
            Files.writeString(PAGE, text);
        }

        assertThat(PAGE).as("run docs/reference.sh and commit what it writes").hasContent(text);
    }

    @Test
    void it_has_every_kind_of_thing_that_can_be_set() throws IOException, SAXException, ParserConfigurationException {
        assertThat(Reference.text().lines())
                .anyMatch(line -> line.startsWith("| `start` | "))
                .anyMatch(line -> line.startsWith("| `SIPARIO_BASE` | "))
                .anyMatch(line -> line.startsWith("| `sip.port` | ") && line.endsWith(" | `5060` |"))
                .anyMatch(line -> line.startsWith("| `t1` | ") && line.endsWith(" | ms | `500` |"))
                .anyMatch(line -> line.startsWith("| `advertisedHost` | "))
                .anyMatch(line -> line.startsWith("| `packages` | "))
                .anyMatch(line -> line.startsWith("| `startTimeout` | "))
                .anyMatch(line -> line.startsWith("| `jvmArguments` | "));
    }
}
