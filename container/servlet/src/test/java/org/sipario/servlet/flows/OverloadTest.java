package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.sip.SipServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sipario.servlet.session.SessionQueue;
import org.sipario.testkit.TestUserAgent;
import org.sipario.testkit.TextMessage;

/** Overload: initial requests are refused early, established calls go on. */
class OverloadTest {

    private static final int BOUND = SessionQueue.DEFAULT_BOUND;

    private final Server server = new Server();
    private final ScriptedServlet servlet = new ScriptedServlet()
            .answering("INVITE", 200)
            .answering("OPTIONS", 200)
            .answering("MESSAGE", 200)
            .answering("INFO", 200)
            .answering("BYE", 200);

    private void call() {
        server.deploy("app", servlet);
        server.ladder("alice", "bob").play("""
                alice  -> server INVITE
                server -> alice  200
                alice  -> server ACK
                """);
    }

    /** The application is busy with a first request; meanwhile so many more come, each its own transaction. */
    private void busyWith(String method, int more, Runnable meanwhile) {
        servlet.on(method, request -> {
            servlet.answering(method, 200);
            TestUserAgent alice = server.network.agent("alice");
            for (int i = 1; i <= more; i++) {
                server.receive(alice, another(request, i));
            }
            meanwhile.run();
            request.createResponse(200).send();
        });
    }

    private static TextMessage another(SipServletRequest request, int number) {
        String method = request.getMethod();
        boolean within = !request.isInitial();
        return TextMessage.startingWith(method + " sip:app@192.0.2.1 SIP/2.0")
                .plus("Via", "SIP/2.0/UDP 192.0.2.11:5060;branch=z9hG4bK-another" + number)
                .plus("Max-Forwards", "70")
                .plus("From", Objects.requireNonNull(request.getHeader("From")))
                .plus("To", Objects.requireNonNull(request.getHeader("To")))
                .plus("Call-ID", request.getCallId() + (within ? "" : number))
                .plus("CSeq", 100 + number + " " + method)
                .plus("Subject", "tea");
    }

    @Test
    void a_session_whose_application_blocks_takes_as_many_requests_as_its_queue_holds() {
        call();
        busyWith(
                "INFO",
                BOUND + 1,
                () -> server.receive(
                        server.network.agent("bob"),
                        TextMessage.startingWith("OPTIONS sip:app@192.0.2.1 SIP/2.0")
                                .plus("Via", "SIP/2.0/UDP 192.0.2.12:5060;branch=z9hG4bK-other")
                                .plus("From", "<sip:bob@example.com>;tag=1")
                                .plus("To", "<sip:app@example.com>")
                                .plus("Call-ID", "other")
                                .plus("CSeq", "1 OPTIONS")));
        var played = server.ladder("alice", "bob").play("""
                alice  -> server INFO
                server -> alice  503 INFO
                server -> bob    200 OPTIONS
                """ + "server -> alice 200 INFO\n".repeat(BOUND + 1));
        assertToldWhenToComeBack(played.message("server -> alice 503 INFO"));
        assertThat(servlet.heard).filteredOn(heard -> heard.startsWith("INFO")).hasSize(BOUND + 1);
    }

    /** All requests of one subject share a session. */
    public static final class Subject {
        private Subject() {}

        public static @Nullable String of(SipServletRequest request) {
            return request.getHeader("Subject");
        }
    }

    @Test
    void a_session_that_a_key_names_takes_no_more_initial_requests_than_others() {
        server.deploy("app", 3, Server.Edition.keyed(Subject.class, "of"), Server.class.getClassLoader(), servlet);
        busyWith("MESSAGE", BOUND + 1, () -> {});
        var played = server.ladder("alice", "bob").play("""
                alice  -> server MESSAGE
                    + Subject: tea
                server -> alice  503 MESSAGE
                """ + "server -> alice 200 MESSAGE\n".repeat(BOUND + 1));
        assertToldWhenToComeBack(played.message("server -> alice 503 MESSAGE"));
        assertThat(server.container.index().applications()).isEmpty();
    }

    @Test
    void a_server_that_drains_takes_no_new_dialog_and_ends_those_it_has() {
        call();
        server.container.drain();
        var played = server.ladder("alice", "bob").play("""
                bob    -> server INVITE
                server -> bob    503 INVITE
                bob    -> server ACK
                bob    -> server OPTIONS
                server -> bob    503 OPTIONS
                alice  -> server INFO
                server -> alice  200 INFO
                alice  -> server BYE
                server -> alice  200 BYE
                """);
        assertToldWhenToComeBack(played.message("server -> bob 503 INVITE"));
        server.assertEmpty();

        server.container.serve();
        server.ladder("bob").play("""
                bob    -> server OPTIONS
                server -> bob    200
                """);
    }

    private static void assertToldWhenToComeBack(TextMessage refused) {
        assertThat(Integer.parseInt(refused.required("Retry-After"))).isBetween(5, 15);
    }
}
