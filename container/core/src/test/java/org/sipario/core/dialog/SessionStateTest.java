package org.sipario.core.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sipario.core.dialog.SessionState.BEGINNING;
import static org.sipario.core.dialog.SessionState.State.CONFIRMED;
import static org.sipario.core.dialog.SessionState.State.EARLY;
import static org.sipario.core.dialog.SessionState.State.INITIAL;
import static org.sipario.core.dialog.SessionState.State.TERMINATED;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sipario.core.Texts;
import org.sipario.core.dialog.SessionState.State;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SyntaxException;

/** JSR 289 chapter 6.2, RFC 3261 §12 and §15, RFC 5057, RFC 6665: what each response makes of a session. */
class SessionStateTest {

    private static final SipRequest INVITE = request("INVITE");

    // ---- the tables: in which state, the request of which methods, answered with which statuses, leads to which state

    @ParameterizedTest(name = "{0}: {1} answered {2} by us: {3}")
    @CsvSource(delimiter = '|', textBlock = """
                    INITIAL    | INVITE SUBSCRIBE REFER                       | 1xx                 | EARLY
                    INITIAL    | INVITE SUBSCRIBE REFER                       | 2xx                 | CONFIRMED
                    INITIAL    | INVITE SUBSCRIBE REFER                       | 3xx 4xx 5xx 6xx     | TERMINATED
                    INITIAL    | MESSAGE OPTIONS REGISTER PUBLISH INFO NOTIFY | any                 | INITIAL
                    EARLY      | INVITE                                       | 1xx                 | EARLY
                    EARLY      | INVITE                                       | 2xx                 | CONFIRMED
                    EARLY      | INVITE                                       | 3xx 4xx 5xx 6xx     | TERMINATED
                    EARLY      | PRACK UPDATE INFO OPTIONS MESSAGE NOTIFY     | any                 | EARLY
                    EARLY      | BYE                                          | 1xx 3xx 4xx 5xx 6xx | EARLY
                    EARLY      | BYE                                          | 2xx                 | TERMINATED
                    CONFIRMED  | INVITE UPDATE PRACK INFO OPTIONS MESSAGE     | any                 | CONFIRMED
                    CONFIRMED  | SUBSCRIBE NOTIFY REFER                       | any                 | CONFIRMED
                    CONFIRMED  | BYE                                          | 1xx 3xx 4xx 5xx 6xx | CONFIRMED
                    CONFIRMED  | BYE                                          | 2xx                 | TERMINATED
                    TERMINATED | INVITE BYE UPDATE INFO SUBSCRIBE NOTIFY      | any                 | TERMINATED
                    """)
    void answering_as_user_agent(State before, String methods, String statuses, State after) throws SyntaxException {
        for (String method : methods.split(" ")) {
            for (int status : statuses(statuses)) {
                SipRequest request = request(method);
                assertThat(server(before)
                                .answering(request, response(request, status))
                                .state())
                        .as("%s %d", method, status)
                        .isEqualTo(after);
            }
        }
    }

    @ParameterizedTest(name = "{0}: our {1} answered {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
                    INITIAL    | INVITE SUBSCRIBE REFER                       | 1xx                         | EARLY
                    INITIAL    | INVITE SUBSCRIBE REFER                       | 2xx                         | CONFIRMED
                    INITIAL    | INVITE SUBSCRIBE REFER                       | 3xx 4xx 5xx 6xx             | INITIAL
                    INITIAL    | MESSAGE OPTIONS REGISTER PUBLISH INFO NOTIFY | any                         | INITIAL
                    EARLY      | INVITE                                       | 1xx                         | EARLY
                    EARLY      | INVITE                                       | 2xx                         | CONFIRMED
                    EARLY      | INVITE                                       | 3xx 4xx 5xx 6xx             | INITIAL
                    EARLY      | PRACK UPDATE INFO OPTIONS MESSAGE            | 1xx 2xx 3xx 404 5xx 6xx     | EARLY
                    EARLY      | BYE                                          | 1xx 401 407                 | EARLY
                    EARLY      | BYE                                          | 2xx 3xx 403 408 481 5xx 6xx | TERMINATED
                    CONFIRMED  | INVITE UPDATE PRACK INFO OPTIONS MESSAGE     | 1xx 2xx 3xx 401 488 5xx 6xx | CONFIRMED
                    CONFIRMED  | SUBSCRIBE NOTIFY REFER                       | 1xx 2xx 3xx 401 489 5xx 6xx | CONFIRMED
                    CONFIRMED  | BYE                                          | 1xx 401 407                 | CONFIRMED
                    CONFIRMED  | BYE                                          | 2xx 3xx 403 408 481 5xx 6xx | TERMINATED
                    TERMINATED | INVITE BYE UPDATE INFO SUBSCRIBE NOTIFY      | 1xx 2xx 3xx 404 5xx 6xx     | TERMINATED
                    """)
    void answered_as_user_agent(State before, String methods, String statuses, State after) throws SyntaxException {
        for (String method : methods.split(" ")) {
            for (int status : statuses(statuses)) {
                SipRequest request = request(method);
                assertThat(client(before)
                                .answered(request, response(request, status))
                                .state())
                        .as("%s %d", method, status)
                        .isEqualTo(after);
            }
        }
    }

    @ParameterizedTest(name = "{0}: {1} answered {2} by way of our proxy: {3}")
    @CsvSource(delimiter = '|', textBlock = """
                    INITIAL    | INVITE SUBSCRIBE REFER                       | 1xx                         | EARLY
                    INITIAL    | INVITE SUBSCRIBE REFER                       | 2xx                         | CONFIRMED
                    INITIAL    | INVITE SUBSCRIBE REFER                       | 3xx 4xx 5xx 6xx             | INITIAL
                    INITIAL    | MESSAGE OPTIONS REGISTER PUBLISH INFO        | 1xx 2xx 3xx 404 5xx 6xx     | INITIAL
                    INITIAL    | NOTIFY                                       | 1xx 3xx 404 5xx 6xx         | INITIAL
                    INITIAL    | NOTIFY                                       | 2xx                         | CONFIRMED
                    EARLY      | INVITE                                       | 1xx                         | EARLY
                    EARLY      | INVITE                                       | 2xx                         | CONFIRMED
                    EARLY      | INVITE                                       | 3xx 4xx 5xx 6xx             | INITIAL
                    EARLY      | PRACK UPDATE INFO OPTIONS MESSAGE            | 1xx 2xx 3xx 404 5xx 6xx     | EARLY
                    EARLY      | BYE                                          | 1xx                         | EARLY
                    EARLY      | BYE                                          | 2xx                         | TERMINATED
                    CONFIRMED  | INVITE UPDATE PRACK INFO OPTIONS MESSAGE     | 1xx 2xx 3xx 408 488 5xx 6xx | CONFIRMED
                    CONFIRMED  | SUBSCRIBE NOTIFY REFER                       | 1xx 2xx 3xx 408 489 5xx 6xx | CONFIRMED
                    CONFIRMED  | BYE                                          | 1xx                         | CONFIRMED
                    CONFIRMED  | BYE                                          | 2xx                         | TERMINATED
                    TERMINATED | INVITE BYE UPDATE INFO SUBSCRIBE NOTIFY      | 1xx 2xx 3xx 404 5xx 6xx     | TERMINATED
                    """)
    void relaying_as_proxy(State before, String methods, String statuses, State after) {
        for (String method : methods.split(" ")) {
            for (int status : statuses(statuses)) {
                SipRequest request = request(method);
                assertThat(proxy(before)
                                .relaying(request, response(request, status))
                                .state())
                        .as("%s %d", method, status)
                        .isEqualTo(after);
            }
        }
    }

    // ---- the dialog of a user agent server

    @Test
    void RFC3261_12_1_1_an_early_dialog_has_both_tags_and_the_2xx_confirms_it() throws SyntaxException {
        SessionState early = server(EARLY);
        assertThat(dialog(early).id().callId()).isEqualTo(INVITE.callId());
        assertThat(dialog(early).id().localTag()).isEqualTo("bobs-tag");
        assertThat(dialog(early).id().remoteTag()).isEqualTo("1928301774");
        assertThat(early.peerTag()).isEqualTo("1928301774");
        assertThat(dialog(early).isEarly()).isTrue();
        assertThat(early.usages().isEmpty()).isTrue();
        SessionState confirmed = early.answering(INVITE, response(INVITE, 200));
        assertThat(dialog(confirmed).id()).isEqualTo(dialog(early).id());
        assertThat(dialog(confirmed).isConfirmed()).isTrue();
        assertThat(confirmed.usages().hasInvite()).isTrue();
    }

    @Test
    void RFC3261_12_1_1_a_provisional_response_without_tag_makes_no_dialog() throws SyntaxException {
        SipResponse untagged = SipResponse.to(INVITE, 180, null, null);
        assertThat(BEGINNING.answering(INVITE, untagged)).isEqualTo(BEGINNING);
        assertThat(BEGINNING.answered(INVITE, untagged)).isEqualTo(BEGINNING);
    }

    @Test
    void RFC3261_12_1_1_a_request_without_Contact_makes_no_dialog() {
        SipRequest invite = Texts.invite();
        assertThatThrownBy(() -> BEGINNING.answering(invite, response(invite, 200)))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining("Contact is absent");
    }

    @Test
    void a_refused_first_request_leaves_no_dialog_of_a_server_that_could_be_found_again() throws SyntaxException {
        assertThat(BEGINNING.answering(INVITE, response(INVITE, 486)).dialog()).isNull();
    }

    // ---- the dialog of a user agent client

    @Test
    void RFC3261_12_1_2_an_early_dialog_has_both_tags_and_the_2xx_confirms_it_with_its_route_set()
            throws SyntaxException {
        SessionState early = client(EARLY);
        assertThat(dialog(early).id().localTag()).isEqualTo("1928301774");
        assertThat(dialog(early).id().remoteTag()).isEqualTo("bobs-tag");
        assertThat(early.peerTag()).isEqualTo("bobs-tag");
        assertThat(dialog(early).isEarly()).isTrue();
        SessionState confirmed = early.answered(
                INVITE,
                Texts.response(INVITE, 200, "Contact: <sip:bob@192.0.2.4>", "Record-Route: <sip:p.biloxi.com;lr>"));
        assertThat(dialog(confirmed).isConfirmed()).isTrue();
        assertThat(dialog(confirmed).remoteTarget()).hasToString("sip:bob@192.0.2.4");
        assertThat(dialog(confirmed).routeSet()).containsExactly(Texts.address("<sip:p.biloxi.com;lr>"));
    }

    @Test
    void SSN_5_a_refused_first_request_of_a_client_puts_all_back_to_the_beginning() throws SyntaxException {
        assertThat(client(EARLY).answered(INVITE, response(INVITE, 486))).isEqualTo(BEGINNING);
        assertThat(proxy(EARLY).relaying(INVITE, response(INVITE, 486))).isEqualTo(BEGINNING);
    }

    @Test
    void RFC3261_15_1_1_a_challenged_BYE_is_to_be_sent_again_and_leaves_the_call() throws SyntaxException {
        SessionState call = client(CONFIRMED);
        SipRequest bye = request("BYE");
        for (int challenge : new int[] {401, 407}) {
            assertThat(call.answered(bye, response(bye, challenge))).isSameAs(call);
        }
    }

    // ---- target refresh

    @ParameterizedTest(name = "{0} refreshes the remote target: {1}")
    @CsvSource({"INVITE,true", "UPDATE,true", "SUBSCRIBE,true", "NOTIFY,true", "INFO,false", "OPTIONS,false"})
    void RFC3261_12_2_the_Contact_of_some_methods_becomes_the_remote_target(String method, boolean refreshes)
            throws SyntaxException {
        SipRequest incoming = request(method, "Contact: <sip:moved@192.0.2.9>");
        SessionState served = server(CONFIRMED).answering(incoming, response(incoming, 200));
        assertThat(dialog(served).remoteTarget().toString().equals("sip:moved@192.0.2.9"))
                .isEqualTo(refreshes);
        SipRequest outgoing = request(method);
        SessionState asked =
                client(CONFIRMED).answered(outgoing, Texts.response(outgoing, 200, "Contact: <sip:moved@192.0.2.9>"));
        assertThat(dialog(asked).remoteTarget().toString().equals("sip:moved@192.0.2.9"))
                .isEqualTo(refreshes);
    }

    @Test
    void RFC3261_12_2_2_a_refused_request_refreshes_nothing() throws SyntaxException {
        SipRequest reinvite = request("INVITE", "Contact: <sip:moved@192.0.2.9>");
        SessionState call = server(CONFIRMED);
        assertThat(call.answering(reinvite, response(reinvite, 488))).isSameAs(call);
    }

    // ---- subscriptions and calls in one dialog

    @Test
    void RFC6665_4_1_2_4_a_NOTIFY_before_the_2xx_makes_the_dialog_and_the_2xx_changes_nothing() throws SyntaxException {
        SipRequest subscribe = request("SUBSCRIBE");
        SipRequest notify = notify("active");
        SessionState notified = BEGINNING.notified(notify, dialog(client(CONFIRMED)));
        assertThat(notified.state()).isEqualTo(CONFIRMED);
        assertThat(notified.peerTag()).isEqualTo("bobs-tag");
        assertThat(notified.usages()).isEqualTo(DialogUsages.NONE.with(subscribe));
        SessionState answered = notified.answered(subscribe, response(subscribe, 200));
        assertThat(answered.state()).isEqualTo(CONFIRMED);
        assertThat(answered.usages()).isEqualTo(notified.usages());
    }

    @Test
    void RFC6665_4_4_1_the_NOTIFY_that_says_terminated_ends_the_dialog_of_a_subscription() throws SyntaxException {
        SipRequest subscribe = request("SUBSCRIBE");
        SipRequest last = notify("terminated;reason=timeout");
        SipResponse accepted = response(last, 200);
        assertThat(BEGINNING
                        .answered(subscribe, response(subscribe, 200))
                        .answering(last, accepted)
                        .state())
                .isEqualTo(TERMINATED);
        assertThat(BEGINNING
                        .answering(subscribe, response(subscribe, 200))
                        .answered(last, accepted)
                        .state())
                .isEqualTo(TERMINATED);
        assertThat(BEGINNING
                        .relaying(subscribe, response(subscribe, 200))
                        .relaying(last, accepted)
                        .state())
                .isEqualTo(TERMINATED);
    }

    @Test
    void RFC5057_4_a_dialog_lives_as_long_as_a_subscription_or_a_call_holds_it() throws SyntaxException {
        SipRequest refer = request("REFER");
        SipRequest bye = request("BYE");
        SipRequest done = request("NOTIFY", "Event: refer", "Subscription-State: terminated");
        SessionState both = server(CONFIRMED).answering(refer, response(refer, 202));
        SessionState referred = both.answering(bye, response(bye, 200));
        assertThat(referred.state()).isEqualTo(CONFIRMED);
        assertThat(referred.answered(done, response(done, 200)).state()).isEqualTo(TERMINATED);
        SessionState call = both.answered(done, response(done, 200));
        assertThat(call.state()).isEqualTo(CONFIRMED);
        assertThat(call.answering(bye, response(bye, 200)).state()).isEqualTo(TERMINATED);
    }

    @ParameterizedTest(name = "a subscription whose {0} is answered {1}: {2}")
    @CsvSource({
        "SUBSCRIBE,481,TERMINATED",
        "SUBSCRIBE,408,TERMINATED",
        "SUBSCRIBE,403,CONFIRMED",
        "SUBSCRIBE,503,CONFIRMED",
        "NOTIFY,481,TERMINATED",
        "NOTIFY,408,TERMINATED",
        "NOTIFY,503,CONFIRMED"
    })
    void RFC5057_5_1_a_481_or_408_ends_the_subscription_that_it_is_about(String method, int status, State after)
            throws SyntaxException {
        SipRequest subscribe = request("SUBSCRIBE");
        SipRequest request = method.equals("NOTIFY") ? notify("active") : subscribe;
        SessionState subscribed = BEGINNING.answered(subscribe, response(subscribe, 200));
        assertThat(subscribed.answered(request, response(request, status)).state())
                .isEqualTo(after);
        SipRequest invite = request("INVITE");
        SessionState inCall = subscribed.answered(invite, response(invite, 200));
        assertThat(inCall.answered(request, response(request, status)).state()).isEqualTo(CONFIRMED);
    }

    // ---- the end, and what else there is

    @Test
    void a_dialog_that_is_over_is_kept_so_that_late_requests_find_its_session() throws SyntaxException {
        SipRequest bye = request("BYE");
        SessionState over = server(CONFIRMED).answering(bye, response(bye, 200));
        assertThat(dialog(over).id()).isEqualTo(dialog(server(CONFIRMED)).id());
        assertThat(server(CONFIRMED).terminated().dialog()).isNotNull();
    }

    @Test
    void a_proxy_knows_the_tag_of_the_dialog_and_has_none_itself() {
        SessionState early = proxy(EARLY);
        assertThat(early.peerTag()).isEqualTo("bobs-tag");
        assertThat(early.dialog()).isNull();
        assertThat(early.usages().isEmpty()).isTrue();
        assertThat(proxy(CONFIRMED).usages().hasInvite()).isTrue();
    }

    @Test
    void a_request_in_order_changes_the_dialog_and_nothing_else() throws SyntaxException {
        SessionState call = server(CONFIRMED);
        Dialog received = dialog(call).sent(7);
        SessionState after = call.after(received);
        assertThat(after.dialog()).isSameAs(received);
        assertThat(after.state()).isEqualTo(CONFIRMED);
        assertThat(after.usages()).isEqualTo(call.usages());
    }

    @Test
    void only_INITIAL_and_EARLY_are_before_the_final_response() throws SyntaxException {
        assertThat(server(INITIAL).isFirst()).isTrue();
        assertThat(server(EARLY).isFirst()).isTrue();
        assertThat(server(CONFIRMED).isFirst()).isFalse();
        assertThat(server(TERMINATED).isFirst()).isFalse();
    }

    // ---- states to begin with

    private static SessionState server(State state) throws SyntaxException {
        return switch (state) {
            case INITIAL -> BEGINNING;
            case EARLY -> BEGINNING.answering(INVITE, response(INVITE, 180));
            case CONFIRMED -> BEGINNING.answering(INVITE, response(INVITE, 200));
            case TERMINATED -> server(CONFIRMED).answering(request("BYE"), response(request("BYE"), 200));
        };
    }

    private static SessionState client(State state) throws SyntaxException {
        return switch (state) {
            case INITIAL -> BEGINNING;
            case EARLY -> BEGINNING.answered(INVITE, response(INVITE, 180));
            case CONFIRMED -> BEGINNING.answered(INVITE, response(INVITE, 200));
            case TERMINATED -> client(CONFIRMED).answered(request("BYE"), response(request("BYE"), 200));
        };
    }

    private static SessionState proxy(State state) {
        return switch (state) {
            case INITIAL -> BEGINNING;
            case EARLY -> BEGINNING.relaying(INVITE, response(INVITE, 180));
            case CONFIRMED -> BEGINNING.relaying(INVITE, response(INVITE, 200));
            case TERMINATED -> proxy(CONFIRMED).relaying(request("BYE"), response(request("BYE"), 200));
        };
    }

    private static Dialog dialog(SessionState state) {
        return Objects.requireNonNull(state.dialog(), "dialog");
    }

    private static SipRequest notify(String subscription) {
        return request("NOTIFY", "Event: presence", "Subscription-State: " + subscription);
    }

    /** A request with a Contact, unless another one is given, and an Event where the method has one. */
    private static SipRequest request(String method, String... lines) {
        String[] all = new String[lines.length + 2];
        System.arraycopy(lines, 0, all, 0, lines.length);
        boolean event = method.equals("SUBSCRIBE") || method.equals("NOTIFY");
        all[lines.length] = has(lines, "Contact:") ? "X-Nothing: 1" : "Contact: <sip:alice@pc33.atlanta.com>";
        all[lines.length + 1] = event && !has(lines, "Event:") ? "Event: presence" : "X-Nothing: 2";
        return Texts.request(method, "sip:bob@biloxi.com", all);
    }

    private static boolean has(String[] lines, String name) {
        for (String line : lines) {
            if (line.startsWith(name)) {
                return true;
            }
        }
        return false;
    }

    private static SipResponse response(SipRequest request, int status) {
        return Texts.response(request, status, "Contact: <sip:bob@192.0.2.3>");
    }

    /** Single statuses, and those that stand for a class. */
    private static List<Integer> statuses(String text) {
        List<Integer> statuses = new ArrayList<>();
        for (String one : text.replace("any", "1xx 2xx 3xx 4xx 5xx 6xx").split(" ")) {
            statuses.addAll(
                    switch (one) {
                        case "1xx" -> List.of(180, 183);
                        case "2xx" -> List.of(200, 202);
                        case "3xx" -> List.of(300, 302);
                        case "4xx" -> List.of(400, 401, 404, 407, 408, 480, 481, 486, 487, 488);
                        case "5xx" -> List.of(500, 503);
                        case "6xx" -> List.of(600, 603);
                        default -> List.of(Integer.parseInt(one));
                    });
        }
        return statuses;
    }
}
