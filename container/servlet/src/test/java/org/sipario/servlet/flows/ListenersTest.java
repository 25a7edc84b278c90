package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipServletContextEvent;
import jakarta.servlet.sip.SipServletListener;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.SipSessionBindingEvent;
import jakarta.servlet.sip.SipSessionBindingListener;
import jakarta.servlet.sip.SipSessionEvent;
import jakarta.servlet.sip.SipSessionListener;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** JSR 289, Listeners and Events. */
class ListenersTest {

    private final Server server = new Server();
    private final List<String> order = new ArrayList<>();

    /** Records each event behind its own name. */
    private final class Named implements SipSessionListener, SipServletListener, ServletContextListener {
        private final String name;
        private final boolean fails;

        Named(String name, boolean fails) {
            this.name = name;
            this.fails = fails;
        }

        private void hear(String event) {
            order.add(name + " " + event);
            if (fails) {
                throw new IllegalStateException("as the test wants it");
            }
        }

        @Override
        public void contextInitialized(ServletContextEvent event) {
            hear("context");
        }

        @Override
        public void contextDestroyed(ServletContextEvent event) {
            hear("no context");
        }

        @Override
        public void servletInitialized(SipServletContextEvent event) {
            hear("servlet");
        }

        @Override
        public void sessionCreated(SipSessionEvent event) {
            hear("session");
        }

        @Override
        public void sessionDestroyed(SipSessionEvent event) {
            hear("no session");
        }

        @Override
        public void sessionReadyToInvalidate(SipSessionEvent event) {
            hear("ready");
        }
    }

    private static ScriptedServlet polite() {
        return new ScriptedServlet().answering("INVITE", 200).answering("BYE", 200);
    }

    private void call() {
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  200
                alice  -> server ACK
                alice  -> server BYE
                server -> alice  200 BYE
                """);
    }

    @Test
    void LSN_3_LSN_4_listeners_hear_in_the_order_of_declaration_and_of_ends_in_reverse() {
        Server.Application application =
                server.deploy("app", polite(), new Named("first", false), new Named("second", false));
        call();
        application.deployed().undeploy();
        assertThat(order)
                .containsExactly(
                        "first context",
                        "second context",
                        "first servlet",
                        "second servlet",
                        "first session",
                        "second session",
                        "first ready",
                        "second ready",
                        "second no session",
                        "first no session",
                        "second no context",
                        "first no context");
    }

    @Test
    void LSN_6_a_listener_that_fails_stops_neither_the_others_nor_the_message(Thrown thrown) {
        ScriptedServlet servlet = polite();
        server.deploy("app", servlet, new Named("broken", true), new Named("sound", false));
        call();
        assertThat(order).contains("broken session", "sound session", "sound no session");
        assertThat(thrown.take())
                .hasSameSizeAs(order.stream()
                        .filter(event -> event.startsWith("broken"))
                        .toList())
                .allMatch(failure -> failure.endsWith("as the test wants it"));
        server.assertEmpty();
    }

    @Test
    void LSN_8_each_session_that_begins_ends() {
        RecordingListener events = new RecordingListener();
        ScriptedServlet servlet = polite();
        Server.Application application = server.deploy("app", servlet, events);
        call();
        SipApplicationSession own = application.factory().createApplicationSession();
        try {
            application.factory().createRequest(own, "MESSAGE", "sip:a@example.com", "sip:b@example.com");
        } catch (jakarta.servlet.sip.ServletParseException impossible) {
            throw new AssertionError(impossible);
        }
        own.invalidate();
        assertThat(events.count("session created")).isEqualTo(2);
        assertThat(events.count("session destroyed")).isEqualTo(2);
        assertThat(events.count("application session created")).isEqualTo(2);
        assertThat(events.count("application session destroyed")).isEqualTo(2);
    }

    /** An attribute that records when it is bound and unbound. */
    private final class Value implements SipSessionBindingListener {
        @Override
        public void valueBound(SipSessionBindingEvent event) {
            order.add("bound as " + event.getName());
        }

        @Override
        public void valueUnbound(SipSessionBindingEvent event) {
            order.add("unbound from " + event.getName());
        }
    }

    @Test
    void LSN_5_a_value_hears_of_itself_without_being_declared() {
        ScriptedServlet servlet = polite();
        server.deploy("app", servlet.on("INVITE", request -> {
            SipSession session = request.getSession();
            session.setAttribute("name", new Value());
            session.setAttribute("name", "another");
            session.setAttribute("other", new Value());
            request.createResponse(200).send();
        }));
        call();
        assertThat(order).containsExactly("bound as name", "unbound from name", "bound as other", "unbound from other");
    }
}
