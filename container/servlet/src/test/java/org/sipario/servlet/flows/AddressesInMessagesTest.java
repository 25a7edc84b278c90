package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.Parameterable;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.URI;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.sipario.testkit.TextMessage;

/** JSR 289, Addressing: addresses that stand in messages, and the container's own Contact. */
class AddressesInMessagesTest {

    private final OneApplication one = OneApplication.waiting();
    private final SipFactory factory = one.application.factory();

    @Test
    void ADR_9_what_belongs_to_session_or_container_may_not_be_changed() throws Exception {
        SipServletRequest received = one.received("INVITE");
        URI uri = factory.createURI("sip:x@y.test");
        assertThatIllegalStateException()
                .isThrownBy(() -> received.getSession().getLocalParty().setURI(uri));
        assertThatIllegalStateException().isThrownBy(() -> received.getFrom().setParameter("tag", "mine"));
        assertThatIllegalStateException().isThrownBy(() -> contact(received).setParameter("a", "b"));
        Parameterable via = Objects.requireNonNull(received.getParameterableHeader("Via"));
        assertThatIllegalStateException().isThrownBy(() -> via.setParameter("received", "203.0.113.9"));
    }

    @Test
    void ADR_10_From_and_To_may_get_other_names_but_keep_their_tags() throws Exception {
        SipServletRequest first = one.made("INVITE");
        first.getFrom().setDisplayName("Sipario");
        assertThatIllegalStateException().isThrownBy(() -> first.getFrom().setParameter("tag", "mine"));
        assertThatIllegalStateException().isThrownBy(() -> first.getFrom().removeParameter("tag"));
        assertThat(one.sent(first).header("From")).startsWith("\"Sipario\" <sip:app@example.com>;tag=");
        one.server.ladder("bob").play("bob -> server 200");
        one.servlet.responses.getLast().createAck().send();
        one.server
                .ladder("bob")
                .play("server -> bob ACK")
                .where(
                        "server -> bob ACK",
                        ack -> assertThat(ack.header("From")).startsWith("\"Sipario\" <sip:app@example.com>;tag="));

        SipServletRequest info = first.getSession().createRequest("INFO");
        info.getTo().setDisplayName("Bob");
        ((SipURI) info.getFrom().getURI()).setUser("someone");
        TextMessage message = one.sent(info);
        assertThat(message.header("To")).startsWith("\"Bob\" <").contains(";tag=");
        assertThat(message.header("From")).contains("sip:someone@example.com").contains(";tag=");
    }

    @Test
    void ADR_11_From_and_To_are_no_headers_to_be_set() {
        SipServletRequest request = one.made("MESSAGE");
        for (String name : java.util.List.of("From", "To", "f", "t")) {
            assertThatIllegalArgumentException().isThrownBy(() -> request.setHeader(name, "<sip:x@y.test>"));
            assertThatIllegalArgumentException().isThrownBy(() -> request.addHeader(name, "<sip:x@y.test>"));
            assertThatIllegalArgumentException().isThrownBy(() -> request.removeHeader(name));
        }
    }

    @Test
    void ADR_12_Contact_is_the_applications_where_it_is_no_address_of_the_container() throws Exception {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.made("INVITE").setHeader("Contact", "<sip:x@y.test>"));
        SipServletRequest register = one.made("REGISTER");
        register.setHeader("Contact", "<sip:x@y.test>");
        assertThat(one.sent(register).header("Contact")).isEqualTo("<sip:x@y.test>");

        SipServletRequest invite = one.received("INVITE");
        var ok = invite.createResponse(200);
        assertThatIllegalArgumentException().isThrownBy(() -> ok.setHeader("Contact", "<sip:x@y.test>"));
        for (int status : new int[] {302, 485}) {
            var response = invite.createResponse(status);
            response.addAddressHeader("Contact", factory.createAddress("sip:x@y.test"), false);
            assertThat(response.getHeader("Contact")).isEqualTo("<sip:x@y.test>");
        }
        var options = one.received("OPTIONS").createResponse(200);
        options.setHeader("Contact", "<sip:x@y.test>");
        options.send();
        assertThat(one.heard("200 OPTIONS").header("Contact")).isEqualTo("<sip:x@y.test>");
    }

    @Test
    void ADR_13_ADR_14_the_containers_Contact_takes_name_user_and_parameters_but_stays_where_it_is() throws Exception {
        SipServletRequest request = one.made("INVITE");
        decorate(contact(request));
        assertDecorated(one.sent(request).required("Contact"));

        SipServletRequest invite = one.received("INVITE");
        var ok = invite.createResponse(200);
        decorate(Objects.requireNonNull(ok.getAddressHeader("Contact")));
        ok.send();
        assertDecorated(one.heard("200 INVITE").required("Contact"));
    }

    private static Address contact(SipServletRequest request) throws Exception {
        return Objects.requireNonNull(request.getAddressHeader("Contact"));
    }

    private static void decorate(Address contact) {
        SipURI uri = (SipURI) contact.getURI();
        contact.setDisplayName("Me");
        contact.setParameter("expires", "60");
        uri.setUser("me");
        uri.setParameter("foo", "bar");
        uri.setHost("elsewhere.test");
        uri.setPort(9);
        uri.setLrParam(true);
        uri.setMAddrParam("203.0.113.9");
    }

    private static void assertDecorated(String contact) {
        assertThat(contact).isEqualTo("\"Me\" <sip:me@192.0.2.1:5060;foo=bar>;expires=60");
    }

    @Test
    void ADR_15_the_transport_of_the_Contact_may_be_chosen_where_the_container_has_it() throws Exception {
        SipServletRequest request = one.made("INVITE");
        ((SipURI) contact(request).getURI()).setTransportParam("tcp");
        assertThat(one.sent(request).header("Contact")).isEqualTo("<sip:192.0.2.1:5060;transport=tcp>");
        SipServletRequest other = one.made("INVITE");
        ((SipURI) contact(other).getURI()).setTransportParam("sctp");
        assertThat(one.sent(other).header("Contact")).isEqualTo("<sip:192.0.2.1:5060>");
        var ok = one.received("INVITE").createResponse(200);
        ((SipURI) Objects.requireNonNull(ok.getAddressHeader("Contact")).getURI()).setTransportParam("tcp");
        ok.send();
        assertThat(one.heard("200 INVITE").header("Contact")).isEqualTo("<sip:192.0.2.1:5060;transport=tcp>");
    }

    @Test
    void ADR_16_a_sips_target_gets_a_sips_Contact() throws Exception {
        SipServletRequest request = one.made("INVITE");
        request.setRequestURI(factory.createURI("sips:bob@bob.test"));
        assertThat(one.sent(request).header("Contact")).startsWith("<sips:192.0.2.1:5060");
    }

    @Test
    void ADR_17_Contact_is_there_wherever_RFC_3261_wants_it() throws Exception {
        for (String method : new String[] {"INVITE", "SUBSCRIBE", "REFER"}) {
            assertThat(one.sent(one.made(method)).header("Contact")).as(method).contains("sip:192.0.2.1:5060");
        }
        one.received("INVITE").createResponse(200).send();
        assertThat(one.heard("200 INVITE").header("Contact")).contains("sip:192.0.2.1:5060");
    }

    @Test
    void ADR_40_an_address_is_heard_by_the_message_it_was_put_into() throws Exception {
        SipServletRequest request = one.made("MESSAGE");
        Address identity = factory.createAddress("sip:a@x.test");
        Address second = factory.createAddress("sip:b@x.test");
        request.setAddressHeader("P-Asserted-Identity", identity);
        request.addAddressHeader("P-Asserted-Identity", second, false);
        identity.setDisplayName("Alice");
        ((SipURI) second.getURI()).setUser("c");
        Parameterable event = factory.createParameterable("presence");
        request.setParameterableHeader("Event", event);
        event.setParameter("id", "7");
        assertThat(request.getAddressHeader("P-Asserted-Identity")).isSameAs(identity);

        TextMessage message = one.sent(request);
        assertThat(message.headers("P-Asserted-Identity"))
                .containsExactly("\"Alice\" <sip:a@x.test>", "<sip:c@x.test>");
        assertThat(message.header("Event")).isEqualTo("presence;id=7");

        identity.setDisplayName("Free again");
        assertThat(request.getHeader("P-Asserted-Identity")).startsWith("\"Alice\"");
    }

    @Test
    void ADR_40_routes_and_the_Request_URI_are_heard_too() throws Exception {
        SipServletRequest request = one.made("MESSAGE");
        SipURI target = factory.createSipURI("bob", "bob.test");
        request.setRequestURI(target);
        target.setParameter("p", "1");
        ((SipURI) request.getRequestURI()).setParameter("q", "2");
        Address route = factory.createAddress("<sip:bob@edge.test;lr>");
        request.pushRoute(route);
        ((SipURI) route.getURI()).setParameter("r", "3");
        TextMessage message = one.sent(request);
        assertThat(message.uri()).isEqualTo("sip:bob@bob.test;p=1;q=2");
        assertThat(message.header("Route")).isEqualTo("<sip:bob@edge.test;lr;r=3>");
    }

    @Test
    void ADR_40_an_address_is_heard_beside_values_that_came_as_text() throws Exception {
        SipServletRequest request = one.made("MESSAGE");
        Address identity = factory.createAddress("sip:a@x.test");
        request.setAddressHeader("P-Asserted-Identity", identity);
        request.addHeader("P-Asserted-Identity", "<sip:b@x.test>, <sip:c@x.test>");
        identity.setDisplayName("Alice");
        assertThat(request.getAddressHeaderList("P-Asserted-Identity")).hasSize(3);
        assertThat(one.sent(request).headers("P-Asserted-Identity"))
                .containsExactly("\"Alice\" <sip:a@x.test>", "<sip:b@x.test>", "<sip:c@x.test>");
    }

    @Test
    void ADR_40_what_was_replaced_by_text_is_not_heard_any_more() throws Exception {
        SipServletRequest request = one.made("MESSAGE");
        Address identity = factory.createAddress("sip:a@x.test");
        request.setAddressHeader("P-Asserted-Identity", identity);
        request.setHeader("P-Asserted-Identity", "<sip:z@x.test>");
        identity.setDisplayName("Too late");
        assertThat(one.sent(request).headers("P-Asserted-Identity")).containsExactly("<sip:z@x.test>");
    }

    @Test
    void ADR_40_the_URI_of_a_party_does_not_follow_the_Request_URI_made_of_it() throws Exception {
        SipServletRequest request = one.made("MESSAGE");
        request.setRequestURI(request.getTo().getURI());
        ((SipURI) request.getRequestURI()).setParameter("p", "1");
        request.getTo().setDisplayName("Bob");
        TextMessage message = one.sent(request);
        assertThat(message.uri()).isEqualTo("sip:bob@bob.test;p=1");
        assertThat(message.header("To")).isEqualTo("\"Bob\" <sip:bob@bob.test>");
    }
}
