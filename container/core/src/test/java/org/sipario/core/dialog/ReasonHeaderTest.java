package org.sipario.core.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sipario.message.HeaderField;

/** RFC 3326: why a request is cancelled. */
class ReasonHeaderTest {

    @Test
    void RFC3326_2_each_protocol_has_a_value_of_its_own() {
        assertThat(texts(ReasonHeader.of(
                        new String[] {"SIP", "Q.850"}, new int[] {480, 16}, new String[] {"Too late", "Normal"})))
                .containsExactly("Reason: SIP;cause=480;text=\"Too late\"", "Reason: Q.850;cause=16;text=\"Normal\"");
    }

    @Test
    void a_text_may_be_left_out() {
        assertThat(texts(ReasonHeader.of(new String[] {"SIP", "SIP"}, new int[] {600, 603}, new String[] {null, ""})))
                .containsExactly("Reason: SIP;cause=600", "Reason: SIP;cause=603");
    }

    @Test
    void RFC3261_25_1_quotes_and_backslashes_of_a_text_are_escaped() {
        assertThat(texts(ReasonHeader.of(new String[] {"SIP"}, new int[] {480}, new String[] {"say \"no\" \\ go"})))
                .containsExactly("Reason: SIP;cause=480;text=\"say \\\"no\\\" \\\\ go\"");
    }

    @Test
    void no_protocols_are_no_header() {
        assertThat(ReasonHeader.of(new String[0], new int[0], new String[0])).isEmpty();
    }

    @Test
    void protocols_causes_and_texts_must_be_of_one_number() {
        assertThatThrownBy(() -> ReasonHeader.of(new String[] {"SIP"}, new int[] {1, 2}, new String[] {"a"}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ReasonHeader.of(new String[] {"SIP"}, new int[] {1}, new String[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "200,SIP;cause=200;text=\"Call completed elsewhere\"",
        "202,SIP;cause=202;text=\"Call completed elsewhere\"",
        "603,SIP;cause=603"
    })
    void RFC3326_3_1_a_branch_is_told_what_another_one_answered(int status, String value) {
        assertThat(texts(ReasonHeader.answeredElsewhere(status))).containsExactly("Reason: " + value);
    }

    private static List<String> texts(List<HeaderField> fields) {
        return fields.stream()
                .map(field -> field.name().text() + ": " + field.value())
                .toList();
    }
}
