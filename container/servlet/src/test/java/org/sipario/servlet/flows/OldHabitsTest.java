package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipURI;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What applications of other containers assume and JSR 289 does not say. */
class OldHabitsTest {

    private final Server server = new Server();
    private final ScriptedServlet caller = new ScriptedServlet();
    private final SipFactory factory = server.deploy("caller", caller).factory();

    private SipServletRequest message() {
        server.network.agent("bob");
        try {
            return factory.createRequest(
                    factory.createApplicationSession(), "MESSAGE", "sip:app@example.com", "sip:bob@example.com");
        } catch (ServletParseException wrong) {
            throw new AssertionError(wrong);
        }
    }

    @Test
    void the_CSeq_of_a_new_dialog_begins_at_1() throws Exception {
        List<String> next = new ArrayList<>();
        caller.onAnswer(
                "200 MESSAGE",
                ok -> next.add(ok.getSession().createRequest("MESSAGE").getHeader("CSeq")));
        SipServletRequest message = message();
        assertThat(message.getHeader("CSeq")).isEqualTo("1 MESSAGE");
        message.send();
        server.ladder("bob").play("""
                server -> bob MESSAGE
                bob -> server 200
                """);
        assertThat(next).containsExactly("2 MESSAGE");
    }

    @Test
    void the_Via_of_a_request_that_is_still_to_be_sent_is_there_to_be_read() throws Exception {
        SipServletRequest message = message();
        assertThat(message.getHeader("Via")).startsWith("SIP/2.0/UDP ").contains(";branch=z9hG4bK");
        assertThat(message.getHeaders("Via").next()).isEqualTo(message.getHeader("Via"));
        assertThatThrownBy(() -> message.setHeader("Via", "SIP/2.0/UDP a;branch=z9hG4bKx"))
                .isInstanceOf(IllegalArgumentException.class);

        message.send();

        server.ladder("bob").play("server -> bob MESSAGE").where("server -> bob MESSAGE", sent -> {
            assertThat(sent.headers("Via")).hasSize(1);
            assertThat(message.getHeader("Via")).isEqualTo(sent.required("Via"));
        });
    }

    @Test
    void a_host_with_a_port_is_taken_as_host_and_port() {
        SipURI named = factory.createSipURI("bob", "example.com:5070");
        assertThat(named.toString()).isEqualTo("sip:bob@example.com:5070");
        assertThat(named.getHost()).isEqualTo("example.com");
        assertThat(named.getPort()).isEqualTo(5070);
        assertThat(factory.createSipURI(null, "192.0.2.1:5070").toString()).isEqualTo("sip:192.0.2.1:5070");
        assertThat(factory.createSipURI("bob", "[2001:db8::1]:5070").toString())
                .isEqualTo("sip:bob@[2001:db8::1]:5070");
        assertThat(factory.createSipURI("bob", "2001:db8::1").toString()).isEqualTo("sip:bob@[2001:db8::1]");
        assertThatThrownBy(() -> factory.createSipURI("bob", "example.com:70000"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1..65535");
        assertThatThrownBy(() -> factory.createSipURI("bob", "example.com:sip"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void requests_responses_and_sessions_can_be_information_of_a_timer() throws Exception {
        SipApplicationSession[] session = new SipApplicationSession[1];
        caller.on("INVITE", invite -> {
            session[0] = invite.getApplicationSession();
            assertThat(invite).isInstanceOf(Serializable.class);
            assertThat(invite.createResponse(180)).isInstanceOf(Serializable.class);
            assertThat(invite.getSession()).isInstanceOf(Serializable.class);
            invite.createResponse(486).send();
        });
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  486
                alice  -> server ACK
                """);
        assertThat(session[0]).isInstanceOf(Serializable.class);
    }
}
