package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.sip.SipApplicationSessionEvent;
import jakarta.servlet.sip.SipApplicationSessionListener;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sipario.core.digest.DigestChallenge;
import org.sipario.core.digest.DigestCredentials;
import org.sipario.message.Method;
import org.sipario.message.SyntaxException;
import org.sipario.servlet.descriptor.SecurityConstraint;
import org.sipario.servlet.descriptor.SecurityConstraint.ResourceCollection;
import org.sipario.servlet.descriptor.SecurityConstraint.TransportGuarantee;
import org.sipario.testkit.TestUserAgent;
import org.sipario.testkit.TextMessage;

/** JSR 289, Security: what happens to a request in front of its application. */
class GateTest {

    private final Server server = new Server();
    private final ScriptedServlet servlet =
            new ScriptedServlet().answering("INVITE", 200).answering("MESSAGE", 200);
    private final List<String> sessions = new ArrayList<>();
    private final List<String> users = new ArrayList<>();

    private final class Watching implements SipApplicationSessionListener {
        @Override
        public void sessionCreated(SipApplicationSessionEvent event) {
            sessions.add(event.getApplicationSession().getId());
        }

        @Override
        public void sessionDestroyed(SipApplicationSessionEvent event) {}

        @Override
        public void sessionReadyToInvalidate(SipApplicationSessionEvent event) {}

        @Override
        public void sessionExpired(SipApplicationSessionEvent event) {}
    }

    @BeforeEach
    void deploy() {
        var all = new ResourceCollection("all", Set.of(), Set.of());
        var constraint = new SecurityConstraint(List.of(all), false, Set.of("member"), TransportGuarantee.NONE);
        servlet.on("MESSAGE", request -> {
            users.add(request.getRemoteUser());
            users.add(request.getUserPrincipal().getName());
            users.add(request.isUserInRole("member") + ", " + request.isUserInRole("admin"));
            request.createResponse(200).send();
        });
        server.deploy(
                "app", 3, Server.Edition.guarded(constraint), Server.class.getClassLoader(), servlet, new Watching());
        server.passwords.put("alice", "wonderland");
        server.roles.put("alice", "member");
    }

    @Test
    void SEC_2_a_challenge_makes_no_session() {
        var played = server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  401
                alice  -> server ACK
                """);
        var challenge = played.message("server -> alice 401");
        assertThat(challenge.required("To")).contains(";tag=");
        assertThat(challenge.required("WWW-Authenticate")).startsWith("Digest realm=\"app\"");
        assertThat(sessions).isEmpty();
        assertThat(servlet.heard).isEmpty();
        server.assertEmpty();
    }

    @Test
    void RFC3261_8_2_7_nothing_is_kept_of_a_challenge_and_who_asks_again_has_another_with_the_same_tag() {
        TestUserAgent alice = server.network.agent("alice");
        for (String method : List.of("INVITE", "MESSAGE")) {
            server.receive(alice, unproven(method));
            TextMessage first = server.ladder("alice")
                    .play("server -> alice 401 " + method + "\nafter 10s")
                    .message("server -> alice 401");
            assertThat(server.container.layer().counts().active()).as(method).isZero();
            server.receive(alice, unproven(method));
            TextMessage second =
                    server.ladder("alice").play("server -> alice 401 " + method).message("server -> alice 401");
            assertThat(second.required("To")).isEqualTo(first.required("To"));
            assertThat(second.required("WWW-Authenticate")).isNotEqualTo(first.required("WWW-Authenticate"));
        }
        server.receive(alice, unproven("ACK"));
        server.after(Duration.ofSeconds(40));
        assertThat(servlet.heard).isEmpty();
        assertThat(server.router.asked).hasSize(4);
    }

    private static TextMessage unproven(String method) {
        return TextMessage.startingWith(method + " sip:app@192.0.2.1 SIP/2.0")
                .plus("Via", "SIP/2.0/UDP 192.0.2.11:5060;branch=z9hG4bK-unproven")
                .plus("Max-Forwards", "70")
                .plus("From", "<sip:alice@example.com>;tag=1")
                .plus("To", "<sip:app@example.com>")
                .plus("Call-ID", "unproven")
                .plus("CSeq", "1 " + method)
                .plus("Contact", "<sip:alice@192.0.2.11>");
    }

    @Test
    void SEC_4_who_proves_himself_has_one_session_and_is_known_by_name() {
        answer("wonderland", """
                alice  -> server MESSAGE
                server -> alice  200
                """);
        assertThat(sessions).hasSize(1);
        assertThat(users).containsExactly("alice", "alice", "true, false");
    }

    @Test
    void SEC_5_who_proves_himself_without_the_role_is_forbidden_and_has_no_session() {
        server.roles.put("alice", "guest");
        answer("wonderland", """
                alice  -> server MESSAGE
                server -> alice  403
                """);
        assertThat(sessions).isEmpty();
        assertThat(users).isEmpty();
    }

    @Test
    void SEC_2_who_proves_nothing_is_asked_again_and_has_no_session() {
        answer("a guess", """
                alice  -> server MESSAGE
                server -> alice  401
                """);
        assertThat(sessions).isEmpty();
        server.assertEmpty();
    }

    /** Alice answers the challenge; then this follows. */
    private void answer(String password, String rest) {
        List<String> asked = new ArrayList<>();
        var played = server.ladder("alice")
                .with(
                        "alice -> server MESSAGE",
                        message -> asked.isEmpty() ? message : message.plus("Authorization", proof(asked, password)))
                .play("""
                        alice  -> server MESSAGE
                        server -> alice  401
                        """);
        asked.add(played.message("server -> alice 401").required("WWW-Authenticate"));
        played.play(rest);
    }

    @Test
    void credentials_that_can_not_be_read_are_answered_400_without_a_session() {
        server.ladder("alice")
                .with("alice -> server MESSAGE", message -> message.plus("Authorization", "Digest realm=\"app"))
                .play("""
                alice  -> server MESSAGE
                server -> alice  400
                """);
        assertThat(sessions).isEmpty();
    }

    private static String proof(List<String> asked, String password) {
        try {
            DigestChallenge challenge = DigestChallenge.parse(asked.getFirst()).orElseThrow();
            byte[] body = "Hello".getBytes(StandardCharsets.UTF_8);
            return DigestCredentials.answer(
                            challenge, "alice", password, Method.of("MESSAGE"), "sip:app@server", body, "c", 1)
                    .toString();
        } catch (SyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
