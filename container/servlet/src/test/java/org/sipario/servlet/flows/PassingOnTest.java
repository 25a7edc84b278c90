package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.sip.SipSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.Played;
import org.sipario.testkit.TextMessage;

/**
 * A proxy that put itself into the route set passes on what comes by that route, whatever it thinks of the dialog: RFC 3261
 * §16.4 and §16.6, RFC 5057, RFC 5407 §3.1.3.
 */
class PassingOnTest {

    private static final String CALL = """
            alice -> proxy  INVITE
            proxy -> bob    INVITE
            bob   -> proxy  200
            proxy -> alice  200
            alice -> proxy  ACK
            proxy -> bob    ACK
            """;

    private static final String HANG_UP = """
            alice -> proxy  BYE
            proxy -> bob    BYE
            bob   -> proxy  200 BYE
            proxy -> alice  200 BYE
            """;

    private static final String HUNG_UP = """
            proxy -> bob    BYE
            bob   -> proxy  200 BYE
            proxy -> alice  200 BYE
            """;

    private final Server server = new Server();
    private final List<SipSession> sessions = new ArrayList<>();
    private final ProxyingServlet proxying = new ProxyingServlet()
            .proxies(proxy -> proxy.setRecordRoute(true))
            .onResponse(response -> sessions.add(response.getSession()));

    @AfterEach
    void nothingWentWrong() {
        server.assertEmpty();
    }

    private Ladder ladder() {
        server.deploy("proxy", proxying);
        return server.ladder("alice", "bob");
    }

    private SipSession session() {
        return sessions.getFirst();
    }

    // ---- after a BYE

    @ParameterizedTest
    @ValueSource(ints = {401, 407})
    void a_BYE_that_is_challenged_is_said_again_and_seen_again(int challenge) {
        Ladder ladder = ladder();
        server.network.agent("alice").credentials("alice", "wonderland");
        String header = challenge == 401 ? "WWW-Authenticate" : "Proxy-Authenticate";
        ladder.play(CALL);
        ladder.play("""
                alice -> proxy  BYE
                proxy -> bob    BYE
                bob   -> proxy  %1$d BYE
                    + %2$s: Digest realm="bob", nonce="n"
                proxy -> alice  %1$d BYE
                """.formatted(challenge, header));
        assertThat(session().getState()).isEqualTo(SipSession.State.CONFIRMED);
        ladder.play(HANG_UP);
        assertThat(proxying.heard).endsWith("BYE", challenge + " BYE", "BYE", "200 BYE");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 403, 480, 481, 486, 500, 503, 603})
    void a_BYE_that_is_refused_may_be_said_again(int refusal) {
        Ladder ladder = ladder();
        Played call = ladder.play(CALL);
        ladder.play("""
                alice -> proxy  BYE
                proxy -> bob    BYE
                bob   -> proxy  %1$d BYE
                proxy -> alice  %1$d BYE
                """.formatted(refusal));
        Party alice = Party.alice(server, call);
        alice.says(alice.request("BYE", 9));
        ladder.play(HUNG_UP);
    }

    @Test
    void the_callee_may_be_told_again_that_its_BYE_was_refused() {
        Ladder ladder = ladder();
        Played call = ladder.play(CALL);
        ladder.play("""
                bob   -> proxy  BYE
                proxy -> alice  BYE
                alice -> proxy  500 BYE
                proxy -> bob    500 BYE
                """);
        Party bob = Party.bob(server, call);
        bob.says(bob.request("BYE", 9));
        ladder.play("""
                proxy -> alice  BYE
                alice -> proxy  200 BYE
                proxy -> bob    200 BYE
                """);
    }

    @Test
    void both_may_hang_up_at_once() {
        Ladder ladder = ladder();
        Played call = ladder.play(CALL);
        ladder.play(HANG_UP);
        Party bob = Party.bob(server, call);
        bob.says(bob.request("BYE", 9));
        ladder.play("""
                proxy -> alice  BYE
                alice -> proxy  481 BYE
                proxy -> bob    481 BYE
                """);
    }

    // ---- ACK and BYE that cross

    @Test
    void PRX_58_the_ACK_that_a_BYE_overtook_goes_on_and_so_does_that_of_the_repeated_2xx() {
        Ladder ladder = ladder();
        ladder.play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  200
                proxy -> alice  200
                alice -> proxy  BYE
                proxy -> bob    BYE
                bob   -> proxy  200 BYE
                proxy -> alice  200 BYE
                alice -> proxy  ACK
                proxy -> bob    ACK
                bob   -> proxy  200 INVITE
                proxy -> alice  200 INVITE
                alice -> proxy  ACK
                proxy -> bob    ACK
                """);
    }

    @Test
    void an_ACK_after_the_callees_BYE_goes_on() {
        Ladder ladder = ladder();
        ladder.play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  200
                proxy -> alice  200
                bob   -> proxy  BYE
                proxy -> alice  BYE
                alice -> proxy  200 BYE
                proxy -> bob    200 BYE
                alice -> proxy  ACK
                proxy -> bob    ACK
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice bob", "bob alice"})
    void the_ACK_of_a_re_INVITE_after_a_BYE_of_either_side_goes_on(String sides) {
        String one = sides.split(" ")[0];
        String other = sides.split(" ")[1];
        Ladder ladder = ladder();
        ladder.play(CALL);
        ladder.play("""
                ONE   -> proxy  INVITE
                proxy -> OTHER  INVITE
                OTHER -> proxy  200
                proxy -> ONE    200
                bob   -> proxy  BYE
                proxy -> alice  BYE
                alice -> proxy  200 BYE
                proxy -> bob    200 BYE
                ONE   -> proxy  ACK
                proxy -> OTHER  ACK
                """.replace("ONE", one).replace("OTHER", other));
    }

    @Test
    void a_re_INVITE_of_a_dialog_that_is_over_here_can_be_cancelled() {
        Ladder ladder = ladder();
        ladder.play(CALL);
        session().getApplicationSession().invalidate();
        ladder.play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  180
                proxy -> alice  180
                alice -> proxy  CANCEL
                proxy -> alice  200 CANCEL
                proxy -> bob    CANCEL
                bob   -> proxy  200 CANCEL
                bob   -> proxy  487 INVITE
                proxy -> bob    ACK
                proxy -> alice  487 INVITE
                alice -> proxy  ACK
                """);
    }

    // ---- a usage that ends is not the dialog

    /** The callee knows nothing of what a request is about. */
    private static String unknown(String method) {
        String acknowledged = method.equals("INVITE") ? "proxy -> bob ACK\n" : "";
        return """
                alice -> proxy  %1$s
                proxy -> bob    %1$s
                bob   -> proxy  481 %1$s
                %2$sproxy -> alice  481 %1$s
                %3$s""".formatted(method, acknowledged, method.equals("INVITE") ? "alice -> proxy ACK\n" : "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MESSAGE", "OPTIONS", "INFO", "UPDATE", "REFER", "INVITE"})
    void after_a_481_within_the_call_its_BYE_is_passed_on_and_seen(String method) {
        Ladder ladder = ladder();
        ladder.play(CALL);
        ladder.play(unknown(method));
        ladder.play(HANG_UP);
        assertThat(proxying.heard).endsWith("BYE", "200 BYE");
    }

    @Test
    void the_end_of_a_REFERs_subscription_leaves_the_call() {
        Ladder ladder = ladder();
        ladder.play(CALL);
        ladder.play("""
                alice -> proxy  REFER
                    + Refer-To: <sip:carol@example.com>
                proxy -> bob    REFER
                bob   -> proxy  202 REFER
                proxy -> alice  202 REFER
                bob   -> proxy  NOTIFY
                proxy -> alice  NOTIFY
                alice -> proxy  481 NOTIFY
                proxy -> bob    481 NOTIFY
                """);
        assertThat(session().getState()).isEqualTo(SipSession.State.CONFIRMED);
        ladder.play(HANG_UP);
        assertThat(proxying.heard).endsWith("BYE", "200 BYE");
    }

    @Test
    void SSN_13_a_REFERs_subscription_holds_the_dialog_after_the_BYE() {
        Ladder ladder = ladder();
        Played call = ladder.play(CALL);
        ladder.play("""
                bob   -> proxy  REFER
                    + Refer-To: <sip:carol@example.com>
                proxy -> alice  REFER
                alice -> proxy  202 REFER
                proxy -> bob    202 REFER
                bob   -> proxy  BYE
                proxy -> alice  BYE
                alice -> proxy  200 BYE
                proxy -> bob    200 BYE
                """);
        assertThat(session().getState()).isEqualTo(SipSession.State.CONFIRMED);
        Party alice = Party.alice(server, call);
        alice.says(alice.request("NOTIFY", 9)
                .plus("Event", "refer")
                .plus("Subscription-State", "terminated;reason=noresource"));
        ladder.play("""
                proxy -> bob    NOTIFY
                bob   -> proxy  200 NOTIFY
                proxy -> alice  200 NOTIFY
                """);
        assertThat(proxying.heard).endsWith("NOTIFY", "200 NOTIFY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INFO", "BYE", "INVITE"})
    void who_has_the_wrong_tag_is_told_so_by_the_callee_and_takes_the_call_from_nobody(String method) {
        Ladder ladder = ladder();
        Party alice = Party.alice(server, ladder.play(CALL));
        TextMessage request = alice.request(method, 8);
        alice.says(request.with("To", request.required("To").replaceFirst("tag=.*", "tag=wrong")));
        boolean invite = method.equals("INVITE");
        ladder.play("""
                proxy -> bob    %1$s
                bob   -> proxy  481 %1$s
                %2$sproxy -> alice  481 %1$s
                """.formatted(method, invite ? "proxy -> bob ACK\n" : ""));
        assertThat(session().getState()).isEqualTo(SipSession.State.CONFIRMED);
        ladder.play(HANG_UP);
    }

    // ---- a callee of RFC 2543

    @Test
    void a_dialog_without_tag_in_To_is_one_too() {
        Ladder ladder = ladder();
        ladder.with("bob -> proxy 180", PassingOnTest::untagged).with("bob -> proxy 200", PassingOnTest::untagged);
        Party alice = Party.alice(server, ladder.play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  180
                proxy -> alice  180
                bob   -> proxy  200
                proxy -> alice  200
                """));
        alice.says(alice.ack());
        ladder.play("proxy -> bob ACK");
        alice.says(alice.request("INVITE", 2));
        ladder.play("""
                proxy -> bob    INVITE
                bob   -> proxy  488
                proxy -> bob    ACK
                proxy -> alice  488
                """);
        alice.says(alice.request("BYE", 3));
        ladder.play(HUNG_UP);
        assertThat(proxying.heard)
                .containsExactly(
                        "INVITE initial", "180 INVITE", "200 INVITE", "ACK", "INVITE", "488 INVITE", "BYE", "200 BYE");
        alice.says(alice.ack());
        ladder.play("proxy -> bob ACK");
        alice.says(alice.request("BYE", 4));
        ladder.play(HUNG_UP);
    }

    @Test
    void a_new_call_along_the_route_of_a_dialog_without_tag_is_a_new_call() {
        Ladder ladder = ladder();
        ladder.with("bob -> proxy 200", PassingOnTest::untagged);
        Party alice = Party.alice(server, ladder.play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  200
                proxy -> alice  200
                """));
        alice.says(alice.request("INVITE", 2).with("Call-ID", "another"));
        ladder.play("""
                proxy -> bob    INVITE
                bob   -> proxy  486
                proxy -> bob    ACK
                proxy -> alice  486
                """);
        assertThat(proxying.heard)
                .containsExactly("INVITE initial", "200 INVITE", "INVITE initial", "branch 486 INVITE", "486 INVITE");
        alice.says(alice.request("BYE", 3));
        ladder.play(HUNG_UP);
    }

    private static TextMessage untagged(TextMessage message) {
        return message.with("To", message.required("To").replaceFirst(";tag=.*", ""));
    }

    // ---- when the session is over

    @Test
    void a_call_outlives_its_session() {
        Ladder ladder = ladder();
        ladder.play(CALL);
        server.after(Duration.ofMinutes(60));
        server.assertEmpty();
        ladder.play("""
                bob   -> proxy  INFO
                proxy -> alice  INFO
                alice -> proxy  200 INFO
                proxy -> bob    200 INFO
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  180
                proxy -> alice  180
                bob   -> proxy  200
                proxy -> alice  200
                alice -> proxy  ACK
                proxy -> bob    ACK
                """);
        ladder.play(HANG_UP);
        assertThat(proxying.heard).containsExactly("INVITE initial", "200 INVITE", "ACK");
    }

    @Test
    void an_application_that_is_gone_leaves_its_calls_alone() {
        Server.Application application = server.deploy("proxy", proxying);
        Ladder ladder = server.ladder("alice", "bob");
        ladder.play(CALL);
        application.deployed().undeploy();
        ladder.play(HANG_UP);
    }

    @Test
    void a_request_that_may_go_no_further_is_refused_and_an_ACK_is_dropped() {
        Ladder ladder = ladder();
        Party alice = Party.alice(server, ladder.play(CALL));
        for (int number : new int[] {2, 3}) {
            alice.says(alice.request("INFO", number).with("Max-Forwards", "0"));
            ladder.play("proxy -> alice 483 INFO");
            alice.says(alice.request("OPTIONS", number).plus("Proxy-Require", "unheard-of"));
            ladder.play("proxy -> alice 420 OPTIONS");
            alice.says(alice.ack().with("Max-Forwards", "0"));
            ladder.play("after 1s");
            if (number == 2) {
                session().getApplicationSession().invalidate();
            }
        }
    }

    @Test
    void who_knows_nothing_but_the_session_of_a_route_gets_nowhere() {
        Ladder ladder = ladder();
        Party alice = Party.alice(server, ladder.play(CALL));
        session().getApplicationSession().invalidate();
        alice.says(alice.request("BYE", 2)
                .with("Route", alice.route().replaceFirst("(sipario=[^.]*)\\.[^;>]*", "$1.abcdefghijklm")));
        ladder.play("proxy -> alice 481 BYE");
    }
}
