package org.sipario.samples.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationReaderTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "' 1800 ', 1800",
        "4294967295, 2147483647",
        "99999999999999999999, 2147483647",
        "-1, 3600",
        "soon, 3600",
        "'', 3600",
    })
    void seconds_that_are_no_number_count_as_an_hour(String text, int seconds) {
        assertThat(RegistrationReader.seconds(text)).isEqualTo(seconds);
    }

    @Test
    void parameters_are_quoted_where_they_must_be() {
        assertThat(RegistrationReader.parameter("audio", "")).isEqualTo(";audio");
        assertThat(RegistrationReader.parameter("q", "0.5")).isEqualTo(";q=0.5");
        assertThat(RegistrationReader.parameter("+sip.instance", "<urn:uuid:00000000-0000-1000-8000-000A95A0E128>"))
                .isEqualTo(";+sip.instance=\"<urn:uuid:00000000-0000-1000-8000-000A95A0E128>\"");
        assertThat(RegistrationReader.parameter("methods", "\"INVITE,BYE\"")).isEqualTo(";methods=\"INVITE,BYE\"");
        assertThat(RegistrationReader.parameter("name", "a \"b\" \\c")).isEqualTo(";name=\"a \\\"b\\\" \\\\c\"");
    }
}
