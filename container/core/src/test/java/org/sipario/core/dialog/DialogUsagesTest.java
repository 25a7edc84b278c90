package org.sipario.core.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipario.core.dialog.DialogUsages.NONE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sipario.core.Texts;
import org.sipario.message.SipRequest;

/** RFC 5057: the call and the subscriptions that hold a dialog. RFC 6665, RFC 3515: how subscriptions begin and end. */
class DialogUsagesTest {

    private static final DialogUsages CALL = NONE.with(request("INVITE"));

    @Test
    void nothing_holds_a_dialog_to_begin_with() {
        assertThat(NONE.isEmpty()).isTrue();
        assertThat(NONE.hasInvite()).isFalse();
    }

    @Test
    void an_INVITE_makes_a_call_of_which_there_is_one() {
        assertThat(CALL.hasInvite()).isTrue();
        assertThat(CALL.alive()).hasSize(1);
        assertThat(CALL.with(request("INVITE"))).isSameAs(CALL);
    }

    @Test
    void all_plain_calls_share_one_object() {
        assertThat(NONE.with(request("INVITE"))).isSameAs(NONE.with(request("INVITE")));
    }

    @Test
    void a_call_that_is_over_leaves_nothing_or_the_subscriptions() {
        assertThat(CALL.withoutInvite()).isSameAs(NONE);
        assertThat(CALL.with(request("REFER")).withoutInvite()).isEqualTo(NONE.with(request("REFER")));
        assertThat(NONE.withoutInvite()).isSameAs(NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BYE", "PRACK", "UPDATE", "INFO", "OPTIONS", "MESSAGE", "REGISTER", "PUBLISH"})
    void RFC5057_4_other_methods_make_no_usage(String method) {
        assertThat(CALL.with(request(method))).isSameAs(CALL);
        assertThat(NONE.with(request(method))).isSameAs(NONE);
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource({"SUBSCRIBE,Event: presence", "NOTIFY,Event: presence", "SUBSCRIBE,o: presence"})
    void RFC6665_4_4_1_a_subscription_has_the_name_of_its_event(String method, String event) {
        assertThat(NONE.with(request(method, event)).alive()).containsExactly("presence");
    }

    @Test
    void RFC6665_8_2_1_subscriptions_differ_by_event_and_id() {
        DialogUsages three = NONE.with(request("SUBSCRIBE", "Event: presence"))
                .with(request("SUBSCRIBE", "Event: presence;id=7"))
                .with(request("SUBSCRIBE", "Event: presence ; id=7"))
                .with(request("SUBSCRIBE", "Event: dialog;id=7"));
        assertThat(three.alive()).containsExactlyInAnyOrder("presence", "presence;id=7", "dialog;id=7");
        assertThat(three.notified(over("presence;id=7")).alive()).containsExactlyInAnyOrder("presence", "dialog;id=7");
        assertThat(three.notified(over("dialog; id=7")).alive()).containsExactlyInAnyOrder("presence", "presence;id=7");
    }

    @ParameterizedTest(name = "Subscription-State {0} ends it: {1}")
    @CsvSource({
        "terminated,true",
        "terminated;reason=timeout,true",
        "Terminated ;reason=noresource,true",
        "active,false",
        "active;expires=0,false",
        "pending,false",
        "probation,false"
    })
    void RFC6665_4_4_1_a_NOTIFY_ends_its_subscription_by_saying_terminated(String state, boolean ends) {
        DialogUsages subscribed = NONE.with(request("SUBSCRIBE", "Event: presence"));
        SipRequest notify = request("NOTIFY", "Event: presence", "Subscription-State: " + state);
        assertThat(subscribed.notified(notify).isEmpty()).isEqualTo(ends);
        assertThat(subscribed.notified(notify) == subscribed).isEqualTo(!ends);
    }

    @Test
    void a_NOTIFY_without_Subscription_State_ends_nothing() {
        DialogUsages subscribed = NONE.with(request("SUBSCRIBE", "Event: presence"));
        assertThat(subscribed.notified(request("NOTIFY", "Event: presence"))).isSameAs(subscribed);
    }

    @Test
    void a_NOTIFY_of_another_event_ends_nothing() {
        DialogUsages both = CALL.with(request("SUBSCRIBE", "Event: presence"));
        assertThat(both.notified(over("dialog"))).isSameAs(both);
        assertThat(CALL.notified(over("presence"))).isSameAs(CALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"refer", "refer;id=93809824"})
    void RFC3515_2_4_6_the_NOTIFY_of_a_REFER_may_have_an_id_or_none(String event) {
        DialogUsages referring = CALL.with(request("REFER"));
        assertThat(referring.alive()).containsExactlyInAnyOrder("invite", "refer");
        assertThat(referring.notified(over(event))).isEqualTo(CALL);
    }

    @Test
    void a_change_makes_other_usages_and_leaves_these_as_they_are() {
        DialogUsages before = NONE.with(request("SUBSCRIBE", "Event: presence"));
        DialogUsages after = before.with(request("INVITE"));
        assertThat(before.alive()).containsExactly("presence");
        assertThat(after.alive()).containsExactlyInAnyOrder("presence", "invite");
        assertThat(after.withoutInvite()).isEqualTo(before);
    }

    private static SipRequest over(String event) {
        return request("NOTIFY", "Event: " + event, "Subscription-State: terminated");
    }

    private static SipRequest request(String method, String... lines) {
        return Texts.request(method, "sip:bob@biloxi.com", lines);
    }
}
