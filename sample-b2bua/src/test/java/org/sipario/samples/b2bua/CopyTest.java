package org.sipario.samples.b2bua;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Via",
                "v",
                "Record-Route",
                "Contact",
                "m",
                "Call-ID",
                "CALL-ID",
                "i",
                "From",
                "To",
                "CSeq",
                "RSeq",
                "Content-Length",
                "l",
                "WWW-Authenticate",
                "Proxy-Authenticate",
                "Timestamp"
            })
    void what_shows_the_far_side_stays_there(String header) {
        assertThat(Copy.goesOver(header)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Session-Expires",
                "Require",
                "Supported",
                "k",
                "Allow",
                "Retry-After",
                "Reason",
                "Warning",
                "X-Foo",
                "Content-Disposition",
                "Min-SE",
                "Unsupported"
            })
    void what_is_said_to_the_caller_goes_over(String header) {
        assertThat(Copy.goesOver(header)).isTrue();
    }
}
