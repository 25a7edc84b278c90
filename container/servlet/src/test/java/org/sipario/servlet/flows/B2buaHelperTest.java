package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.sip.B2buaHelper;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.TooManyHopsException;
import jakarta.servlet.sip.UAMode;
import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** JSR 289, the B2buaHelper, call by call. */
class B2buaHelperTest {

    private final Server server = new Server();
    private final ScriptedServlet servlet = new ScriptedServlet();
    private final Server.Application application = server.deploy("app", servlet);
    private final List<SipServletRequest> copies = new ArrayList<>();

    /** Both legs of a call that rings. */
    private B2buaHelper legs(Map<String, List<String>> headers) {
        servlet.on("INVITE", request -> {
            SipServletRequest copy = request.getB2buaHelper().createRequest(request, true, headers);
            copies.add(copy);
            copy.send();
        });
        server.ladder("alice", "bob").play("""
                alice -> app INVITE
                    + Subject: tea
                app   -> bob INVITE
                """);
        return servlet.request("INVITE").getB2buaHelper();
    }

    private SipSession near() {
        return servlet.request("INVITE").getSession();
    }

    private SipSession far() {
        return copies.getFirst().getSession();
    }

    @Test
    void B2B_1_a_request_is_proxied_or_copied_not_both() {
        servlet.on("INVITE", request -> {
                    request.getB2buaHelper();
                    assertThatIllegalStateException().isThrownBy(request::getProxy);
                    request.createResponse(486).send();
                })
                .on("MESSAGE", request -> {
                    request.getProxy();
                    assertThatIllegalStateException().isThrownBy(request::getB2buaHelper);
                    request.createResponse(486).send();
                });
        server.ladder("alice").play("""
                alice -> app   INVITE
                app   -> alice 486
                alice -> app   ACK
                alice -> app   MESSAGE
                app   -> alice 486
                """);
    }

    @Test
    void B2B_2_B2B_21_a_copy_continues_the_chain_in_the_same_application_session() {
        legs(Map.of());
        assertThat(far().getApplicationSession()).isSameAs(near().getApplicationSession());
        assertThat(far()).isNotSameAs(near());
        assertThat(copies.getFirst().getHeader("Subject")).isEqualTo("tea");
        assertThat(copies.getFirst().isInitial()).isTrue();
        assertThat(server.router.asked)
                .containsExactly(SipApplicationRoutingDirective.NEW, SipApplicationRoutingDirective.CONTINUE);
    }

    @Test
    void B2B_3_B2B_4_headers_of_a_copy_may_be_others() {
        server.network.agent("alice").header("Record-Route", "<sip:192.0.2.11;lr>");
        servlet.on("INVITE", request -> {
            var helper = request.getB2buaHelper();
            for (String system : new String[] {"Call-ID", "Via", "Record-Route", "CSeq"}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> helper.createRequest(request, true, Map.of(system, List.of("x"))));
            }
            assertThat(request.getApplicationSession().getSessions("SIP"))
                    .toIterable()
                    .as("nothing is left of what was refused")
                    .hasSize(1);
            helper.createRequest(
                            request,
                            true,
                            Map.of(
                                    "From", List.of("\"Other\" <sip:other@example.com>;tag=mine"),
                                    "To", List.of("<sip:bob@example.org>;tag=his"),
                                    "Contact", List.of("<sip:desk@10.1.1.1:9;transport=tcp;x=y>;z=1"),
                                    "Subject", List.of("coffee"),
                                    "X-Many", List.of("one", "two")))
                    .send();
        });
        server.ladder("alice", "bob").play("""
                alice -> app INVITE
                    + Subject: tea
                app   -> bob INVITE
                """).where("app -> bob INVITE", invite -> {
            assertThat(invite.required("From")).startsWith("\"Other\" <sip:other@example.com>;tag=");
            assertThat(invite.tag("From")).isNotEqualTo("mine");
            assertThat(invite.required("To")).isEqualTo("<sip:bob@example.org>");
            assertThat(invite.uriOf("Contact"))
                    .startsWith("sip:desk@192.0.2.1")
                    .contains(";x=y")
                    .doesNotContain("10.1.1.1");
            assertThat(invite.required("Subject")).isEqualTo("coffee");
            assertThat(String.join(",", invite.headers("X-Many"))).isEqualTo("one,two");
            assertThat(invite.headers("Record-Route")).isEmpty();
        });
    }

    @Test
    void B2B_5_the_last_hop_is_the_last() {
        servlet.on(
                "INVITE",
                request -> assertThatThrownBy(() -> request.getB2buaHelper().createRequest(request, true, Map.of()))
                        .isInstanceOf(TooManyHopsException.class));
        server.ladder("alice").play("""
                alice -> app   INVITE
                    + Max-Forwards: 0
                app   -> alice 483
                alice -> app   ACK
                """);
    }

    @Test
    void B2B_6_B2B_11_B2B_12_B2B_13_links_join_two_legs() {
        B2buaHelper helper = legs(Map.of());
        SipServletRequest original = servlet.request("INVITE");
        assertThat(helper.getLinkedSession(near())).isSameAs(far());
        assertThat(helper.getLinkedSession(far())).isSameAs(near());
        assertThat(helper.getLinkedSipServletRequest(original)).isSameAs(copies.getFirst());
        assertThat(helper.getLinkedSipServletRequest(copies.getFirst())).isSameAs(original);
        assertThatIllegalArgumentException().isThrownBy(() -> helper.createRequest(original, true, Map.of()));
        assertThatNullPointerException().isThrownBy(() -> helper.createRequest(null, true, Map.of()));
        helper.linkSipSessions(near(), far());
        SipSession third = helper.createRequest(original).getSession();
        assertThatIllegalArgumentException().isThrownBy(() -> helper.linkSipSessions(near(), third));
        assertThatNullPointerException().isThrownBy(() -> helper.linkSipSessions(near(), null));
        assertThat(helper.getLinkedSession(third)).isNull();
    }

    @Test
    void B2B_11_sessions_of_two_application_sessions_can_not_be_linked() throws Exception {
        B2buaHelper helper = legs(Map.of());
        var factory = application.factory();
        SipSession foreign = factory.createRequest(
                        factory.createApplicationSession(), "INVITE", "sip:a@example.com", "sip:bob@example.com")
                .getSession();
        SipSession third = helper.createRequest(servlet.request("INVITE")).getSession();
        assertThatIllegalArgumentException().isThrownBy(() -> helper.linkSipSessions(third, foreign));
    }

    @Test
    void B2B_14_B2B_15_links_end() {
        B2buaHelper helper = legs(Map.of());
        SipServletRequest original = servlet.request("INVITE");
        helper.unlinkSipSessions(near());
        assertThat(helper.getLinkedSession(far())).isNull();
        assertThat(helper.getLinkedSipServletRequest(original)).isNull();
        assertThat(helper.getLinkedSipServletRequest(copies.getFirst())).isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> helper.unlinkSipSessions(near()));
        helper.linkSipSessions(near(), far());
        SipSession gone = far();
        gone.invalidate();
        assertThat(helper.getLinkedSession(near())).isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> helper.getLinkedSession(gone));
    }

    @Test
    void B2B_7_B2B_20_copies_without_a_link() {
        servlet.on("INVITE", request -> {
            SipServletRequest plain = request.getB2buaHelper().createRequest(request);
            assertThat(request.getB2buaHelper().getLinkedSession(request.getSession()))
                    .isNull();
            assertThat(plain.getCallId()).isNotEqualTo(request.getCallId());
            @SuppressWarnings("deprecation")
            SipServletRequest same = servlet.factory().createRequest(request, true);
            assertThat(same.getCallId()).isEqualTo(request.getCallId());
            assertThat(same.getRoutingDirective()).isEqualTo(SipApplicationRoutingDirective.CONTINUE);
            assertThat(same.getHeader("Subject")).isEqualTo("tea");
            same.send();
        });
        server.ladder("alice", "bob").play("""
                alice -> app INVITE
                    + Subject: tea
                app   -> bob INVITE
                """);
    }

    @Test
    void B2B_8_B2B_9_B2B_10_requests_within_a_leg_are_carried_to_the_other() {
        B2buaHelper helper = legs(Map.of());
        servlet.on("INFO", request -> {
                    SipSession other = helper.getLinkedSession(request.getSession());
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> helper.createRequest(
                                    other, request, Map.of("Route", List.of("<sip:x;lr>"), "CSeq", List.of("1 INFO"))));
                    assertThatNullPointerException().isThrownBy(() -> helper.createRequest(null, request, Map.of()));
                    SipServletRequest copy = helper.createRequest(other, request, Map.of("X-Hop", List.of("two")));
                    assertThat(helper.getLinkedSipServletRequest(copy)).isSameAs(request);
                    copy.send();
                })
                .onAnswer("200 INVITE", response -> {
                    response.createAck().send();
                    servlet.request("INVITE").createResponse(200).send();
                })
                .onAnswer(
                        "200 INFO",
                        response -> helper.getLinkedSipServletRequest(response.getRequest())
                                .createResponse(200)
                                .send());
        server.ladder("alice", "bob").play("""
                bob   -> app   200 INVITE
                app   -> bob   ACK
                app   -> alice 200
                alice -> app   ACK
                alice -> app   INFO
                    + X-Note: kept
                app   -> bob   INFO
                    + X-Note: kept
                    + X-Hop: two
                bob   -> app   200 INFO
                app   -> alice 200 INFO
                """);
    }

    @Test
    void B2B_16_what_is_pending_is_listed_on_either_side() {
        B2buaHelper helper = legs(Map.of());
        assertThat(helper.getPendingMessages(near(), UAMode.UAS)).containsExactly(servlet.request("INVITE"));
        assertThat(helper.getPendingMessages(near(), UAMode.UAC)).isEmpty();
        assertThat(helper.getPendingMessages(far(), UAMode.UAC)).isEmpty();
        var played = server.ladder("alice", "bob")
                .with(
                        "bob -> app 183",
                        answer -> answer.plus("Require", "100rel").plus("RSeq", "5"))
                .play("bob -> app 183 INVITE");
        assertThat(helper.getPendingMessages(far(), UAMode.UAC)).containsExactly(servlet.answer("183 INVITE"));
        played.play("bob -> app 200 INVITE");
        assertThat(helper.getPendingMessages(far(), UAMode.UAC)).containsExactly(servlet.answer("200 INVITE"));
        send(servlet.answer("200 INVITE"));
        played.play("app -> bob ACK");
        assertThat(helper.getPendingMessages(far(), UAMode.UAC)).isEmpty();
        SipSession gone = far();
        gone.invalidate();
        assertThatIllegalArgumentException().isThrownBy(() -> helper.getPendingMessages(gone, UAMode.UAC));
    }

    private static void send(SipServletResponse success) {
        try {
            success.createAck().send();
        } catch (java.io.IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void B2B_17_B2B_18_a_second_2xx_is_a_dialog_of_its_own() throws Exception {
        B2buaHelper helper = legs(Map.of());
        near().setAttribute("name", "shared");
        SipServletResponse first = helper.createResponseToOriginalRequest(near(), 200, "Fine");
        first.send();
        server.network.settle();
        SipServletResponse second = helper.createResponseToOriginalRequest(near(), 200, null);
        second.send();
        var played = server.ladder("alice", "bob").play("""
                app   -> alice 200
                app   -> alice 200
                """);
        var one = played.message("app -> alice 200");
        var two = played.message("app -> alice 200", 2);
        assertThat(one.reason()).isEqualTo("Fine");
        assertThat(two.tag("To")).isNotEqualTo(one.tag("To"));
        assertThat(second.getSession()).isNotSameAs(near());
        assertThat(second.getSession().getAttribute("name")).isEqualTo("shared");
        assertThat(second.getSession().getState()).isEqualTo(SipSession.State.CONFIRMED);
        assertThatIllegalStateException().isThrownBy(() -> helper.createResponseToOriginalRequest(near(), 400, null));
        SipSession gone = near();
        gone.invalidate();
        assertThatIllegalArgumentException().isThrownBy(() -> helper.createResponseToOriginalRequest(gone, 200, null));
    }

    @Test
    void B2B_17_another_2xx_may_follow_the_first_ACK_and_has_an_ACK_of_its_own() throws Exception {
        B2buaHelper helper = legs(Map.of());
        server.ladder("alice", "bob").play("bob -> app 180 INVITE");
        helper.createResponseToOriginalRequest(near(), 200, null).send();
        var played = server.ladder("alice").play("""
                app   -> alice 200
                alice -> app   ACK
                """);
        helper.createResponseToOriginalRequest(near(), 200, null).send();
        played.play("""
                app   -> alice 200
                alice -> app   ACK
                after 10s
                """);
        assertThat(servlet.heard).filteredOn(heard -> heard.startsWith("ACK")).hasSize(2);
        server.after(java.time.Duration.ofSeconds(33));
        assertThatIllegalStateException().isThrownBy(() -> helper.createResponseToOriginalRequest(near(), 200, null));
    }

    @Test
    void B2B_19_a_CANCEL_of_the_far_leg() throws Exception {
        B2buaHelper helper = legs(Map.of());
        assertThatNullPointerException().isThrownBy(() -> helper.createCancel(null));
        helper.createCancel(far()).send();
        server.ladder("alice", "bob").play("""
                bob   -> app   180 INVITE
                app   -> bob   CANCEL
                bob   -> app   200 CANCEL
                bob   -> app   487 INVITE
                app   -> bob   ACK
                """);
        assertThatIllegalStateException().isThrownBy(() -> helper.createCancel(far()));
    }
}
