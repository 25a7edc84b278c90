package org.sipario.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sipario.junit.apps.Greeter;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.TestUserAgent;
import org.sipario.tomcat.embedded.EmbeddedServer;

/** Classes nested in a test class play on its server, with its user agents. */
@SipTest(Greeter.class)
class SharedServerTest {

    @UserAgent("alice")
    private TestUserAgent alice;

    private static int port;

    @BeforeEach
    void remember(EmbeddedServer server) {
        port = server.http().getPort();
    }

    @Nested
    class In_a_call {
        @UserAgent("bob")
        private TestUserAgent bob;

        @BeforeEach
        void call(Ladder ladder) {
            ladder.play("""
                alice   -> greeter INVITE
                greeter -> alice   200
                alice   -> greeter ACK
                """);
        }

        @Test
        void a_ladder_goes_on_where_it_was(Ladder ladder, EmbeddedServer server) {
            assertThat(server.http().getPort()).isEqualTo(port);
            assertThat(server.counts().dialogs()).isEqualTo(1);

            ladder.play("""
                alice   -> greeter BYE
                greeter -> alice   200
                bob     -> greeter MESSAGE
                greeter -> bob     200
                """);

            assertThat(alice).isNotSameAs(bob);
        }
    }
}
