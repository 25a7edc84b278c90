package org.sipario.transport.locate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sipario.message.SipUri;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Transport;

/** UAC-21. */
class RFC3263_4_DnsLocatorTest {
    private NameServer names;
    private final List<ListeningPoint> points =
            new ArrayList<>(List.of(point(Transport.UDP, "127.0.0.1"), point(Transport.TCP, "127.0.0.1")));

    @BeforeEach
    void start() throws Exception {
        names = new NameServer();
    }

    @AfterEach
    void stop() {
        names.close();
    }

    @ParameterizedTest
    @CsvSource({
        "sip:bob@192.0.2.7,                          UDP 192.0.2.7:5060",
        "sip:192.0.2.7:5090,                         UDP 192.0.2.7:5090",
        "sip:192.0.2.7;transport=TCP,                TCP 192.0.2.7:5060",
        "sip:example.com;maddr=192.0.2.9,            UDP 192.0.2.9:5060",
        "sip:localhost:5070,                         UDP 127.0.0.1:5070",
    })
    void addresses_and_local_names_need_no_name_server(String uri, String hop) throws Exception {
        assertThat(locate(uri)).containsExactly(hop);
        assertThat(names.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"sips:192.0.2.7", "sip:192.0.2.7;transport=tls", "sip:192.0.2.7;transport=sctp", "sip:[2001:db8::1]"})
    void what_we_do_not_speak_is_not_found(String uri) throws Exception {
        assertThat(locate(uri)).isEmpty();
    }

    @Test
    void ipv6_is_found_where_we_listen_on_it() throws Exception {
        points.add(point(Transport.TCP, "::1"));

        assertThat(locate("sip:[2001:db8::1]:5080;transport=tcp")).containsExactly("TCP 2001:db8:0:0:0:0:0:1:5080");
    }

    @Test
    void a_port_means_that_only_the_address_is_asked_for() throws Exception {
        names.with("host.test.", "A", "192.0.2.1").with("_sip._udp.host.test.", "SRV", "0 0 5999 other.test.");

        assertThat(locate("sip:host.test:5080")).containsExactly("UDP 192.0.2.1:5080");
        assertThat(names.asked).containsExactlyInAnyOrder("A host.test.", "AAAA host.test.");
    }

    @Test
    void naptr_chooses_the_transport_then_srv_the_server() throws Exception {
        names.with("corp.test.", "NAPTR", "50 50 \"s\" \"SIPS+D2T\" \"\" _sips._tcp.corp.test.")
                .with("corp.test.", "NAPTR", "90 50 \"s\" \"SIP+D2T\" \"\" _sip._tcp.corp.test.")
                .with("corp.test.", "NAPTR", "100 50 \"s\" \"SIP+D2U\" \"\" _sip._udp.corp.test.")
                .with("_sip._tcp.corp.test.", "SRV", "1 0 5071 one.test.")
                .with("_sip._udp.corp.test.", "SRV", "1 0 5072 two.test.")
                .with("one.test.", "A", "192.0.2.1")
                .with("two.test.", "A", "192.0.2.2");

        assertThat(locate("sip:bob@corp.test")).containsExactly("TCP 192.0.2.1:5071", "UDP 192.0.2.2:5072");
    }

    @Test
    void without_naptr_each_transport_is_asked_for_by_srv_in_order_of_priority() throws Exception {
        names.with("_sip._udp.corp.test.", "SRV", "20 0 5072 two.test.")
                .with("_sip._udp.corp.test.", "SRV", "10 0 5071 one.test.")
                .with("one.test.", "A", "192.0.2.1")
                .with("two.test.", "A", "192.0.2.2");

        assertThat(locate("sip:corp.test")).containsExactly("UDP 192.0.2.1:5071", "UDP 192.0.2.2:5072");
    }

    @Test
    void without_any_of_them_the_name_is_the_server() throws Exception {
        names.with("plain.test.", "A", "192.0.2.3");

        assertThat(locate("sip:plain.test")).containsExactly("UDP 192.0.2.3:5060");
    }

    @Test
    void a_name_that_does_not_exist_is_empty_at_once() throws Exception {
        long started = System.nanoTime();

        assertThat(locate("sip:nowhere.test")).isEmpty();

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMillis(1_500));
    }

    @Test
    void a_domain_with_very_many_servers_costs_no_more_than_the_bound() throws Exception {
        for (int i = 0; i < 40; i++) {
            names.with("_sip._udp.many.test.", "SRV", i + " 0 5060 h" + i + ".test.")
                    .with("h" + i + ".test.", "A", "192.0.2." + i);
        }

        assertThat(locate("sip:many.test;transport=udp")).hasSize(DnsLocator.MOST_HOPS);
    }

    @Test
    void a_silent_name_server_costs_no_more_than_the_timeout() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            InetSocketAddress address = (InetSocketAddress) silent.getLocalSocketAddress();
            DnsLocator locator = new DnsLocator(() -> points, List.of(address), Duration.ofMillis(300));
            long started = System.nanoTime();

            assertThat(locator.locate(SipUri.parse("sip:slow.test"))).isEmpty();

            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMillis(1_500));
        }
    }

    private List<String> locate(String uri) throws Exception {
        DnsLocator locator = new DnsLocator(() -> points, List.of(names.address()), Duration.ofSeconds(2));
        return locator.locate(SipUri.parse(uri)).stream()
                .map(hop -> hop.transport() + " " + hop.address().getAddress().getHostAddress() + ":"
                        + hop.address().getPort())
                .toList();
    }

    private static ListeningPoint point(Transport transport, String address) {
        return new ListeningPoint(
                transport, new InetSocketAddress(InetAddress.ofLiteral(address), 5060), address, 5060);
    }
}
