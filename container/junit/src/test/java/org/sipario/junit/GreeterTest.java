package org.sipario.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.sipario.junit.apps.Greeter;
import org.sipario.message.wire.Transport;
import org.sipario.testkit.InMemoryNetwork;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.TestUserAgent;
import org.sipario.tomcat.embedded.EmbeddedServer;
import org.sipario.tomcat.engine.ServerCounts;

@SipTest(Greeter.class)
class GreeterTest {
    @UserAgent("alice")
    private TestUserAgent alice;

    @Test
    void a_user_agent_in_a_field_calls(Ladder ladder) {
        ladder.play("""
            alice   -> greeter INVITE
            greeter -> alice   200
            alice   -> greeter ACK
            alice   -> greeter BYE
            greeter -> alice   200
            """);

        assertThat(alice.aor()).isEqualTo("sip:alice@example.com");
    }

    @Test
    void a_user_agent_in_a_parameter_calls_by_its_own_transport(
            Ladder ladder, @UserAgent(value = "tom", transport = Transport.TCP) TestUserAgent tom) {
        ladder.play("""
            tom     -> greeter INVITE
            greeter -> tom     200
                + Contact: transport=tcp
            tom     -> greeter ACK
            """);

        assertThat(tom.transport()).isEqualTo(Transport.TCP);
    }

    @Test
    void a_user_agent_does_what_it_is_told_without_a_ladder(EmbeddedServer server) {
        assertThat(alice.call("sip:greeter@example.com").isUp()).isTrue();
        assertThat(server.counts().dialogs()).isEqualTo(1);

        alice.hangUp();
        assertThat(server.counts().dialogs()).isZero();
    }

    @Test
    void a_user_agent_that_is_unplugged_hears_nothing(Ladder ladder, EmbeddedServer server, InMemoryNetwork network) {
        ladder.play("""
            alice   -> greeter INVITE
            greeter -> alice   200
            """);

        network.unplug(alice);

        ladder.play("after 500ms");
        assertThat(server.counts().sent()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void what_is_malformed_is_counted_as_such(EmbeddedServer server, ServerCounts before) {
        alice.say("""
                OPTIONS sip:greeter@example.com SIP/2.0\r
                Via: SIP/2.0/UDP 192.0.2.11;branch=z9hG4bK-wrong\r
                Call-ID: wrong\r
                From: <sip:alice@example.com>;tag=wrong\r
                To: <sip:greeter@example.com>\r
                CSeq: 1 OPTIONS\r
                Max-Forwards: everything\r
                Content-Length: 0\r
                \r
                """.getBytes(StandardCharsets.UTF_8));

        assertThat(alice.hears("400").callId()).isEqualTo("wrong");
        assertThat(server.counts().rejected()).isEqualTo(before.rejected() + 1);
        assertThat(server.counts().received()).isEqualTo(before.received());
    }

    @RepeatedTest(3)
    void each_test_has_an_application_that_knows_nothing_of_the_one_before(Ladder ladder) {
        ladder.play("""
            alice   -> greeter MESSAGE
            greeter -> alice   200
                + X-Before: 0
            alice   -> greeter MESSAGE
            greeter -> alice   200
                + X-Before: 1
            """);
    }

    @RepeatedTest(2)
    void calls_of_a_test_do_not_outlive_it(Ladder ladder, EmbeddedServer server, ServerCounts before) {
        assertThat(before.applicationSessions()).isZero();
        assertThat(before.sessions()).isZero();
        assertThat(before.dialogs()).isZero();
        assertThat(before.transactions()).isZero();

        ladder.play("""
            alice   -> greeter INVITE
            greeter -> alice   200
            """);

        ServerCounts now = server.counts();
        assertThat(now.applicationSessions()).isEqualTo(1);
        assertThat(now.sessions()).isEqualTo(1);
        assertThat(now.dialogs()).isEqualTo(1);
        assertThat(now.transactions()).isEqualTo(1);
        assertThat(now.received() - before.received()).isEqualTo(1);
        assertThat(now.sent() - before.sent()).isEqualTo(1);
    }
}
