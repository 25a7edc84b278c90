package org.sipario.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.sipario.junit.apps.Greeter;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.TestUserAgent;
import org.sipario.tomcat.EmbeddedServer;

@SipTest(Greeter.class)
class SipTestTest {
    @UserAgent("alice")
    private TestUserAgent alice;

    @Test
    void greets_who_calls(Ladder ladder) {
        ladder.play("""
            alice   -> greeter INVITE
            greeter -> alice   200
            alice   -> greeter ACK
            alice   -> greeter BYE
            greeter -> alice   200
            """);
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

    @Test
    void counts(Ladder ladder, EmbeddedServer server) {
        ladder.play("""
            alice   -> greeter INVITE
            greeter -> alice   200
            alice   -> greeter ACK
            """);
        assertThat(server.counts().applicationSessions()).isEqualTo(1);
        assertThat(alice.name()).isEqualTo("alice");
    }
}
