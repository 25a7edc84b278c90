package org.sipario.servlet.router;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import jakarta.servlet.sip.ar.SipRouteModifier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DarFileTest {

    @Test
    @DisplayName("DAR-3, DAR-4, DAR-5: a method has entries of six strings, as the example shows")
    void the_example_of_the_specification_is_read() {
        DarFile file = DarFile.parse("""
                # who serves whom
                INVITE: ("OriginatingCallWaiting", "DAR:From", "ORIGINATING", "", "NO_ROUTE", "0"), \
                ("CallForwarding", "DAR:To", "TERMINATING", "sip:out.example.com;lr", "ROUTE_BACK", "1")
                """);

        assertThat(file.problems()).isEmpty();
        assertThat(file.rulesFor("INVITE"))
                .containsExactly(
                        new DarEntry(
                                "OriginatingCallWaiting",
                                "DAR:From",
                                SipApplicationRoutingRegion.ORIGINATING_REGION,
                                "",
                                SipRouteModifier.NO_ROUTE,
                                0,
                                DarOptions.NONE),
                        new DarEntry(
                                "CallForwarding",
                                "DAR:To",
                                SipApplicationRoutingRegion.TERMINATING_REGION,
                                "sip:out.example.com;lr",
                                SipRouteModifier.ROUTE_BACK,
                                1,
                                DarOptions.NONE));
    }

    @Test
    @DisplayName("DAR-5: colons may be escaped, and lines continued with a backslash")
    void escapes_and_continued_lines() {
        DarFile file = DarFile.parse("INVITE=(\"a\", \"DAR\\:From\", \"NEUTRAL\", \"\", \"NO_ROUTE\", \"0\"), \\\n"
                + "   (\"b\", \"sip\\:x@y\", \"NEUTRAL\", \"\", \"NO_ROUTE\", \"1\")\n");

        assertThat(file.problems()).isEmpty();
        assertThat(file.rulesFor("INVITE")).extracting(DarEntry::subscriber).containsExactly("DAR:From", "sip:x@y");
    }

    @Test
    @DisplayName("DAR-6: entries stand in the order of their numbers")
    void numbers_order_the_entries() {
        DarFile file = DarFile.parse("""
                INVITE: ("second", "", "NEUTRAL", "", "NO_ROUTE", "10"), ("first", "", "NEUTRAL", "", "NO_ROUTE", "2")
                """);

        assertThat(file.rulesFor("INVITE")).extracting(DarEntry::application).containsExactly("first", "second");
    }

    @Test
    @DisplayName("DAR-10: the key ALL serves methods without a line, and a seventh string holds options")
    void extensions_of_the_field() {
        DarFile file = DarFile.parse("""
                ALL: ("any", "DAR:From", "NEUTRAL", "", "NO_ROUTE", "0", "DIRECTION=INBOUND REGEX=From:.*@a b")
                INVITE: ("calls", "DAR:From", "NEUTRAL", "", "NO_ROUTE", "0", "")
                """);

        assertThat(file.problems()).isEmpty();
        assertThat(file.rulesFor("INVITE")).extracting(DarEntry::application).containsExactly("calls");
        DarOptions options = file.rulesFor("MESSAGE").getFirst().options();
        assertThat(options.direction()).isEqualTo(DarOptions.Direction.INBOUND);
        assertThat(options.regex()).asString().isEqualTo("From:.*@a b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "(\"a\", \"\", \"NEUTRAL\", \"\", \"NO_ROUTE\")                     | found 5 strings",
                "(\"a\", \"\", \"SIDEWAYS\", \"\", \"NO_ROUTE\", \"0\")             | found region \"SIDEWAYS\"",
                "(\"a\", \"\", \"NEUTRAL\", \"\", \"DETOUR\", \"0\")                | found route modifier \"DETOUR\"",
                "(\"a\", \"\", \"NEUTRAL\", \"\", \"NO_ROUTE\", \"soon\")           | found order \"soon\"",
                "(\"\", \"\", \"NEUTRAL\", \"\", \"NO_ROUTE\", \"0\")               | found no application name",
                "(\"a\", \"\", \"NEUTRAL\", \"\", \"NO_ROUTE\", \"0\"               | found the end, expected )",
                "(\"a\", \"\", \"NEUTRAL\", \"\", \"NO_ROUTE\", \"0) more           | found no closing \"",
                "(\"a\", \"\", \"NEUTRAL\", \"\", \"NO_ROUTE\", \"0\") (\"b\")      | expected a comma",
                "(\"a\", \"\", \"NEUTRAL\", \"\", \"NO_ROUTE\", \"0\", \"X=1\")     | found option X",
                "(\"a\", \"\", \"NEUTRAL\", \"\", \"NO_ROUTE\", \"0\", \"REGEX=(\") | found REGEX=(",
                "proxy                                                              | found proxy, expected ("
            })
    void a_line_that_can_not_be_read_is_told_and_the_others_work(String value, String message) {
        DarFile file = DarFile.parse("""
                # line 1

                MESSAGE: ("good", "", "NEUTRAL", "", "NO_ROUTE", "0")
                INVITE: %s
                OPTIONS: ("good", "", "NEUTRAL", "", "NO_ROUTE", "0")
                """.formatted(value));

        assertThat(file.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(4);
            assertThat(problem.message()).contains(message);
        });
        assertThat(file.rules()).containsOnlyKeys("MESSAGE", "OPTIONS");
    }

    @Test
    void the_line_of_a_problem_is_where_its_rule_begins() {
        DarFile file = DarFile.parse(
                "INVITE: (\"a\", \"\", \"NEUTRAL\", \"\", \"NO_ROUTE\", \"0\"), \\\n  \\\n (\"b\")\nBYE: x");

        assertThat(file.problems()).extracting(DarFile.Problem::line).containsExactly(1, 4);
    }

    @Test
    void a_second_line_for_a_method_replaces_the_first_and_is_told() {
        DarFile file = DarFile.parse("""
                INVITE: ("a", "", "NEUTRAL", "", "NO_ROUTE", "0")
                INVITE: ("b", "", "NEUTRAL", "", "NO_ROUTE", "0")
                """);

        assertThat(file.rulesFor("INVITE")).extracting(DarEntry::application).containsExactly("b");
        assertThat(file.problems()).extracting(DarFile.Problem::line).containsExactly(2);
    }
}
