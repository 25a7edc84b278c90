package org.sipario.trace.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipario.trace.Talk.dialog;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sipario.trace.Talk;

class SippScenariosTest {
    private static final String ALICE = "<sip:alice@example.com>;tag=a";
    private static final String BOB = "<sip:bob@192.0.2.1>";
    private static final String CONTACT = "Contact: <sip:alice@192.0.2.11:5060>";

    @Test
    void each_agent_has_a_scenario_for_each_of_his_calls() {
        Map<String, String> scenarios = SippScenarios.of(new Talk()
                .in("alice", "OPTIONS sip:192.0.2.1 SIP/2.0", dialog(ALICE, BOB, "c", "1 OPTIONS"))
                .in("alice", "OPTIONS sip:192.0.2.1 SIP/2.0", dialog(ALICE, BOB, "d", "1 OPTIONS"))
                .out("bob", "OPTIONS sip:bob@192.0.2.12 SIP/2.0", dialog(ALICE, BOB, "e", "1 OPTIONS"))
                .said());

        assertThat(scenarios).containsOnlyKeys("alice.xml", "alice-2.xml", "bob.xml");
    }

    @Test
    void the_server_is_whoever_it_is_next_time_and_the_caller_too() {
        String alice = only(new Talk()
                .in(
                        "alice",
                        "INVITE sip:bob@192.0.2.1 SIP/2.0",
                        dialog(ALICE, BOB, "c", "1 INVITE", CONTACT, "X-Odd: [len]")));

        assertThat(alice)
                .contains("INVITE sip:bob@[remote_ip]:[remote_port] SIP/2.0")
                .contains("Via: SIP/2.0/[transport] [local_ip]:[local_port];rport;branch=[branch]")
                .contains("From: <sip:alice@example.com>;tag=[pid]t[call_number]")
                .contains("To: <sip:bob@[remote_ip]:[remote_port]>\n")
                .contains("Contact: <sip:alice@[local_ip]:[local_port];transport=[transport]>")
                .contains("X-Odd: \\x5Blen]");
    }

    @Test
    void a_challenge_is_answered_with_what_sipp_is_told() {
        String alice = only(new Talk()
                .in("alice", "REGISTER sip:192.0.2.1 SIP/2.0", dialog(ALICE, ALICE, "r", "1 REGISTER", CONTACT))
                .out(
                        "alice",
                        "SIP/2.0 401 Unauthorized",
                        dialog(ALICE, ALICE, "r", "1 REGISTER", "WWW-Authenticate: Digest realm=\"x\", nonce=\"y\""))
                .in(
                        "alice",
                        "REGISTER sip:192.0.2.1 SIP/2.0",
                        dialog(
                                ALICE,
                                ALICE,
                                "r",
                                "2 REGISTER",
                                CONTACT,
                                "Authorization: Digest username=\"ali\", response=\"z\""))
                .out("alice", "SIP/2.0 200 OK", dialog(ALICE, ALICE, "r", "2 REGISTER")));

        assertThat(alice)
                .contains("<recv response=\"401\" auth=\"true\"/>")
                .contains("[authentication username=ali]")
                .contains("-ap PASSWORD")
                .doesNotContain("response=\"z\"");
    }

    @Test
    void a_callee_who_hangs_up_turns_the_callers_words_around() {
        String bob = only(new Talk()
                .out(
                        "bob",
                        "INVITE sip:bob@192.0.2.11 SIP/2.0",
                        dialog(ALICE, BOB, "c", "1 INVITE", "Contact: <sip:192.0.2.1>"))
                .in(
                        "bob",
                        "SIP/2.0 200 OK",
                        dialog(ALICE, BOB + ";tag=b", "c", "1 INVITE", "Contact: <sip:bob@192.0.2.11>"))
                .out("bob", "ACK sip:bob@192.0.2.11 SIP/2.0", dialog(ALICE, BOB + ";tag=b", "c", "1 ACK"))
                .after(2_000)
                .in("bob", "BYE sip:192.0.2.1 SIP/2.0", dialog(BOB + ";tag=b", ALICE, "c", "1 BYE"))
                .out("bob", "SIP/2.0 200 OK", dialog(BOB + ";tag=b", ALICE, "c", "1 BYE")));

        assertThat(bob)
                .contains("<recv request=\"INVITE\" rrs=\"true\">")
                .contains("header=\"From:\" assign_to=\"from1\"")
                .contains("<pause milliseconds=\"2001\"/>")
                .contains("BYE [next_url] SIP/2.0")
                .contains("From:[$to2];tag=[pid]t[call_number]\n      To:[$from1]\n")
                .contains("<Reference variables=\"from1,to2\"/>");
    }

    @Test
    void an_invite_that_is_answered_after_its_cancel_is_remembered_with_all_its_vias() {
        String via = "Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1";
        String bob = only(new Talk()
                .out(
                        "bob",
                        "INVITE sip:bob@192.0.2.11 SIP/2.0",
                        dialog(ALICE, BOB, "c", "1 INVITE", via, "Via: SIP/2.0/UDP x;branch=z9hG4bK0"))
                .out("bob", "CANCEL sip:bob@192.0.2.11 SIP/2.0", dialog(ALICE, BOB, "c", "1 CANCEL", via))
                .in("bob", "SIP/2.0 200 OK", dialog(ALICE, BOB + ";tag=b", "c", "1 CANCEL", via))
                .in("bob", "SIP/2.0 487 Request Terminated", dialog(ALICE, BOB + ";tag=b", "c", "1 INVITE", via)));

        assertThat(bob)
                .contains("<ereg regexp=\"(Via: [^[:cntrl:]]+[[:cntrl:]]+)+\" search_in=\"msg\" assign_to=\"via1\"/>")
                .contains("      SIP/2.0 200 OK\n      [last_Via:]\n      [last_From:]")
                .contains("      SIP/2.0 487 Request Terminated\n      [$via1]From:[$from3]\n");
    }

    @Test
    void a_prack_names_the_number_of_this_time() {
        String alice = only(new Talk()
                .in("alice", "INVITE sip:bob@192.0.2.1 SIP/2.0", dialog(ALICE, BOB, "c", "1 INVITE", CONTACT))
                .out(
                        "alice",
                        "SIP/2.0 180 Ringing",
                        dialog(
                                ALICE,
                                BOB + ";tag=s",
                                "c",
                                "1 INVITE",
                                "RSeq: 4711",
                                "Require: 100rel",
                                "Contact: <sip:192.0.2.1>"))
                .in(
                        "alice",
                        "PRACK sip:192.0.2.1 SIP/2.0",
                        dialog(ALICE, BOB + ";tag=s", "c", "2 PRACK", "RAck: 4711 1 INVITE")));

        assertThat(alice).contains("header=\"RSeq:\" assign_to=\"rseq1\"").contains("RAck:[$rseq1] 1 INVITE");
    }

    @Test
    void what_was_said_again_is_there_once() {
        String alice = only(new Talk()
                .in("alice", "OPTIONS sip:192.0.2.1 SIP/2.0", dialog(ALICE, BOB, "c", "1 OPTIONS"))
                .after(500)
                .again());

        assertThat(alice).containsOnlyOnce("<send");
    }

    private static String only(Talk talk) {
        Map<String, String> scenarios = SippScenarios.of(talk.said());
        assertThat(scenarios).hasSize(1);
        return scenarios.values().iterator().next();
    }
}
