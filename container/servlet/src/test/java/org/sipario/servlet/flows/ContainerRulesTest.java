package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.sip.AuthInfo;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.SipSessionEvent;
import jakarta.servlet.sip.SipSessionListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of JSR 289 that concern the container's part in the life of sessions and messages. */
class ContainerRulesTest {

    private final Server server = new Server();
    private final ScriptedServlet servlet = new ScriptedServlet();

    private SipServletRequest request(Server.Application application, String method) {
        server.network.agent("bob");
        SipFactory factory = application.factory();
        try {
            return factory.createRequest(
                    factory.createApplicationSession(), method, "sip:app@example.com", "sip:bob@example.com");
        } catch (ServletParseException wrong) {
            throw new AssertionError(wrong);
        }
    }

    /** Sends a MESSAGE in each session that is about to end. */
    private static final class LastWord implements SipSessionListener {

        final List<SipSession> ready = new ArrayList<>();

        @Override
        public void sessionCreated(SipSessionEvent event) {}

        @Override
        public void sessionDestroyed(SipSessionEvent event) {}

        @Override
        public void sessionReadyToInvalidate(SipSessionEvent event) {
            ready.add(event.getSession());
            try {
                event.getSession().createRequest("MESSAGE").send();
            } catch (IOException failed) {
                throw new AssertionError(failed);
            }
        }
    }

    @Test
    void a_session_is_ready_once_whatever_its_listener_sends() throws Exception {
        LastWord listener = new LastWord();
        Server.Application application = server.deploy("app", servlet, listener);
        SipServletRequest invite = request(application, "INVITE");
        invite.send();
        server.ladder("bob").play("""
                server -> bob    INVITE
                bob    -> server 486
                server -> bob    ACK
                server -> bob    MESSAGE
                bob    -> server 200 MESSAGE
                """);
        assertThat(listener.ready).containsExactly(invite.getSession());
        assertThat(invite.getSession().isValid()).isFalse();
        server.assertEmpty();
    }

    @Test
    void the_session_of_a_request_that_made_no_dialog_goes_on_with_the_next_one() throws Exception {
        Server.Application application = server.deploy("app", servlet);
        SipServletRequest register = request(application, "REGISTER");
        register.send();
        server.ladder("bob").play("""
                server -> bob    REGISTER
                bob    -> server 200
                """);
        SipSession session = register.getSession();
        assertThat(session.isReadyToInvalidate()).isFalse();
        server.after(Duration.ofMinutes(2));
        session.createRequest("REGISTER").send();
        server.ladder("bob").play("""
                server -> bob    REGISTER
                bob    -> server 200
                """);
        server.after(Duration.ofMinutes(4));
        assertThat(session.isValid()).isFalse();
        server.assertEmpty();
    }

    /** Names the application session after the subscriber. */
    public static final class Subscriber {

        private Subscriber() {}

        public static String of(SipServletRequest request) {
            return Objects.requireNonNull(request.getSubscriberURI()).toString();
        }
    }

    @Test
    void the_key_method_may_ask_for_the_subscriber() {
        server.deploy(
                "app",
                3,
                Server.Edition.keyed(Subscriber.class, "of"),
                ContainerRulesTest.class.getClassLoader(),
                servlet.answering("MESSAGE", 200));
        server.ladder("alice").play("""
                alice  -> server MESSAGE
                server -> alice  200
                """);
        assertThat(servlet.request("MESSAGE").getApplicationSession().getId()).contains("sip:anybody@example.com");
    }

    /** Takes a call, and hangs up when it is destroyed. */
    private static final class Polite extends SipServlet {
        private static final long serialVersionUID = 1L;

        private transient @Nullable SipSession call;

        @Override
        protected void doInvite(SipServletRequest invite) throws IOException {
            call = invite.getSession();
            invite.createResponse(200).send();
        }

        @Override
        public void destroy() {
            try {
                Objects.requireNonNull(call).createRequest("BYE").send();
            } catch (IOException failed) {
                throw new AssertionError(failed);
            }
        }
    }

    @Test
    void a_servlet_may_hang_up_when_it_is_destroyed() {
        Server.Application application = server.deploy("app", new Polite());
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  200
                alice  -> server ACK
                """);
        application.deployed().undeploy();
        server.ladder("alice").play("""
                server -> alice  BYE
                alice  -> server 200 BYE
                """);
        server.assertEmpty();
    }

    @Test
    void challenges_of_both_kinds_in_one_response_are_answered_each_by_its_account() throws Exception {
        Server.Application application = server.deploy("app", servlet);
        AuthInfo accounts = application.factory().createAuthInfo();
        accounts.addAuthInfo(401, "home", "callee", "a");
        accounts.addAuthInfo(407, "home", "transit", "b");
        servlet.onAnswer("401 MESSAGE", response -> {
            SipServletRequest again = response.getSession().createRequest("MESSAGE");
            again.addAuthHeader(response, accounts);
            again.send();
        });
        request(application, "MESSAGE").send();
        var played = server.ladder("bob")
                .with(
                        "bob -> server 401",
                        answer -> answer.plus("WWW-Authenticate", "Digest realm=\"home\", nonce=\"n1\"")
                                .plus("Proxy-Authenticate", "Digest realm=\"home\", nonce=\"n2\""))
                .play("""
                        server -> bob    MESSAGE
                        bob    -> server 401
                        server -> bob    MESSAGE
                        """);
        var again = played.message("server -> bob MESSAGE", 2);
        assertThat(again.required("Authorization")).contains("username=\"callee\"", "nonce=\"n1\"");
        assertThat(again.required("Proxy-Authorization")).contains("username=\"transit\"", "nonce=\"n2\"");
    }

    @Test
    void after_an_UPDATE_with_another_From_later_requests_show_the_new_one() throws Exception {
        Server.Application application = server.deploy("app", servlet.acknowledging());
        SipServletRequest invite = request(application, "INVITE");
        invite.send();
        server.ladder("bob").play("""
                server -> bob    INVITE
                bob    -> server 200
                server -> bob    ACK
                """);
        SipServletRequest update = invite.getSession().createRequest("UPDATE");
        update.getFrom().setURI(application.factory().createURI("sip:carol@example.com"));
        update.send();
        server.ladder("bob")
                .play("""
                        server -> bob    UPDATE
                        bob    -> server 200 UPDATE
                        """)
                .where(
                        "server -> bob UPDATE",
                        sent -> assertThat(sent.required("From")).startsWith("<sip:carol@example.com>;tag="));
        invite.getSession().createRequest("INFO").send();
        server.ladder("bob")
                .play("server -> bob INFO")
                .where(
                        "server -> bob INFO",
                        sent -> assertThat(sent.required("From"))
                                .isEqualTo(update.getFrom().toString()));
    }

    @Test
    void From_of_a_received_request_may_be_changed_until_it_is_committed_but_for_the_tag() throws Exception {
        List<String> tags = new ArrayList<>();
        server.deploy("app", servlet.on("MESSAGE", message -> {
            message.getFrom().setDisplayName("Anonymous");
            tags.add(message.getFrom().getParameter("tag"));
            assertThatThrownBy(() -> message.getFrom().setParameter("tag", "other"))
                    .isInstanceOf(IllegalStateException.class);
            message.getProxy().proxyTo(servlet.factory().createURI("sip:bob@example.com"));
        }));
        server.ladder("alice", "bob")
                .play("""
                        alice  -> server MESSAGE
                        server -> bob    MESSAGE
                        bob    -> server 200
                        server -> alice  200
                        """)
                .where(
                        "server -> bob MESSAGE",
                        sent -> assertThat(sent.required("From"))
                                .startsWith("\"Anonymous\" <")
                                .endsWith(";tag=" + tags.getFirst()));
    }
}
