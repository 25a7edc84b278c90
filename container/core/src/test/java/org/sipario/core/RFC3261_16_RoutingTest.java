package org.sipario.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sipario.core.Texts.address;
import static org.sipario.core.Texts.invite;
import static org.sipario.core.Texts.request;
import static org.sipario.core.Texts.sip;
import static org.sipario.core.Texts.text;
import static org.sipario.core.Texts.uri;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sipario.core.proxy.Forwarding;
import org.sipario.message.HeaderName;
import org.sipario.message.SipRequest;
import org.sipario.message.SyntaxException;

/** RFC 3261 §16.4, §16.6 and the examples of §16.12.1. */
class RFC3261_16_RoutingTest {

    private final OwnAddresses own = uri -> uri.host().equals("p1.example.com");

    @Test
    void our_topmost_route_is_taken_off_and_told() throws SyntaxException {
        SipRequest request = invite("Route: <sip:p1.example.com;lr;app=x>, <sip:p2.example.com;lr>");

        PreprocessedRequest arrival = Routing.preprocess(request, own);

        assertThat(arrival.popped()).isEqualTo(address("<sip:p1.example.com;lr;app=x>"));
        assertThat(arrival.request().headers().values(HeaderName.ROUTE)).containsExactly("<sip:p2.example.com;lr>");
        assertThat(Routing.preprocess(arrival.request(), own).request()).isSameAs(arrival.request());
    }

    @Test
    void anothers_route_stays() throws SyntaxException {
        SipRequest request = invite("Route: <sip:p2.example.com;lr>, <sip:p1.example.com;lr>");

        assertThat(Routing.preprocess(request, own)).isEqualTo(new PreprocessedRequest(request, null));
    }

    @Test
    void what_a_strict_router_moved_is_moved_back() throws SyntaxException {
        SipRequest request = request(
                "BYE",
                "sip:p1.example.com;lr",
                "Route: <sip:p3.example.com;lr>",
                "Route: <sip:bob@biloxi.com;transport=tcp>");

        PreprocessedRequest arrival = Routing.preprocess(request, own);

        assertThat(arrival.request().uri()).isEqualTo(uri("sip:bob@biloxi.com;transport=tcp"));
        assertThat(arrival.request().headers().values(HeaderName.ROUTE)).containsExactly("<sip:p3.example.com;lr>");
        assertThat(arrival.popped()).isEqualTo(address("<sip:p1.example.com;lr>"));
    }

    @Test
    void the_last_route_gone_leaves_no_header() throws SyntaxException {
        SipRequest request = request("BYE", "sip:p1.example.com;lr", "Route: <sip:bob@biloxi.com>");

        assertThat(Routing.preprocess(request, own).request().headers().has(HeaderName.ROUTE))
                .isFalse();
    }

    @Test
    void the_next_hop_is_the_topmost_route_else_the_request_uri() throws SyntaxException {
        assertThat(Routing.nextHop(invite("Route: <sip:p2.example.com;lr>"))).contains(sip("sip:p2.example.com;lr"));
        assertThat(Routing.nextHop(invite())).contains(sip("sip:bob@biloxi.com"));
        assertThat(Routing.nextHop(request("INVITE", "tel:+15551234"))).isEmpty();
        assertThat(Routing.nextHop(request("INVITE", "tel:+15551234", "Route: <sip:gw;lr>")))
                .contains(sip("sip:gw;lr"));
    }

    @Test
    void a_strict_router_gets_the_request_uri_it_wants() throws SyntaxException {
        SipRequest request = invite("Route: <sip:old.example.com>, <sip:p3.example.com;lr>");

        SipRequest leaving = Routing.toStrictRouter(request);

        assertThat(leaving.uri()).isEqualTo(uri("sip:old.example.com"));
        assertThat(leaving.headers().values(HeaderName.ROUTE))
                .containsExactly("<sip:p3.example.com;lr>", "<sip:bob@biloxi.com>");
        SipRequest loose = invite("Route: <sip:p3.example.com;lr>");
        assertThat(Routing.toStrictRouter(loose)).isSameAs(loose);
    }

    @Test
    void a_route_that_is_no_sip_uri_is_refused() {
        assertThatThrownBy(() -> Routing.preprocess(invite("Route: <tel:+15551234>"), own))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining("tel:+15551234");
    }

    @Test
    @DisplayName("PRX-2: the copy for a branch differs in what §16.6 names and in nothing else")
    void the_copy_differs_in_what_the_section_names() {
        SipRequest original = invite("X-Odd:   kept   as it is", "Record-Route: <sip:p0;lr>", "Route: <sip:next;lr>");

        SipRequest copy = Forwarding.forward(
                original,
                uri("sip:bob@192.0.2.4"),
                List.of(sip("sip:out;lr"), sip("sip:in;lr")),
                List.of(address("<sip:r1;lr>"), address("<sip:r2;lr>")),
                List.of(address("<sip:path;lr>")));

        assertThat(copy.uri()).isEqualTo(uri("sip:bob@192.0.2.4"));
        assertThat(copy.maxForwards()).isEqualTo(69);
        assertThat(copy.headers().values(HeaderName.RECORD_ROUTE))
                .containsExactly("<sip:in;lr>", "<sip:out;lr>", "<sip:p0;lr>");
        assertThat(copy.headers().values(HeaderName.ROUTE))
                .containsExactly("<sip:r2;lr>", "<sip:r1;lr>", "<sip:next;lr>");
        assertThat(copy.headers().values(HeaderName.PATH)).containsExactly("<sip:path;lr>");
        assertThat(text(copy)).contains("\r\nX-Odd:   kept   as it is\r\n");
        assertThat(original.maxForwards()).isEqualTo(70);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sip:bob@192.0.2.4;method=INVITE?X-Foo=1 | sip:bob@192.0.2.4",
                "sip:bob@192.0.2.4;line=7;Method=REGISTER;transport=tcp | sip:bob@192.0.2.4;line=7;transport=tcp",
                "sips:bob@192.0.2.4?Replaces=a%3Bto-tag%3Db&Subject=c | sips:bob@192.0.2.4",
                "sip:bob@192.0.2.4;user=phone;maddr=192.0.2.5;ttl=3;lr | "
                        + "sip:bob@192.0.2.4;user=phone;maddr=192.0.2.5;ttl=3;lr",
                "tel:+15551234;isub=1 | tel:+15551234;isub=1"
            })
    void a_request_uri_has_neither_method_nor_headers(String target, String requestUri) {
        assertThat(Forwarding.forward(invite(), uri(target), List.of(), List.of(), List.of())
                        .uri())
                .isEqualTo(uri(requestUri));
    }

    @Test
    void a_request_uri_made_of_a_route_has_neither_method_nor_headers() throws SyntaxException {
        SipRequest leaving = Routing.toStrictRouter(invite("Route: <sip:old.example.com;method=INVITE?X-Foo=1>"));

        assertThat(leaving.uri()).isEqualTo(uri("sip:old.example.com"));
    }

    @Test
    void absent_max_forwards_becomes_70() {
        SipRequest original = invite("Max-Forwards: none");

        assertThat(Forwarding.forward(original, original.uri(), List.of(), List.of(), List.of())
                        .maxForwards())
                .isEqualTo(70);
    }
}
