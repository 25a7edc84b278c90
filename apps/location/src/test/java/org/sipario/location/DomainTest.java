package org.sipario.location;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 5070, true",
        "127.0.0.1, -1, true",
        "127.0.0.1, 5071, false", // somebody else on the same machine
        "127.0.0.2, 5070, false",
        "localhost, 5070, true",
        "LOCALHOST, -1, true",
        "pbx, 5070, false", // the machine's name is not that of loopback
        "[::1], 5080, true",
        "[0:0:0:0:0:0:0:1], 5080, true",
        "[::1], 5070, false",
        "example.com, -1, true",
        "Example.COM., 5070, true",
        "example.com, 5090, false",
        "sub.example.com, -1, false",
        "1e100.net, -1, false",
    })
    void a_server_on_loopback_knows_itself_by_host_and_port(String host, int port, boolean ours) {
        Domain domain = domain(new Domain.Point("127.0.0.1", 5070), new Domain.Point("[::1]", 5080));

        assertThat(domain.contains(host, port)).isEqualTo(ours);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 5060, true",
        "192.0.2.8, 5060, false",
        "192.0.2.7, 5061, false",
        "127.0.0.1, -1, true",
        "localhost, 5060, true",
        "pbx, -1, true",
        "pbx, 5062, false",
    })
    void a_server_on_the_wildcard_address_knows_itself_by_all_addresses_of_its_machine(
            String host, int port, boolean ours) {
        assertThat(domain(new Domain.Point("0.0.0.0", 5060)).contains(host, port))
                .isEqualTo(ours);
    }

    @Test
    void a_server_that_does_not_listen_has_no_domain() {
        assertThat(domain().contains("127.0.0.1", -1)).isFalse();
    }

    @Test
    void words_stand_between_blanks_and_commas() {
        assertThat(Domain.words(" a.example, B.example\n\tc.example ,"))
                .containsExactlyInAnyOrder("a.example", "b.example", "c.example");
        assertThat(Domain.words(null)).isEmpty();
        assertThat(Domain.words("  ")).isEmpty();
    }

    private static Domain domain(Domain.Point... points) {
        return new Domain(
                Set.of("example.com"),
                Set.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("192.0.2.7")),
                Set.of("pbx"),
                () -> List.of(points));
    }
}
