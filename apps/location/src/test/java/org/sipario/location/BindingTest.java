package org.sipario.location;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BindingTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void a_contact_is_listed_with_what_is_left_of_its_life_rounded_up() {
        Binding binding = new Binding(
                "sip:a@192.0.2.1;transport=tcp", ";q=0.5", 0.5, NOW.plusMillis(59_001), "c", 1, List.of(), "sip:x");

        assertThat(binding.contact(NOW)).isEqualTo("<sip:a@192.0.2.1;transport=tcp>;q=0.5;expires=60");
        assertThat(binding.secondsLeft(NOW.plusSeconds(60))).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.5, 198.51.100.1, true",
        "192.168.1.5, 198.51.100.1, true",
        "100.64.0.9, 198.51.100.1, true",
        "[fd00::1], 2001:db8::1, true",
        "df7jal23ls0d.invalid, 198.51.100.1, true",
        "0.0.0.0, 198.51.100.1, true",
        "[::], 2001:db8::1, true",
        "127.0.0.1, 198.51.100.1, true",
        "10.0.0.5, 10.0.0.5, false", // the same network as ours
        "127.0.0.1, 127.0.0.1, false",
        "203.0.113.5, 198.51.100.1, false", // a public address is believed
        "phone.example.com, 198.51.100.1, false",
    })
    void a_private_contact_that_the_register_did_not_come_from_is_behind_nat(
            String contact, String received, boolean nat) {
        assertThat(Nat.isBetween(contact, received)).isEqualTo(nat);
    }

    @Test
    void a_source_is_written_as_a_uri() {
        assertThat(new Source("192.0.2.1", 5060, "UDP").uri()).isEqualTo("sip:192.0.2.1:5060;transport=udp");
        assertThat(new Source("2001:db8::1", 5061, "TLS").uri()).isEqualTo("sip:[2001:db8::1]:5061;transport=tls");
    }
}
