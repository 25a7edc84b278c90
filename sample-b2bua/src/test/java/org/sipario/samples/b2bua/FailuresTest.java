package org.sipario.samples.b2bua;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

    @ParameterizedTest
    @CsvSource({"401, 403", "407, 403", "408, 480", "503, 480", "300, 480", "302, 480"})
    void what_would_mislead_the_caller_is_translated(int far, int near) {
        assertThat(Failures.translate(far, true)).isEqualTo(near);
    }

    @ParameterizedTest
    @CsvSource({"401, 403", "407, 403", "408, 408", "503, 503", "481, 481", "491, 491"})
    void within_a_call_the_caller_must_know_that_the_other_side_is_silent(int far, int near) {
        assertThat(Failures.translate(far, false)).isEqualTo(near);
    }

    @ParameterizedTest
    @ValueSource(ints = {180, 183, 200, 202, 404, 415, 422, 480, 486, 487, 488, 500, 600, 603})
    void everything_else_stays(int status) {
        assertThat(Failures.translate(status, true)).isEqualTo(status);
    }
}
