package org.sipario.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sipario.junit.apps.Reminder;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.TestUserAgent;
import org.sipario.testkit.VirtualTimers;
import org.sipario.tomcat.embedded.EmbeddedServerBuilder;

@SipTest(value = Reminder.class, domain = "wonderland.example")
class ClockTest {

    @Configure
    static void patience(EmbeddedServerBuilder server) {
        server.parameter("patience", "120");
    }

    @Test
    void two_minutes_pass_in_no_time(Ladder ladder, VirtualTimers clock, @UserAgent("alice") TestUserAgent alice) {
        long before = clock.now();

        ladder.play("""
            alice    -> reminder INVITE
            reminder -> alice    200
            alice    -> reminder ACK
            after 2min
            reminder -> alice    BYE sip:alice@192.0.2.11:5060
                + To: wonderland.example
            alice    -> reminder 200
            """);

        assertThat(Duration.ofMillis(clock.now() - before)).isEqualTo(Duration.ofMinutes(2));
        assertThat(alice.aor()).isEqualTo("sip:alice@wonderland.example");
    }
}
