package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipSession;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.TextMessage;

/**
 * A request that is to begin a dialog and has no Contact that requests could be sent to: a user agent refuses it before
 * anything else is done about it, a proxy does not judge. RFC 3261 §8.1.1.8, §12.1.1, §16.3.
 */
class UnusableContactTest {

    private static final String NONE = "none";
    private static final String UNREADABLE = "<sip:[::bad>";

    private final Server server = new Server();
    private final ScriptedServlet servlet = new ScriptedServlet();
    private final Ladder ladder = server.ladder("alice", "bob");

    private static TextMessage with(TextMessage request, String contact) {
        return contact.equals(NONE) ? request.without("Contact") : request.with("Contact", contact);
    }

    private static void copy(SipServletRequest request) throws jakarta.servlet.ServletException, java.io.IOException {
        request.getB2buaHelper().createRequest(request, true, Map.of()).send();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {NONE, "*", UNREADABLE, "<sip:alice@192.0.2.10>, <sip:alice@192.0.2.99>", "<tel:+390612345>"})
    void behind_a_back_to_back_user_agent_no_phone_rings(String contact) {
        server.deploy("app", servlet.on("INVITE", UnusableContactTest::copy));
        ladder.with("alice -> server INVITE", invite -> with(invite, contact)).play("""
                alice  -> server INVITE
                server -> alice  400
                alice  -> server ACK
                """);
        server.assertEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUBSCRIBE", "REFER"})
    void so_of_other_requests_that_begin_a_dialog(String method) {
        server.deploy("app", servlet.on(method, UnusableContactTest::copy));
        ladder.with("alice -> server " + method, request -> request.without("Contact"))
                .play("""
                        alice  -> server %s
                        server -> alice  400
                        """.formatted(method));
        server.assertEmpty();
    }

    @Test
    void so_with_a_Record_Route_that_can_not_be_used() {
        server.deploy("app", servlet.on("INVITE", UnusableContactTest::copy));
        ladder.with("alice -> server INVITE", invite -> invite.with("Record-Route", UNREADABLE))
                .play("""
                        alice  -> server INVITE
                        server -> alice  400
                        alice  -> server ACK
                        """);
        server.assertEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MESSAGE", "OPTIONS", "INFO"})
    void what_begins_no_dialog_needs_none(String method) {
        server.deploy("app", servlet.on(method, UnusableContactTest::copy));
        ladder.with("alice -> server " + method, request -> request.without("Contact"))
                .play("""
                        alice  -> server %1$s
                        server -> bob    %1$s
                        """.formatted(method));
    }

    @Test
    void the_copy_is_refused_with_an_exception_and_the_request_is_answered() {
        server.deploy("app", servlet.on("INVITE", invite -> {
            var helper = invite.getB2buaHelper();
            assertThatIllegalArgumentException().isThrownBy(() -> helper.createRequest(invite));
            assertThat(invite.isCommitted()).isTrue();
            assertThatIllegalStateException().isThrownBy(() -> invite.createResponse(200));
            assertThat(invite.getApplicationSession().getSessionSet()).hasSize(1);
        }));
        ladder.with("alice -> server INVITE", invite -> invite.without("Contact"))
                .play("""
                        alice  -> server INVITE
                        server -> alice  400
                        alice  -> server ACK
                        """);
    }

    @Test
    void so_is_a_copy_by_the_factory() {
        server.deploy("app", servlet.on("INVITE", invite -> {
            @SuppressWarnings("deprecation")
            SipServletRequest copied = servlet.factory().createRequest(invite, false);
            copied.send();
        }));
        ladder.with("alice -> server INVITE", invite -> invite.without("Contact"))
                .play("""
                        alice  -> server INVITE
                        server -> alice  400
                        alice  -> server ACK
                        """);
        server.assertEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {180, 200})
    void a_user_agent_server_can_not_take_it(int status) {
        server.deploy("app", servlet.answering("INVITE", status));
        ladder.with("alice -> server INVITE", invite -> invite.without("Contact"))
                .play("""
                        alice  -> server INVITE
                        server -> alice  400
                        alice  -> server ACK
                        """);
        server.assertEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 486})
    void it_may_be_refused_otherwise(int status) {
        server.deploy("app", servlet.answering("INVITE", status));
        ladder.with("alice -> server INVITE", invite -> invite.without("Contact"))
                .play("""
                        alice  -> server INVITE
                        server -> alice  %d
                        alice  -> server ACK
                        """.formatted(status));
        server.assertEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {NONE, "*", UNREADABLE, "<sip:alice@192.0.2.10>, <sip:alice@192.0.2.99>"})
    void a_proxy_passes_it_on(String contact) {
        server.deploy("app", servlet.on("INVITE", invite -> invite.getProxy().proxyTo(invite.getRequestURI())));
        ladder.with("alice -> server INVITE", invite -> with(invite, contact))
                .play("""
                        alice  -> server INVITE
                        server -> bob    INVITE
                        bob    -> server 200
                        server -> alice  200
                        """)
                .where(
                        "server -> bob INVITE",
                        invite -> assertThat(String.join(", ", invite.headers("Contact")))
                                .isEqualTo(contact.equals(NONE) ? "" : contact));
    }

    // ---- within a dialog

    private SipSession called() {
        server.deploy("app", servlet.answering("INVITE", 200).answering("UPDATE", 200));
        ladder.play("""
                alice  -> server INVITE
                server -> alice  200
                alice  -> server ACK
                """);
        servlet.heard.clear();
        return servlet.request("INVITE").getSession();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", UNREADABLE, "<sip:alice@192.0.2.10>, <sip:alice@192.0.2.99>"})
    void within_a_call_the_application_hears_nothing_of_it_and_the_call_goes_on(String contact) throws Exception {
        SipSession session = called();
        ladder.with("alice -> server INVITE", invite -> with(invite, contact))
                .with("alice -> server UPDATE", update -> with(update, contact))
                .play("""
                        alice  -> server INVITE
                        server -> alice  400
                        alice  -> server ACK
                        alice  -> server UPDATE
                        server -> alice  400
                        """);
        assertThat(servlet.heard).isEmpty();
        session.createRequest("INFO").send();
        ladder.play("server -> alice INFO")
                .where(
                        "server -> alice INFO",
                        info -> assertThat(info.uri())
                                .isEqualTo(server.network.agent("alice").contact()));
    }

    @Test
    void within_a_call_none_leaves_the_remote_target() throws Exception {
        SipSession session = called();
        ladder.with("alice -> server UPDATE", update -> update.without("Contact"))
                .play("""
                        alice  -> server UPDATE
                        server -> alice  200
                        """);
        session.createRequest("INFO").send();
        ladder.play("server -> alice INFO")
                .where(
                        "server -> alice INFO",
                        info -> assertThat(info.uri())
                                .isEqualTo(server.network.agent("alice").contact()));
    }
}
