package org.sipario.arquillian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The options that there are, those of the configuration's javadoc and those of the guide are the same. */
class DocumentedOptionsTest {
    private static final Path SOURCE = Path.of("src/main/java/org/sipario/arquillian/SiparioConfiguration.java");
    private static final Path GUIDE = Path.of("../../docs/guide/arquillian.md");
    private static final Pattern ROW = Pattern.compile("<tr><td>(.*?)</td>\\s*<td>(.*?)</td>\\s*<td>(.*?)</td></tr>");

    private static List<String> rows() throws IOException {
        String javadoc = Files.readString(SOURCE).replaceAll("\\n \\* ?", " ");
        return ROW.matcher(javadoc)
                .results()
                .map(row -> "| " + cell(row.group(1)) + " | " + cell(row.group(2)) + " | " + cell(row.group(3)) + " |")
                .toList();
    }

    private static String cell(String html) {
        return html.replaceAll("\\s+", " ")
                .replaceAll("\\{@code (.*?)}", "`$1`")
                .strip();
    }

    @Test
    void the_guide_has_the_table_of_the_javadoc() throws IOException {
        assertThat(Files.readString(GUIDE)).contains(String.join("\n", rows()));
    }

    @Test
    void the_table_has_every_option_that_there_is() throws IOException {
        TreeSet<String> documented = new TreeSet<>();
        for (String row : rows()) {
            documented.add(row.split("`")[1]);
        }

        assertThatThrownBy(() -> Settings.of(Map.of("nonsense", "1")))
                .hasMessageEndingWith("it has " + String.join(", ", documented));
    }
}
