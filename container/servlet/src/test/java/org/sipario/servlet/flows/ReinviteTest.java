package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A re-INVITE through a record-routing proxy is bound by timer C: RFC 3261 §16.6 step 11, §16.8. */
class ReinviteTest {

    private final Server server = new Server();
    private final ProxyingServlet proxying = new ProxyingServlet().proxies(proxy -> proxy.setRecordRoute(true));

    @BeforeEach
    void a_call_is_up() {
        server.deploy("proxy", 0, proxying);
        server.ladder("alice", "bob").play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  200
                proxy -> alice  200
                alice -> proxy  ACK
                proxy -> bob    ACK
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  180
                proxy -> alice  180
                """);
    }

    private void play(String rungs) {
        server.ladder("alice", "bob").play(rungs);
    }

    private void hangUp() {
        play("""
                alice -> proxy  BYE
                proxy -> bob    BYE
                bob   -> proxy  200 BYE
                proxy -> alice  200 BYE
                """);
        server.after(Duration.ofMinutes(5));
        assertThat(server.container.layer().counts().active()).isZero();
        server.assertEmpty();
    }

    @Test
    void a_re_INVITE_that_rings_too_long_is_cancelled_and_answered_408() {
        play("""
                after 181s
                proxy -> bob    CANCEL
                bob   -> proxy  200 CANCEL
                bob   -> proxy  487
                proxy -> bob    ACK
                proxy -> alice  408 INVITE
                alice -> proxy  ACK
                """);
        hangUp();
    }

    @Test
    void each_provisional_response_gives_it_time_anew() {
        play("""
                after 180s
                bob   -> proxy  183
                proxy -> alice  183
                after 180s
                after 1s
                proxy -> bob    CANCEL
                bob   -> proxy  200 CANCEL
                after 32s
                proxy -> alice  408 INVITE
                alice -> proxy  ACK
                """);
        hangUp();
    }

    @Test
    void an_answer_that_crosses_the_CANCEL_counts() {
        play("""
                after 181s
                proxy -> bob    CANCEL
                bob   -> proxy  200 INVITE
                proxy -> alice  200 INVITE
                bob   -> proxy  481 CANCEL
                alice -> proxy  ACK
                proxy -> bob    ACK
                """);
        hangUp();
    }

    @Test
    void an_answer_in_time_stops_the_clock() {
        play("""
                bob   -> proxy  200 INVITE
                proxy -> alice  200 INVITE
                alice -> proxy  ACK
                proxy -> bob    ACK
                after 10min
                """);
        hangUp();
    }
}
