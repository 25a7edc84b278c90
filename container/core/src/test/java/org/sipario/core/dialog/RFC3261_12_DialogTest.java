package org.sipario.core.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sipario.core.Texts.invite;
import static org.sipario.core.Texts.request;
import static org.sipario.core.Texts.response;
import static org.sipario.core.Texts.uri;

import org.junit.jupiter.api.Test;
import org.sipario.message.CSeq;
import org.sipario.message.HeaderName;
import org.sipario.message.Method;
import org.sipario.message.NameAddr;
import org.sipario.message.SipRequest;
import org.sipario.message.SyntaxException;

class RFC3261_12_DialogTest {

    private static final String CONTACT = "Contact: <sip:bob@192.0.2.4:5070>";

    @Test
    void the_callee_takes_route_set_in_order_and_target_from_the_invite() throws SyntaxException {
        SipRequest invite = invite("Contact: <sip:alice@pc33.atlanta.com>", "Record-Route: <sip:p2;lr>, <sip:p1;lr>");

        Dialog dialog = Dialog.ofServer(invite, response(invite, 200));

        assertThat(dialog.id()).isEqualTo(new DialogId("a84b4c76e66710@pc33.atlanta.com", "bobs-tag", "1928301774"));
        assertThat(dialog.id())
                .isEqualTo(DialogId.ofRequest(
                        request("BYE", "sip:bob@192.0.2.4", "To: <sip:bob@biloxi.com>;tag=bobs-tag")));
        assertThat(dialog.isConfirmed()).isTrue();
        assertThat(dialog.remoteTarget()).isEqualTo(uri("sip:alice@pc33.atlanta.com"));
        assertThat(dialog.routeSet()).extracting(NameAddr::toString).containsExactly("<sip:p2;lr>", "<sip:p1;lr>");
        assertThat(dialog.remoteSequence()).isEqualTo(314159);
        assertThat(dialog.localSequence()).isEqualTo(-1);
        assertThat(dialog.local().tag()).isEqualTo("bobs-tag");
        assertThat(dialog.remote().tag()).isEqualTo("1928301774");
        assertThat(dialog.isSecure()).isFalse();
    }

    @Test
    void the_caller_takes_route_set_in_reverse_and_target_from_the_response() throws SyntaxException {
        SipRequest invite = invite();

        Dialog dialog =
                Dialog.ofClient(invite, response(invite, 180, CONTACT, "Record-Route: <sip:p2;lr>, <sip:p1;lr>"));

        assertThat(dialog.isEarly()).isTrue();
        assertThat(dialog.id()).isEqualTo(new DialogId("a84b4c76e66710@pc33.atlanta.com", "1928301774", "bobs-tag"));
        assertThat(dialog.id()).isEqualTo(DialogId.ofResponse(response(invite, 200)));
        assertThat(dialog.routeSet()).extracting(NameAddr::toString).containsExactly("<sip:p1;lr>", "<sip:p2;lr>");
        assertThat(dialog.localSequence()).isEqualTo(314159);
        assertThat(dialog.remoteSequence()).isEqualTo(-1);
    }

    @Test
    void a_2xx_replaces_route_set_and_target_of_the_early_dialog() throws SyntaxException {
        SipRequest invite = invite();
        Dialog early = Dialog.ofClient(invite, response(invite, 180, "Record-Route: <sip:p1;lr>"));
        assertThat(early.remoteTarget()).isEqualTo(uri("sip:bob@biloxi.com"));

        Dialog dialog = early.confirmed(response(invite, 200, CONTACT, "Record-Route: <sip:p3;lr>"));

        assertThat(dialog.isConfirmed()).isTrue();
        assertThat(dialog.remoteTarget()).isEqualTo(uri("sip:bob@192.0.2.4:5070"));
        assertThat(dialog.routeSet()).extracting(NameAddr::toString).containsExactly("<sip:p3;lr>");
    }

    @Test
    void once_confirmed_the_route_set_never_changes() throws SyntaxException {
        SipRequest invite = invite();
        Dialog dialog = Dialog.ofClient(invite, response(invite, 200, CONTACT, "Record-Route: <sip:p1;lr>"));

        Dialog after =
                dialog.confirmed(response(invite, 200, "Contact: <sip:bob@192.0.2.9>", "Record-Route: <sip:evil;lr>"));

        assertThat(after.routeSet()).isEqualTo(dialog.routeSet());
        assertThat(after.remoteTarget()).isEqualTo(uri("sip:bob@192.0.2.9"));
    }

    @Test
    void a_request_carries_what_the_dialog_knows() throws SyntaxException {
        SipRequest invite = invite();
        Dialog dialog = Dialog.ofClient(
                invite, response(invite, 200, CONTACT, "Record-Route: <sip:p2;lr>", "Record-Route: <sip:p1;lr>"));

        SipRequest bye = dialog.request(Method.BYE, dialog.nextSequence());

        assertThat(bye.method()).isEqualTo(Method.BYE);
        assertThat(bye.uri()).isEqualTo(uri("sip:bob@192.0.2.4:5070"));
        assertThat(bye.headers().values(HeaderName.ROUTE)).containsExactly("<sip:p1;lr>", "<sip:p2;lr>");
        assertThat(bye.cseq()).isEqualTo(new CSeq(314160, Method.BYE));
        assertThat(bye.maxForwards()).isEqualTo(70);
        assertThat(bye.from()).isEqualTo(invite.from());
        assertThat(bye.to().tag()).isEqualTo("bobs-tag");
        assertThat(bye.headers().has(HeaderName.VIA)).isFalse();
        assertThat(bye.headers().has(HeaderName.CONTACT)).isFalse();
    }

    @Test
    void a_remote_target_leaves_method_and_headers_behind() throws SyntaxException {
        SipRequest invite = invite();
        Dialog dialog =
                Dialog.ofClient(invite, response(invite, 200, "Contact: <sip:bob@192.0.2.4;method=INVITE;ob?X-Foo=1>"));

        assertThat(dialog.request(Method.BYE, dialog.nextSequence()).uri()).isEqualTo(uri("sip:bob@192.0.2.4;ob"));
    }

    @Test
    void the_callee_begins_its_own_numbers_and_swaps_from_and_to() throws SyntaxException {
        SipRequest invite = invite("Contact: <sip:alice@pc33.atlanta.com>");
        Dialog dialog = Dialog.ofServer(invite, response(invite, 200));

        SipRequest bye = dialog.request(Method.BYE, dialog.nextSequence());

        assertThat(bye.cseq().number()).isEqualTo(1);
        assertThat(bye.from().tag()).isEqualTo("bobs-tag");
        assertThat(bye.to().tag()).isEqualTo("1928301774");
        assertThat(dialog.sent(1).nextSequence()).isEqualTo(2);
    }

    @Test
    void the_ack_repeats_number_and_credentials_of_the_invite() throws SyntaxException {
        SipRequest invite = invite("Proxy-Authorization: Digest username=\"alice\"");
        Dialog dialog = Dialog.ofClient(invite, response(invite, 200, CONTACT)).sent(314200);

        SipRequest ack = dialog.ack(invite);

        assertThat(ack.cseq()).isEqualTo(new CSeq(314159, Method.ACK));
        assertThat(ack.headers().value(HeaderName.PROXY_AUTHORIZATION)).isEqualTo("Digest username=\"alice\"");
        assertThat(ack.uri()).isEqualTo(uri("sip:bob@192.0.2.4:5070"));
    }

    @Test
    void a_lower_or_equal_number_from_the_peer_is_out_of_order() throws SyntaxException {
        SipRequest invite = invite("Contact: <sip:alice@pc33.atlanta.com>");
        Dialog dialog = Dialog.ofServer(invite, response(invite, 200));

        assertThat(dialog.received(request("INFO", "sip:bob@192.0.2.4", "CSeq: 314158 INFO")))
                .isEqualTo(new Dialog.Reception.OutOfOrder());
        assertThat(dialog.received(request("INFO", "sip:bob@192.0.2.4", "CSeq: 314159 INFO")))
                .isEqualTo(new Dialog.Reception.OutOfOrder());
        assertThat(dialog.received(request("INFO", "sip:bob@192.0.2.4", "CSeq: 314170 INFO")))
                .isInstanceOfSatisfying(
                        Dialog.Reception.InOrder.class,
                        in -> assertThat(in.dialog().remoteSequence()).isEqualTo(314170));
        assertThat(dialog.received(request("ACK", "sip:bob@192.0.2.4")))
                .isEqualTo(new Dialog.Reception.InOrder(dialog));
    }

    @Test
    void only_target_refresh_messages_move_the_target() throws SyntaxException {
        SipRequest invite = invite("Contact: <sip:alice@pc33.atlanta.com>");
        Dialog dialog = Dialog.ofServer(invite, response(invite, 200));
        String moved = "Contact: <sip:alice@moved>";

        assertThat(dialog.refreshed(request("INFO", "sip:b", moved))).isSameAs(dialog);
        assertThat(dialog.refreshed(response(invite, 180, moved))).isSameAs(dialog);
        assertThat(dialog.refreshed(response(invite, 183, moved, "RSeq: 1", "Require: 100rel"))
                        .remoteTarget())
                .isEqualTo(uri("sip:alice@moved"));
        assertThat(dialog.refreshed(response(invite, 486, moved))).isSameAs(dialog);
        for (String method : new String[] {"INVITE", "UPDATE", "SUBSCRIBE", "NOTIFY"}) {
            assertThat(dialog.refreshed(request(method, "sip:b", moved)).remoteTarget())
                    .as(method)
                    .isEqualTo(uri("sip:alice@moved"));
        }
    }

    @Test
    void an_invite_without_contact_makes_no_dialog() {
        SipRequest invite = invite();

        assertThatThrownBy(() -> Dialog.ofServer(invite, response(invite, 200)))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining("Contact");
    }

    @Test
    void what_begins_a_dialog_has_exactly_one_contact_and_it_is_a_sip_uri() throws SyntaxException {
        Dialog.check(invite("Contact: <sip:alice@pc33.atlanta.com>", "Record-Route: <sip:p1;lr>"));
        for (String[] wrong : new String[][] {
            {},
            {"Contact: *"},
            {"Contact: <sip:[::bad>"},
            {"Contact: <sip:a@b>, <sip:c@d>"},
            {"Contact: <sip:a@b>", "Contact: <sip:c@d>"},
            {"Contact: <tel:+390612345>"},
            {"Contact: <sip:a@b>", "Record-Route: <tel:+390612345>"}
        }) {
            assertThatThrownBy(() -> Dialog.check(invite(wrong))).isInstanceOf(SyntaxException.class);
        }
    }

    @Test
    void within_a_dialog_contact_may_be_absent_and_only_a_target_refresh_needs_a_good_one() throws SyntaxException {
        String to = "To: <sip:bob@biloxi.com>;tag=bobs-tag";
        Dialog.check(request("UPDATE", "sip:b", to));
        Dialog.check(request("INFO", "sip:b", to, "Contact: *"));
        assertThatThrownBy(() -> Dialog.check(request("UPDATE", "sip:b", to, "Contact: *")))
                .isInstanceOf(SyntaxException.class);
    }

    @Test
    void a_notify_that_overtakes_the_2xx_makes_the_subscribers_dialog() throws SyntaxException {
        SipRequest notify = request(
                "NOTIFY",
                "sip:alice@pc33.atlanta.com",
                "Contact: <sip:server@biloxi.com>",
                "To: <sip:alice@atlanta.com>;tag=alices-tag",
                "CSeq: 7 NOTIFY");

        Dialog dialog = Dialog.ofServer(notify, response(notify, 200)).sent(314159);

        assertThat(dialog.id().localTag()).isEqualTo("alices-tag");
        assertThat(dialog.nextSequence()).isEqualTo(314160);
        assertThat(dialog.remoteSequence()).isEqualTo(7);
    }
}
