package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import jakarta.servlet.sip.Parameterable;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipServletMessage.HeaderForm;
import jakarta.servlet.sip.SipServletRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sipario.testkit.TextMessage;

/** JSR 289, SIP Servlet Messages: headers and state, on messages of a container in memory. */
class MessagesTest {

    private final OneApplication one = OneApplication.waiting();

    @Test
    void MSG_1_the_method_of_a_response_is_that_of_its_request() throws Exception {
        SipServletRequest request = one.received("OPTIONS");
        assertThat(request.getMethod()).isEqualTo("OPTIONS");
        assertThat(request.getProtocol()).isEqualTo("SIP/2.0");
        assertThat(request.createResponse(200).getMethod()).isEqualTo("OPTIONS");
        assertThat(request.createResponse(200).getProtocol()).isEqualTo("SIP/2.0");
    }

    @Test
    void MSG_2_long_and_compact_names_and_all_cases_are_one_header() {
        SipServletRequest request = one.received("MESSAGE", "c: text/plain", "Subject: hello");
        for (String name : List.of("c", "C", "Content-Type", "CONTENT-TYPE")) {
            assertThat(request.getHeader(name)).isEqualTo("text/plain");
        }
        assertThat(request.getHeader("s")).isEqualTo("hello");
        request.setHeader("s", "again");
        assertThat(request.getHeader("subject")).isEqualTo("again");
        assertThat(all(request.getHeaderNames())).contains("Content-Type").doesNotContain("c");
    }

    @Test
    void MSG_3_the_first_value_or_null_or_nothing() {
        SipServletRequest request = one.received("MESSAGE", "Accept: a/b, c/d", "X-Empty: ");
        assertThat(request.getHeader("Accept")).isEqualTo("a/b");
        assertThat(request.getHeader("X-Absent")).isNull();
        assertThat(request.getHeader("X-Empty")).isEmpty();
        assertThatNullPointerException().isThrownBy(() -> request.getHeader(nothing()));
        assertThatNullPointerException().isThrownBy(() -> request.getHeaders(nothing()));
    }

    @Test
    void MSG_4_all_values_in_their_order_over_lines_and_commas() {
        SipServletRequest request = one.made("MESSAGE");
        request.addHeader("Accept", "a/b, c/d");
        request.addHeader("Accept", "e/f");
        assertThat(all(request.getHeaders("Accept"))).containsExactly("a/b", "c/d", "e/f");
        assertThat(all(request.getHeaders("X-Absent"))).isEmpty();
    }

    @Test
    void MSG_5_values_are_changed_through_their_iterator_but_not_those_of_the_container() throws Exception {
        SipServletRequest request = one.made("MESSAGE");
        request.setHeader("Accept", "a/b, c/d, e/f");
        ListIterator<String> values = request.getHeaders("Accept");
        values.next();
        values.set("x/y");
        values.next();
        values.remove();
        values.add("n/n");
        assertThat(request.getHeaderList("Accept")).containsExactly("x/y", "n/n", "e/f");

        ListIterator<String> callId = request.getHeaders("Call-ID");
        callId.next();
        assertThatIllegalArgumentException().isThrownBy(callId::remove);
        assertThatIllegalArgumentException().isThrownBy(() -> callId.set("mine"));
        assertThatIllegalArgumentException().isThrownBy(() -> callId.add("mine"));
        var from = request.getAddressHeaders("From");
        from.next();
        assertThatIllegalArgumentException().isThrownBy(from::remove);
    }

    @Test
    void MSG_5_addresses_are_changed_through_their_iterator() throws Exception {
        SipServletRequest request = one.made("MESSAGE");
        request.setHeader("P-Asserted-Identity", "<sip:a@x.test>, <tel:+49301234>");
        var values = request.getAddressHeaders("P-Asserted-Identity");
        values.next();
        values.remove();
        values.next().setDisplayName("Tel");
        values.add(one.application.factory().createAddress("sip:b@x.test"));
        assertThat(one.sent(request).headers("P-Asserted-Identity"))
                .containsExactly("\"Tel\" <tel:+49301234>", "<sip:b@x.test>");
    }

    @Test
    void MSG_6_each_name_comes_once() {
        SipServletRequest request = one.made("MESSAGE");
        request.addHeader("X-Two", "1");
        request.addHeader("X-Two", "2");
        assertThat(all(request.getHeaderNames()))
                .doesNotHaveDuplicates()
                .contains("X-Two", "From", "To", "Call-ID", "CSeq", "Max-Forwards");
    }

    @Test
    void MSG_7_headers_are_set_added_and_removed() throws Exception {
        SipServletRequest request = one.made("MESSAGE");
        request.addHeader("X-A", "1");
        request.addHeader("X-A", "2");
        request.addHeader("X-B", "1");
        request.addHeader("X-B", "2");
        request.setHeader("X-B", "3");
        request.addHeader("X-C", "1");
        request.removeHeader("X-C");
        TextMessage message = one.sent(request);
        assertThat(message.headers("X-A")).containsExactly("1", "2");
        assertThat(message.headers("X-B")).containsExactly("3");
        assertThat(message.headers("X-C")).isEmpty();
    }

    @Test
    void MSG_7_null_is_refused() {
        SipServletRequest request = one.made("MESSAGE");
        assertThatNullPointerException().isThrownBy(() -> request.setHeader("X", nothing()));
        assertThatNullPointerException().isThrownBy(() -> request.setHeader(nothing(), "x"));
        assertThatNullPointerException().isThrownBy(() -> request.addHeader("X", nothing()));
        assertThatNullPointerException().isThrownBy(() -> request.addHeader(nothing(), "x"));
        assertThatNullPointerException().isThrownBy(() -> request.removeHeader(nothing()));
        assertThatNullPointerException().isThrownBy(() -> request.setAddressHeader("X", nothing()));
    }

    @Test
    void MSG_8_the_headers_of_the_container_are_its_own() {
        SipServletRequest request = one.made("INVITE");
        // Values that are valid, so that it is the name that is refused.
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Call-ID", "1");
        headers.put("i", "1");
        headers.put("From", "<sip:a@x.test>");
        headers.put("f", "<sip:a@x.test>");
        headers.put("To", "<sip:a@x.test>");
        headers.put("CSeq", "1 INVITE");
        headers.put("Via", "SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK1");
        headers.put("Record-Route", "<sip:192.0.2.9;lr>");
        headers.put("Route", "<sip:192.0.2.9;lr>");
        headers.put("Path", "<sip:192.0.2.9;lr>");
        headers.put("RSeq", "1");
        headers.put("RAck", "1 1 INVITE");
        headers.put("Contact", "<sip:a@x.test>");
        headers.put("m", "<sip:a@x.test>");
        headers.forEach((name, value) -> {
            assertThatIllegalArgumentException().as(name).isThrownBy(() -> request.setHeader(name, value));
            assertThatIllegalArgumentException().as(name).isThrownBy(() -> request.addHeader(name, value));
            assertThatIllegalArgumentException().as(name).isThrownBy(() -> request.removeHeader(name));
        });
    }

    @Test
    void MSG_10_a_value_that_is_no_address_is_not_shown_as_one() throws Exception {
        SipServletRequest request = one.received("MESSAGE", "Subject: <sip:a@b>", "X-Any: no address");
        for (String name : List.of("Subject", "X-Any")) {
            assertThatExceptionOfType(ServletParseException.class).isThrownBy(() -> request.getAddressHeader(name));
            assertThatExceptionOfType(ServletParseException.class).isThrownBy(() -> request.getAddressHeaders(name));
        }
        assertThat(request.getAddressHeader("X-Absent")).isNull();
    }

    @Test
    void MSG_11_addresses_go_where_addresses_belong() throws Exception {
        SipServletRequest request = one.made("MESSAGE");
        var address = one.application.factory().createAddress("sip:a@x.test");
        for (String name : List.of("Subject", "Route", "Call-ID", "Via", "From")) {
            assertThatIllegalArgumentException().as(name).isThrownBy(() -> request.setAddressHeader(name, address));
            assertThatIllegalArgumentException()
                    .as(name)
                    .isThrownBy(() -> request.addAddressHeader(name, address, true));
        }
    }

    @Test
    void MSG_12_values_come_first_or_last() throws Exception {
        SipServletRequest request = one.made("MESSAGE");
        var factory = one.application.factory();
        request.addAddressHeader("P-Asserted-Identity", factory.createAddress("sip:b@x.test"), false);
        request.addAddressHeader("P-Asserted-Identity", factory.createAddress("sip:a@x.test"), true);
        request.addAddressHeader("P-Asserted-Identity", factory.createAddress("sip:c@x.test"), false);
        request.addParameterableHeader("Accept", factory.createParameterable("b/b;q=0.5"), false);
        request.addParameterableHeader("Accept", factory.createParameterable("a/a"), true);
        TextMessage message = one.sent(request);
        assertThat(message.headers("P-Asserted-Identity"))
                .containsExactly("<sip:a@x.test>", "<sip:b@x.test>", "<sip:c@x.test>");
        assertThat(message.headers("Accept")).containsExactly("a/a", "b/b;q=0.5");
    }

    @Test
    void MSG_13_values_with_parameters_are_shown_by_value_and_parameters() throws Exception {
        SipServletRequest request = one.received(
                "MESSAGE",
                "Event: presence;id=7",
                "Content-Type: text/plain;charset=UTF-8",
                "Accept: a/b;q=0.3",
                "Subscription-State: active;expires=60",
                "Reason: SIP;cause=200;text=\"Call completed elsewhere\"",
                "Retry-After: 18;duration=3600",
                "X-Mine: some;thing=else");
        assertParameter(request.getParameterableHeader("Event"), "presence", "id", "7");
        assertParameter(request.getParameterableHeader("Content-Type"), "text/plain", "charset", "UTF-8");
        assertParameter(request.getParameterableHeader("Accept"), "a/b", "q", "0.3");
        assertParameter(request.getParameterableHeader("Subscription-State"), "active", "expires", "60");
        assertParameter(request.getParameterableHeader("Reason"), "SIP", "text", "Call completed elsewhere");
        assertParameter(request.getParameterableHeader("Retry-After"), "18", "duration", "3600");
        assertParameter(request.getParameterableHeader("X-Mine"), "some", "thing", "else");
        assertThat(Objects.requireNonNull(request.getParameterableHeader("Via")).getParameter("branch"))
                .startsWith("z9hG4bK");
        assertThat(request.getParameterableHeader("X-Absent")).isNull();
    }

    private static void assertParameter(@Nullable Parameterable shown, String value, String name, String parameter) {
        assertThat(Objects.requireNonNull(shown).getValue()).isEqualTo(value);
        assertThat(shown.getParameter(name)).isEqualTo(parameter);
    }

    @Test
    void MSG_14_short_cuts_to_headers() throws Exception {
        SipServletRequest request = one.made("SUBSCRIBE");
        assertThat(request.getCallId()).isEqualTo(request.getHeader("Call-ID"));
        assertThat(request.getExpires()).isEqualTo(-1);
        request.setExpires(600);
        assertThat(request.getExpires()).isEqualTo(600);
        assertThat(one.sent(request).header("Expires")).isEqualTo("600");
    }

    @Test
    void MSG_29_attributes_live_with_the_message() {
        SipServletRequest request = one.received("MESSAGE");
        assertThat(request.getAttribute("a")).isNull();
        request.setAttribute("a", 1);
        request.setAttribute("b", 2);
        assertThat(request.getAttribute("a")).isEqualTo(1);
        assertThat(Collections.list(request.getAttributeNames())).containsExactlyInAnyOrder("a", "b");
        request.removeAttribute("a");
        assertThat(request.getAttribute("a")).isNull();
        assertThat(request.createResponse(200).getAttribute("b")).isNull();
        assertThatNullPointerException().isThrownBy(() -> request.setAttribute("a", nothing()));
        assertThatNullPointerException().isThrownBy(() -> request.getAttribute(nothing()));
    }

    @Test
    void MSG_31_MSG_32_a_message_in_an_application_has_its_sessions() {
        SipServletRequest request = one.received("MESSAGE");
        assertThat(request.getSession()).isNotNull().isSameAs(request.getSession(false));
        assertThat(request.getApplicationSession())
                .isSameAs(request.getSession().getApplicationSession())
                .isSameAs(request.getApplicationSession(false));
    }

    @Test
    void MSG_33_MSG_38_MSG_39_where_a_message_came_from() throws Exception {
        SipServletRequest request = one.received("MESSAGE");
        assertThat(request.isSecure()).isFalse();
        assertThat(request.getLocalAddr()).isEqualTo("192.0.2.1");
        assertThat(request.getLocalPort()).isEqualTo(5060);
        assertThat(request.getRemoteAddr()).isEqualTo("192.0.2.11");
        assertThat(request.getRemotePort()).isEqualTo(5060);
        assertThat(request.getTransport()).isEqualTo("UDP");
        assertThat(request.getInitialRemoteAddr()).isEqualTo("192.0.2.11");
        assertThat(request.getInitialTransport()).isEqualTo("UDP");
        for (var made : List.of(one.made("MESSAGE"), request.createResponse(200))) {
            assertThat(made.getLocalAddr()).isNull();
            assertThat(made.getLocalPort()).isEqualTo(-1);
            assertThat(made.getRemoteAddr()).isNull();
            assertThat(made.getRemotePort()).isEqualTo(-1);
            assertThat(made.getTransport()).isNull();
        }
    }

    @Test
    void MSG_39_a_response_came_from_who_sent_it() throws Exception {
        one.sent(one.made("MESSAGE"));
        one.server.ladder("bob").play("bob -> server 200");
        assertThat(one.servlet.responses).singleElement().satisfies(response -> {
            assertThat(response.getRemoteAddr()).isEqualTo("192.0.2.12");
            assertThat(response.getRemotePort()).isEqualTo(5060);
            assertThat(response.getLocalAddr()).isEqualTo("192.0.2.1");
            assertThat(response.getTransport()).isEqualTo("UDP");
        });
    }

    @Test
    void MSG_34_MSG_35_what_is_committed_can_not_be_changed() throws Exception {
        SipServletRequest request = one.received("MESSAGE");
        assertThat(request.isCommitted()).isFalse();
        var response = request.createResponse(200);
        assertThat(response.isCommitted()).isFalse();
        response.send();
        one.heard("200");
        SipServletRequest made = one.made("MESSAGE");
        one.sent(made);
        for (var message : List.of(request, response, made)) {
            assertThat(message.isCommitted()).isTrue();
            assertThatIllegalStateException().isThrownBy(() -> message.setHeader("X", "1"));
            assertThatIllegalStateException().isThrownBy(() -> message.removeHeader("X"));
            assertThatIllegalStateException().isThrownBy(() -> message.setContent("x", "text/plain"));
            assertThatIllegalStateException().isThrownBy(() -> message.setExpires(1));
        }
        assertThatIllegalStateException().isThrownBy(() -> made.setRequestURI(made.getRequestURI()));
        assertThatIllegalStateException().isThrownBy(() -> made.getRequestURI().setParameter("a", "b"));
    }

    @Test
    void MSG_34_final_answers_to_what_an_application_sent_are_committed() throws Exception {
        one.sent(one.made("MESSAGE"));
        one.server.ladder("bob").play("bob -> server 202");
        assertThat(one.servlet.responses.getLast().isCommitted()).isTrue();

        one.sent(one.made("INVITE"));
        one.server.ladder("bob").play("bob -> server 180");
        assertThat(one.servlet.responses.getLast().isCommitted()).isTrue();
        one.server.ladder("bob").play("bob -> server 200");
        var success = one.servlet.responses.getLast();
        assertThat(success.isCommitted()).isFalse();
        success.createAck().send();
        assertThat(success.isCommitted()).isTrue();
        one.server.ladder("bob").play("server -> bob ACK");
    }

    @Test
    void MSG_36_nothing_is_sent_twice() throws Exception {
        SipServletRequest request = one.received("MESSAGE");
        assertThatIllegalStateException().isThrownBy(request::send);
        var first = request.createResponse(200);
        var second = request.createResponse(200);
        first.send();
        one.heard("200");
        assertThatIllegalStateException().isThrownBy(first::send);
        assertThatIllegalStateException().isThrownBy(second::send);
        SipServletRequest made = one.made("MESSAGE");
        one.sent(made);
        assertThatIllegalStateException().isThrownBy(made::send);
    }

    @Test
    void MSG_37_a_peer_that_can_not_be_reached_shows_as_503() throws Exception {
        one.server.network.unplug(one.server.network.agent("bob"));
        one.made("MESSAGE").send();
        one.server.ladder("bob").play("");
        assertThat(one.servlet.responses)
                .singleElement()
                .satisfies(response -> assertThat(response.getStatus()).isEqualTo(503));
    }

    @Test
    void MSG_43_header_names_are_written_long_or_compact_as_wanted() throws Exception {
        SipServletRequest compact = one.made("MESSAGE");
        compact.setHeader("Subject", "hello");
        compact.setContent("text", "text/plain");
        assertThat(compact.getHeaderForm()).isEqualTo(HeaderForm.DEFAULT);
        compact.setHeaderForm(HeaderForm.COMPACT);
        assertThat(one.sent(compact).toString())
                .contains("\ns: hello", "\nc: text/plain", "\nf: ", "\ni: ", "\nl: 4")
                .doesNotContain("Subject:", "From:");

        SipServletRequest request = one.received("MESSAGE");
        var response = request.createResponse(200);
        response.setHeader("s", "hello");
        response.setHeaderForm(HeaderForm.LONG);
        response.send();
        assertThat(one.heard("200").toString()).contains("\nSubject: hello", "\nFrom: ");
    }

    @Test
    void MSG_44_a_message_is_read_after_its_session_but_leads_nowhere() throws Exception {
        SipServletRequest request = one.received("INVITE");
        SipServletRequest made = one.made("MESSAGE");
        var response = request.createResponse(200);
        request.getApplicationSession().invalidate();
        made.getApplicationSession().invalidate();
        assertThat(request.getHeader("CSeq")).endsWith("INVITE");
        assertThatIllegalStateException().isThrownBy(() -> request.getSession().getState());
        assertThatIllegalStateException().isThrownBy(() -> request.createResponse(200));
        assertThatIllegalStateException().isThrownBy(response::send);
        assertThatIllegalStateException().isThrownBy(made::send);
    }

    @Test
    void MSG_45_the_container_fills_in_what_a_request_needs() throws Exception {
        TextMessage message = one.sent(one.made("INVITE"));
        assertThat(message.header("Via"))
                .startsWith("SIP/2.0/UDP 192.0.2.1:5060;")
                .contains("branch=z9hG4bK");
        assertThat(message.header("Max-Forwards")).isEqualTo("70");
        assertThat(message.header("From")).contains("<sip:app@example.com>;tag=");
        assertThat(message.tag("To")).isNull();
        assertThat(message.header("CSeq")).endsWith(" INVITE");
        assertThat(message.header("Contact")).contains("sip:192.0.2.1:5060");
        assertThat(message.header("Content-Length")).isEqualTo("0");
        assertThat(message.callId()).isNotEmpty();
    }

    private static <T> List<T> all(java.util.Iterator<? extends T> values) {
        List<T> all = new java.util.ArrayList<>();
        values.forEachRemaining(all::add);
        return all;
    }

    /** Null, past the compiler. */
    @SuppressWarnings("NullAway")
    private static <T> T nothing() {
        return null;
    }
}
