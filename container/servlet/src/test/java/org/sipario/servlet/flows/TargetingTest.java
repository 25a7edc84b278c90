package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.ar.SipTargetedRequestType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sipario.testkit.Played;

/** JSR 289, Session Targeting: keys, encoded URIs, Replaces and Join. */
class TargetingTest {

    private final Server server = new Server();
    private final ScriptedServlet servlet =
            new ScriptedServlet().answering("INVITE", 200).answering("BYE", 200).answering("MESSAGE", 200);

    /** Key methods as applications write them. */
    public static final class Keys {
        private Keys() {}

        /** By the subject. */
        public static @Nullable String subject(SipServletRequest request) {
            assertThatIllegalStateException().as("KEY-6").isThrownBy(() -> request.setHeader("Subject", "changed"));
            return request.getHeader("Subject");
        }
    }

    private Server.Application keyed() {
        return server.deploy(
                "app", 3, Server.Edition.keyed(Keys.class, "subject"), Server.class.getClassLoader(), servlet);
    }

    private SipApplicationSession invite(String caller, String header) {
        return play(caller, header).getApplicationSession();
    }

    private SipServletRequest play(String caller, String header) {
        server.ladder(caller).play("""
                %1$s   -> server INVITE
                %2$s
                server -> %1$s   200
                %1$s   -> server ACK
                """.formatted(caller, header.isEmpty() ? "# nothing else" : "    + " + header));
        return servlet.request("INVITE");
    }

    @Test
    void KEY_3_KEY_4_KEY_7_calls_of_one_key_share_an_application_session() {
        Server.Application application = keyed();
        SipApplicationSession first = invite("alice", "Subject: tea");
        assertThat(invite("bob", "Subject: tea")).isSameAs(first);
        assertThat(first.getSessions("SIP")).toIterable().hasSize(2);
        assertThat(application.factory().createApplicationSessionByKey("tea")).isSameAs(first);
        SipApplicationSession other = application.factory().createApplicationSessionByKey("coffee");
        assertThat(invite("carol", "Subject: coffee")).isSameAs(other);
        server.ladder("alice").play("""
                alice  -> server BYE
                    + Subject: coffee
                server -> alice  200 BYE
                """);
        assertThat(servlet.request("BYE").getApplicationSession()).isSameAs(first);
    }

    @Test
    void KEY_5_without_a_key_there_is_a_session_of_its_own() {
        keyed();
        assertThat(invite("alice", "")).isNotSameAs(invite("bob", ""));
    }

    @Test
    void KEY_8_the_utility_finds_by_key_and_id() {
        Server.Application application = keyed();
        assertThat(application.sessions().getApplicationSessionByKey("tea", false))
                .isNull();
        SipApplicationSession made = application.sessions().getApplicationSessionByKey("tea", true);
        assertThat(application.sessions().getApplicationSessionByKey("tea", false))
                .isSameAs(made);
        assertThat(application.sessions().getApplicationSessionById(made.getId()))
                .isSameAs(made);
        assertThatNullPointerException()
                .isThrownBy(() -> application.sessions().getApplicationSessionByKey(null, true));
    }

    @Test
    @SuppressWarnings("deprecation")
    void KEY_9_KEY_17_an_encoded_URI_is_told_to_the_router_and_goes_before_a_key() throws Exception {
        Server.Application application = keyed();
        SipApplicationSession session = application.factory().createApplicationSession();
        var uri = application.factory().createSipURI("app", "192.0.2.1");
        session.encodeURI(uri);
        server.ladder("alice").play("""
                alice  -> server INVITE %s
                    + Subject: tea
                server -> alice  200
                """.formatted(uri));
        assertThat(servlet.request("INVITE").getApplicationSession()).isSameAs(session);
        var told = Objects.requireNonNull(server.router.targeted.getFirst());
        assertThat(told.getType()).isEqualTo(SipTargetedRequestType.ENCODED_URI);
        assertThat(told.getApplicationName()).isEqualTo("app");
    }

    /** Call-ID and tags of the answered call, as Replaces and Join name it. */
    private String dialog() {
        SipServletRequest invite = servlet.request("INVITE");
        SipSession session = invite.getSession();
        return invite.getCallId() + ";to-tag=" + session.getLocalParty().getParameter("tag") + ";from-tag="
                + session.getRemoteParty().getParameter("tag");
    }

    private Played refused(String header, int status) {
        return server.ladder("carol").play("""
                carol  -> server INVITE
                    + %s
                server -> carol  %d
                carol  -> server ACK
                """.formatted(header, status));
    }

    @Test
    void KEY_10_what_the_RFCs_forbid_is_refused() {
        server.deploy("app", servlet);
        invite("alice", "");
        String dialog = dialog();
        refused("Replaces: " + dialog + "\n    + Join: " + dialog, 400);
        server.ladder("dave").play("""
                dave   -> server MESSAGE
                    + Replaces: %s
                server -> dave   400
                """.formatted(dialog));
    }

    @Test
    void KEY_12_KEY_16_a_Replaces_joins_the_application_session_of_the_call_it_names() {
        joins("Replaces", "Join", SipTargetedRequestType.REPLACES);
    }

    @Test
    void KEY_12_KEY_16_a_Join_joins_the_application_session_of_the_call_it_names() {
        joins("Join", "Replaces", SipTargetedRequestType.JOIN);
    }

    private void joins(String header, String other, SipTargetedRequestType type) {
        Server.Application application = server.deploy("app", servlet);
        SipSession old = play("alice", "").getSession();
        SipSession joining = play("bob", header + ": " + dialog()).getSession();
        assertThat(joining).isNotSameAs(old);
        assertThat(joining.getApplicationSession()).isSameAs(old.getApplicationSession());
        var utility = application.sessions();
        assertThat(utility.getCorrespondingSipSession(joining, header)).isSameAs(old);
        assertThat(utility.getCorrespondingSipSession(old, header)).isSameAs(joining);
        assertThat(utility.getCorrespondingSipSession(old, other)).isNull();
        var told = Objects.requireNonNull(server.router.targeted.getLast());
        assertThat(told.getType()).isEqualTo(type);
        assertThat(told.getApplicationName()).isEqualTo("app");
    }

    @Test
    void KEY_11_KEY_13_a_call_that_is_only_passing_is_not_found() {
        servlet.on("INVITE", request -> {
            if (request.getHeader("Replaces") == null) {
                request.getProxy().proxyTo(request.getRequestURI());
            } else {
                request.createResponse(404).send();
            }
        });
        server.deploy("app", servlet);
        var played = server.ladder("alice", "bob").play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  200
                proxy -> alice  200
                """);
        String dialog = played.message("alice -> proxy INVITE").callId() + ";to-tag="
                + played.message("bob -> proxy 200").tag("To") + ";from-tag="
                + played.message("alice -> proxy INVITE").tag("From");
        refused("Replaces: " + dialog, 404);
        assertThat(server.router.targeted).containsOnlyNulls();
    }

    @Test
    void KEY_14_another_application_may_come_first_and_the_target_still_be_found() {
        ScriptedServlet first = new ScriptedServlet().on("INVITE", request -> {
            request.getProxy().setRecordRoute(false);
            request.getProxy().proxyTo(request.getRequestURI());
        });
        server.deploy("first", first);
        server.deploy("app", servlet);
        SipSession old = play("alice", "").getSession();
        SipSession joining = play("bob", "Join: " + dialog()).getSession();
        assertThat(first.heard).filteredOn(heard -> heard.startsWith("INVITE")).hasSize(2);
        assertThat(first.request("INVITE").getApplicationSession()).isNotSameAs(old.getApplicationSession());
        assertThat(joining.getApplicationSession()).isSameAs(old.getApplicationSession());
    }

    @Test
    void KEY_18_Replaces_and_Join_are_announced() {
        Server.Application application = server.deploy("app", servlet);
        assertThat((java.util.List<?>) application.context().getAttribute(jakarta.servlet.sip.SipServlet.SUPPORTED))
                .map(Object::toString)
                .contains("replaces", "join");
    }

    @Test
    void KEY_15_what_can_not_be_replaced_is_refused_as_its_RFC_says() {
        server.deploy("app", servlet.answering("SUBSCRIBE", 200));
        SipSession session = play("alice", "").getSession();
        session.setInvalidateWhenReady(false);
        session.getApplicationSession().setInvalidateWhenReady(false);
        String dialog = dialog();
        refused("Replaces: " + dialog + ";early-only", 486);
        server.ladder("alice").play("""
                alice  -> server BYE
                server -> alice  200 BYE
                """);
        refused("Replaces: " + dialog, 603);
        var played = server.ladder("dave").play("""
                dave   -> server SUBSCRIBE
                    + Event: presence
                server -> dave   200
                """);
        var answer = played.message("server -> dave 200");
        refused(
                "Replaces: " + answer.callId() + ";to-tag=" + answer.tag("To") + ";from-tag=" + answer.tag("From"),
                481);
    }

    @Test
    void KEY_15_a_call_that_came_and_still_rings_is_not_to_be_replaced() {
        server.deploy("app", servlet.answering("INVITE", 180));
        var played = server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  180
                """);
        var answer = played.message("server -> alice 180");
        refused(
                "Replaces: " + answer.callId() + ";to-tag=" + answer.tag("To") + ";from-tag=" + answer.tag("From"),
                481);
    }
}
