package org.sipario.samples.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.sip.ServletParseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "1.0, 1", "0.5, 0.5", ".5, 0.5", "1., 1", "0.33333, 0.33333", ", 1"})
    void a_preference_is_a_number_from_0_to_1(@Nullable String text, double q) throws Exception {
        assertThat(RegistrationReader.q(text)).isEqualTo(q);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "2", "1.5", "-0.5", "1e-1", "NaN", "0,5", "high", "0.5 "})
    void what_is_no_preference_is_refused(String text) {
        assertThatThrownBy(() -> RegistrationReader.q(text)).isInstanceOf(ServletParseException.class);
    }
}
