package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipServletRequest;
import java.lang.ref.WeakReference;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sipario.testkit.Played;

/** An application is undeployed during its calls. */
class UndeployTest {

    private final Server server = new Server();

    /** In a method of its own, so that nothing else refers to the class loader and the servlet. */
    private WeakReference<ClassLoader> deployAndLeave() {
        ClassLoader loader = new ClassLoader(Server.class.getClassLoader()) {};
        ScriptedServlet servlet = new ScriptedServlet()
                .answering("INVITE", 200)
                .on("MESSAGE", _ -> {})
                .on("OPTIONS", request -> request.createResponse(183).send());
        RecordingListener events = new RecordingListener();
        Server.Application application = server.deploy("app", 3, Server.Edition.CURRENT, loader, servlet, events);
        server.network.agent("bob");
        Played played = server.ladder("alice", "carol").play("""
                alice  -> server INVITE
                server -> alice  200
                alice  -> server ACK
                carol  -> server MESSAGE
                """);
        SipApplicationSession session = application.factory().createApplicationSession();
        application.timers().createTimer(session, 600_000, 600_000, true, false, null);
        call(application, session);
        played.play("""
                server -> bob    INVITE
                bob    -> server 180 INVITE
                """);
        application.deployed().undeploy();
        played.play("""
                [server -> carol 500 MESSAGE]
                server -> bob    CANCEL
                """);
        assertThat(played.message("server -> carol 500 MESSAGE")).isNotNull();
        assertThat(events.count("session destroyed")).isEqualTo(3);
        assertThat(events.count("application session destroyed")).isEqualTo(3);
        return new WeakReference<>(loader);
    }

    private static void call(Server.Application application, SipApplicationSession session) {
        try {
            SipServletRequest invite =
                    application.factory().createRequest(session, "INVITE", "sip:a@example.com", "sip:bob@example.com");
            invite.send();
        } catch (jakarta.servlet.sip.ServletParseException | java.io.IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void its_calls_are_forgotten_and_nothing_holds_its_classes() {
        WeakReference<ClassLoader> loader = deployAndLeave();
        server.assertEmpty();
        server.ladder("alice").play("""
                alice  -> server BYE
                server -> alice  481 BYE
                """);
        server.after(Duration.ofMinutes(2));
        assertThat(server.network.timers().waiting()).isZero();
        for (int i = 0; i < 20 && loader.get() != null; i++) {
            System.gc();
        }
        assertThat(loader.get()).isNull();
    }
}
