package org.sipario.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipario.transaction.RecordingWire.tcpFrom;
import static org.sipario.transaction.RecordingWire.udpFrom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sipario.message.HeaderName;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;
import org.sipario.message.SyntaxException;
import org.sipario.message.Via;
import org.sipario.message.wire.Flow;

/** RFC 3261 §18.2.1 and §18.2.2, RFC 3581 §4. */
class RFC3261_18_2_TopmostViaTest {

    @Test
    void a_via_that_tells_the_truth_is_left_alone() {
        SipRequest request = Messages.request(Method.OPTIONS, "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-1");
        assertThat(TopmostVia.stamp(request, udpFrom("192.0.2.1", 5060))).isSameAs(request);
        assertThat(TopmostVia.stamp(request, udpFrom("192.0.2.1", 40_000))).isSameAs(request);
        SipRequest six = Messages.request(Method.OPTIONS, "SIP/2.0/UDP [2001:db8:0::1]:5060;branch=z9hG4bK-1");
        assertThat(TopmostVia.stamp(six, udpFrom("2001:db8::1", 5060))).isSameAs(six);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SIP/2.0/UDP pc.example.com;branch=z9hG4bK-1 | \
                SIP/2.0/UDP pc.example.com;branch=z9hG4bK-1;received=192.0.2.1
            SIP/2.0/UDP 10.0.0.1:5080;branch=z9hG4bK-1 | \
                SIP/2.0/UDP 10.0.0.1:5080;branch=z9hG4bK-1;received=192.0.2.1
            SIP/2.0/UDP 10.0.0.1;rport;branch=z9hG4bK-1 | \
                SIP/2.0/UDP 10.0.0.1;rport=40000;branch=z9hG4bK-1;received=192.0.2.1
            SIP/2.0/UDP 192.0.2.1:40000;rport;branch=z9hG4bK-1 | \
                SIP/2.0/UDP 192.0.2.1:40000;rport=40000;branch=z9hG4bK-1;received=192.0.2.1
            """)
    void the_source_is_written_where_sent_by_does_not_tell_it_or_rport_asks(String via, String stamped) {
        SipRequest request = Messages.request(Method.OPTIONS, via);
        SipRequest seen = TopmostVia.stamp(request, udpFrom("192.0.2.1", 40_000));
        assertThat(seen.headers().value(HeaderName.VIA)).isEqualTo(stamped);
        assertThat(seen.topVia().received()).isEqualTo("192.0.2.1");
    }

    @Test
    void only_the_topmost_via_is_touched() {
        SipRequest request = Messages.request(
                Method.OPTIONS,
                "SIP/2.0/UDP p.example.com;branch=z9hG4bK-2, SIP/2.0/UDP a.example.com;branch=z9hG4bK-1");
        assertThat(TopmostVia.stamp(request, udpFrom("192.0.2.1", 5060))
                        .headers()
                        .values(HeaderName.VIA))
                .containsExactly(
                        "SIP/2.0/UDP p.example.com;branch=z9hG4bK-2;received=192.0.2.1",
                        "SIP/2.0/UDP a.example.com;branch=z9hG4bK-1");
    }

    @Test
    void a_response_goes_to_the_source_address_and_the_port_of_sent_by() throws SyntaxException {
        Flow came = udpFrom("192.0.2.1", 40_000);
        assertThat(reply("SIP/2.0/UDP 192.0.2.1:5070;branch=z9hG4bK-1", came)).isEqualTo(udpFrom("192.0.2.1", 5070));
        assertThat(reply("SIP/2.0/UDP pc.example.com;branch=z9hG4bK-1", came)).isEqualTo(udpFrom("192.0.2.1", 5060));
        assertThat(reply("SIP/2.0/UDP 192.0.2.1:40000;branch=z9hG4bK-1", came)).isSameAs(came);
    }

    @Test
    void a_response_goes_to_the_source_port_where_rport_asks() throws SyntaxException {
        Flow came = udpFrom("192.0.2.1", 40_000);
        assertThat(reply("SIP/2.0/UDP 10.0.0.1:5060;rport;branch=z9hG4bK-1", came))
                .isSameAs(came);
    }

    @Test
    void a_response_goes_to_maddr_where_that_is_an_address() throws SyntaxException {
        Flow came = udpFrom("192.0.2.1", 40_000);
        assertThat(reply("SIP/2.0/UDP 192.0.2.1;maddr=239.255.0.1;branch=z9hG4bK-1", came))
                .isEqualTo(udpFrom("239.255.0.1", 5060));
        assertThat(reply("SIP/2.0/UDP 192.0.2.1;maddr=group.example.com;branch=z9hG4bK-1", came))
                .isSameAs(came);
    }

    @Test
    void a_response_takes_the_connection_of_its_request() throws SyntaxException {
        Flow came = tcpFrom("192.0.2.1", 40_000, 3);
        assertThat(reply("SIP/2.0/TCP 192.0.2.1:5070;branch=z9hG4bK-1", came)).isSameAs(came);
    }

    private static Flow reply(String via, Flow flow) throws SyntaxException {
        return TopmostVia.reply(Via.parse(via), flow);
    }
}
