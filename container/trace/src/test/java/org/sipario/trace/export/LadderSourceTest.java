package org.sipario.trace.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipario.trace.Talk.dialog;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sipario.message.wire.Transport;
import org.sipario.trace.Talk;

class LadderSourceTest {
    private static final String ALICE = "<sip:alice@example.com>;tag=a";
    private static final String BOB = "<sip:bob@example.com>";
    private static final String CONTACT = "Contact: <sip:alice@192.0.2.11:5060>";

    @Test
    void pauses_stay_and_haste_goes() {
        Talk talk = new Talk()
                .in("alice", "INVITE sip:bob@example.com SIP/2.0", dialog(ALICE, BOB, "c", "1 INVITE", CONTACT))
                .after(20)
                .out("alice", "SIP/2.0 100 Trying", dialog(ALICE, BOB, "c", "1 INVITE"))
                .after(3_010)
                .out("alice", "SIP/2.0 486 Busy Here", dialog(ALICE, BOB + ";tag=b", "c", "1 INVITE"));

        assertThat(ladder(talk))
                .containsExactly(
                        "alice  -> server  INVITE sip:bob@example.com",
                        "[server -> alice 100]",
                        "after 3s",
                        "server -> alice   486");
    }

    @Test
    void what_the_server_repeats_may_come_and_what_an_agent_repeats_is_left_out() {
        Talk talk = new Talk()
                .out("bob", "OPTIONS sip:bob@192.0.2.11 SIP/2.0", dialog(ALICE, BOB, "c", "1 OPTIONS"))
                .after(502)
                .again()
                .after(1_003)
                .again()
                .in("bob", "SIP/2.0 200 OK", dialog(ALICE, BOB + ";tag=b", "c", "1 OPTIONS"))
                .after(600)
                .again();

        assertThat(ladder(talk))
                .containsExactly(
                        "server -> bob     OPTIONS",
                        "after 500ms",
                        "[server -> bob OPTIONS]",
                        "after 1s",
                        "[server -> bob OPTIONS]",
                        "bob    -> server  200");
    }

    @Test
    void what_changes_the_servers_mind_stays_and_addresses_move_to_the_test() {
        Talk talk = new Talk()
                .in(
                        "alice",
                        "SUBSCRIBE sip:desk@192.0.2.1 SIP/2.0",
                        dialog(
                                ALICE,
                                BOB,
                                "c",
                                "1 SUBSCRIBE",
                                CONTACT,
                                "Event: presence",
                                "Supported: timer, replaces, norefersub",
                                "User-Agent: Phone/1.0",
                                "X-Seat: 7",
                                "Refer-To: <sip:carol@192.0.2.1;transport=udp>"));

        assertThat(ladder(talk))
                .containsExactly(
                        "alice  -> server  SUBSCRIBE sip:desk@example.com",
                        "    + Event: presence",
                        "    + Supported: timer",
                        "    + X-Seat: 7",
                        "    + Refer-To: <sip:carol@example.com;transport=udp>");
    }

    @Test
    void a_text_goes_along_line_by_line_and_a_session_description_by_its_direction() {
        Talk talk = new Talk()
                .in(
                        "alice",
                        "MESSAGE sip:bob@example.com SIP/2.0",
                        dialog(ALICE, BOB, "c", "1 MESSAGE", "Content-Type: text/plain", "", "Grüße,", "Alice \"A\""))
                .in(
                        "alice",
                        "INVITE sip:bob@example.com SIP/2.0",
                        dialog(
                                ALICE,
                                BOB,
                                "d",
                                "1 INVITE",
                                CONTACT,
                                "Content-Type: application/sdp",
                                "",
                                "v=0",
                                "m=audio 4000 RTP/AVP 0",
                                "a=sendonly"));

        assertThat(ladder(talk))
                .contains("    + Content-Type: text/plain", "    | Grüße,", "    | Alice \"A\"", "    + SDP: sendonly");
    }

    @Test
    void two_calls_at_once_are_on_two_lines() {
        Talk talk = new Talk()
                .in("alice", "INVITE sip:bob@example.com SIP/2.0", dialog(ALICE, BOB, "c", "1 INVITE", CONTACT))
                .in("alice", "INVITE sip:carol@example.com SIP/2.0", dialog(ALICE, BOB, "d", "1 INVITE", CONTACT))
                .out("alice", "SIP/2.0 486 Busy Here", dialog(ALICE, BOB + ";tag=b", "c", "1 INVITE"));

        assertThat(ladder(talk))
                .containsExactly(
                        "alice   -> server   INVITE sip:bob@example.com",
                        "alice/2 -> server   INVITE sip:carol@example.com",
                        "server  -> alice    486");
    }

    @Test
    void who_answered_a_challenge_has_a_password_and_the_server_a_user() {
        Talk talk = new Talk()
                .in(
                        "alice",
                        "REGISTER sip:example.com SIP/2.0",
                        dialog(ALICE, "<sip:alice@example.com>", "r", "1 REGISTER", CONTACT + ";expires=60"))
                .out(
                        "alice",
                        "SIP/2.0 401 Unauthorized",
                        dialog(
                                ALICE,
                                "<sip:alice@example.com>",
                                "r",
                                "1 REGISTER",
                                "WWW-Authenticate: Digest realm=\"x\", nonce=\"y\""))
                .in(
                        "alice",
                        "REGISTER sip:example.com SIP/2.0",
                        dialog(
                                ALICE,
                                "<sip:alice@example.com>",
                                "r",
                                "2 REGISTER",
                                CONTACT + ";expires=60",
                                "Authorization: Digest username=\"ali\", realm=\"x\", nonce=\"y\", "
                                        + "uri=\"sip:x\", response=\"z\""))
                .out("alice", "SIP/2.0 200 OK", dialog(ALICE, "<sip:alice@example.com>", "r", "2 REGISTER"));

        assertThat(source(talk))
                .contains("@UserAgent(value = \"alice\", user = \"ali\", password = \"secret\")")
                .contains("server.user(\"ali\", \"secret\", \"sip-user\");")
                .contains("REGISTER sip:example.com, answered 200.");
        assertThat(ladder(talk))
                .containsExactly(
                        "alice  -> server  REGISTER",
                        "    + Expires: 60",
                        "server -> alice   401",
                        "alice  -> server  REGISTER",
                        "server -> alice   200");
    }

    @Test
    void agents_are_called_by_their_users_as_far_as_java_lets_them() {
        Talk talk = new Talk()
                .in(
                        "a",
                        "OPTIONS sip:x@example.com SIP/2.0",
                        dialog("<sip:+4930123@example.com>;tag=1", BOB, "1", "1 OPTIONS"))
                .in(
                        "b",
                        "OPTIONS sip:x@example.com SIP/2.0",
                        dialog("<sip:new@example.com>;tag=1", BOB, "2", "1 OPTIONS"))
                .in(
                        "c",
                        "OPTIONS sip:x@example.com SIP/2.0",
                        dialog("<sip:Bob.Smith@example.com>;tag=1", BOB, "3", "1 OPTIONS"))
                .in(
                        "d",
                        "OPTIONS sip:x@example.com SIP/2.0",
                        dialog("<sip:server@example.com>;tag=1", BOB, "4", "1 OPTIONS"));

        assertThat(source(talk))
                .contains(
                        "TestUserAgent phone4930123;",
                        "TestUserAgent new1;",
                        "TestUserAgent bobSmith;",
                        "TestUserAgent server2;");
    }

    @Test
    void by_a_stream_an_agent_is_who_he_says_he_is() {
        Talk talk = new Talk()
                .by(Transport.TCP)
                .in(
                        "alice",
                        "OPTIONS sip:x@example.com SIP/2.0",
                        dialog(ALICE, BOB, "1", "1 OPTIONS", "Via: SIP/2.0/TCP 192.0.2.99:5070;branch=z9hG4bK1"))
                .in(
                        "the same",
                        "OPTIONS sip:x@example.com SIP/2.0",
                        dialog(ALICE, BOB, "2", "1 OPTIONS", "Via: SIP/2.0/TCP 192.0.2.99:5070;branch=z9hG4bK2"));

        assertThat(source(talk))
                .containsOnlyOnce("TestUserAgent alice")
                .doesNotContain("alice2")
                .contains("transport = Transport.TCP");
    }

    private static List<String> ladder(Talk talk) {
        String source = source(talk);
        int from = source.indexOf("\"\"\"\n") + 4;
        return source.substring(from, source.lastIndexOf("            \"\"\""))
                .lines()
                .map(line -> line.substring(12))
                .toList();
    }

    private static String source(Talk talk) {
        return new LadderSource(
                        "org.acme.SomeTest", List.of("org.acme.Some"), "", "", "server", Map.of("ali", "secret"))
                .source(talk.said());
    }
}
