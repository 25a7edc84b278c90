package org.sipario.tomcat.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sipario.message.wire.Transport;
import org.sipario.tomcat.StartFailure;

class ListeningSettingsTest {

    @Test
    void a_transport_is_enough() {
        ListeningSettings settings = ListeningSettings.of(Map.of("transport", "udp"));

        assertThat(settings.transport()).isEqualTo(Transport.UDP);
        assertThat(settings.bind().getPort()).isEqualTo(5060);
        assertThat(settings.bind().getAddress().isAnyLocalAddress()).isTrue();
    }

    @Test
    void what_the_world_sees_may_differ_from_what_is_bound() {
        ListeningSettings settings = ListeningSettings.of(Map.of(
                "transport",
                "TCP",
                "address",
                "::1",
                "port",
                "0",
                "advertisedHost",
                "sip.example.com",
                "advertisedPort",
                "5070"));

        assertThat(settings.bind().getAddress().getHostAddress()).isEqualTo("0:0:0:0:0:0:0:1");
        assertThat(settings.advertisedHost()).isEqualTo("sip.example.com");
        assertThat(settings.advertisedPort()).isEqualTo(5070);
    }

    @Test
    void an_unknown_attribute_is_named_with_those_there_are() {
        assertThatThrownBy(() -> ListeningSettings.of(Map.of("transport", "udp", "prot", "5060")))
                .isInstanceOf(StartFailure.class)
                .hasMessage("a SIP <Connector> has no attribute \"prot\";"
                        + " it has address, advertisedHost, advertisedPort, port, transport");
    }

    @Test
    void a_port_out_of_range_is_shown_with_the_range() {
        assertThatThrownBy(() -> ListeningSettings.of(Map.of("transport", "udp", "port", "70000")))
                .hasMessage("port=\"70000\" is not 0..65535");
    }

    @Test
    void a_port_that_is_no_number_is_shown_with_the_range() {
        assertThatThrownBy(() -> ListeningSettings.of(Map.of("transport", "udp", "port", "sip")))
                .hasMessage("port=\"sip\" is not 0..65535");
    }

    @Test
    void a_transport_that_is_not_spoken_is_shown_with_those_that_are() {
        assertThatThrownBy(() -> ListeningSettings.of(Map.of("transport", "sctp")))
                .hasMessage("transport=\"sctp\" is not udp or tcp");
    }

    @Test
    void a_missing_transport_is_asked_for() {
        assertThatThrownBy(() -> ListeningSettings.of(Map.of("port", "5060")))
                .hasMessage("a SIP <Connector> needs the attribute transport: udp or tcp");
    }
}
