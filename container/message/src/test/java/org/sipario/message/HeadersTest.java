package org.sipario.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** RFC 3261 §7.3. */
class HeadersTest {

    private final Headers headers = Messages.request(
                    Messages.INVITE.replace("Supported: replaces, 100rel", """
                    SUPPORTED: replaces, ,"a,b"
                    k:100rel
                    Subject:\s
                    Require:
                    Warning: 307 x "Session, not understood", 301 y "z"
                    Date: Sat, 13 Nov 2010 23:29:00 GMT
                    X-List: a, b
                    Reply-To: first
                     \t second
                    """.stripTrailing()))
            .headers();

    @Test
    void long_compact_and_odd_spellings_are_one_name() {
        assertThat(HeaderName.of("v")).isSameAs(HeaderName.VIA).isSameAs(HeaderName.of("VIA"));
        assertThat(HeaderName.of("X-Foo")).isEqualTo(HeaderName.of("x-fOO")).isNotEqualTo(HeaderName.of("X-Fop"));
        assertThat(Set.of(HeaderName.of("X-Foo"))).contains(HeaderName.of("x-foo"));
        assertThat(HeaderName.of("content-id").text()).isEqualTo("Content-ID");
        assertThat(HeaderName.VIA.compact()).contains("v");
        assertThat(HeaderName.CSEQ.compact()).isEmpty();
        assertThat(HeaderName.of("[")).isNotEqualTo(HeaderName.of("{"));
    }

    @Test
    void values_go_over_lines_and_commas() {
        assertThat(headers.values(HeaderName.SUPPORTED)).containsExactly("replaces", "\"a,b\"", "100rel");
        assertThat(headers.all(HeaderName.SUPPORTED)).hasSize(2);
        assertThat(headers.values(HeaderName.of("Warning"))).hasSize(2);
        assertThat(headers.value(HeaderName.SUPPORTED)).isEqualTo("replaces");
    }

    @Test
    void as_many_are_counted_as_there_are_values() {
        for (HeaderField field : headers) {
            assertThat(headers.count(field.name()))
                    .as(field.toString())
                    .isEqualTo(headers.values(field.name()).size());
        }
        assertThat(headers.count(HeaderName.SUPPORTED)).isEqualTo(3);
        assertThat(headers.count(HeaderName.of("X-Nobody"))).isZero();
        assertThat(Messages.request(Messages.INVITE.replace("Supported: ", "Supported: , a,, "))
                        .headers()
                        .count(HeaderName.SUPPORTED))
                .isEqualTo(3);
    }

    @Test
    void a_comma_in_a_header_that_is_no_list_separates_nothing() {
        assertThat(headers.values(HeaderName.of("Date"))).containsExactly("Sat, 13 Nov 2010 23:29:00 GMT");
        assertThat(headers.values(HeaderName.of("X-List"))).containsExactly("a, b");
    }

    @Test
    void an_empty_value_is_there_and_an_empty_list_has_none() {
        assertThat(headers.value(HeaderName.of("Subject"))).isEmpty();
        assertThat(headers.value(HeaderName.REQUIRE)).isEmpty();
        assertThat(headers.values(HeaderName.REQUIRE)).isEmpty();
        assertThat(headers.value(HeaderName.EXPIRES)).isNull();
        assertThat(headers.has(HeaderName.REQUIRE)).isTrue();
    }

    @Test
    void tokens_are_found_in_any_line_and_case() {
        assertThat(headers.hasToken(HeaderName.SUPPORTED, "100REL")).isTrue();
        assertThat(headers.hasToken(HeaderName.SUPPORTED, "Replaces")).isTrue();
        assertThat(headers.hasToken(HeaderName.SUPPORTED, "replace")).isFalse();
        assertThat(headers.hasToken(HeaderName.REQUIRE, "100rel")).isFalse();
    }

    @Test
    void a_folded_line_reads_as_one() {
        assertThat(headers.value(HeaderName.of("Reply-To"))).isEqualTo("first second");
    }
}
