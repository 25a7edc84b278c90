package org.sipario.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelayPolicyTest {

    @Test
    void by_default_only_this_machine_is_trusted() {
        RelayPolicy policy = new RelayPolicy(null);

        assertThat(policy.trusts("127.0.0.1")).isTrue();
        assertThat(policy.trusts("::1")).isTrue();
        assertThat(policy.trusts("10.1.2.3")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, true",
        "11.1.2.3, false",
        "192.0.2.127, true",
        "192.0.2.128, false",
        "198.51.100.4, true",
        "198.51.100.5, false",
        "2001:db8:0:1::7, true",
        "2001:db9::7, false",
    })
    void networks_are_compared_bit_by_bit(String address, boolean trusted) {
        RelayPolicy policy = new RelayPolicy("10.0.0.0/8, 192.0.2.0/25 198.51.100.4 2001:db8::/32");

        assertThat(policy.trusts(address)).isEqualTo(trusted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "example.com", "10.0.0.0/", "/8"})
    void what_is_no_network_is_refused_by_name(String word) {
        assertThatThrownBy(() -> new RelayPolicy("127.0.0.0/8 " + word))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("relay")
                .hasMessageContaining(word);
    }
}
