package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import jakarta.servlet.sip.ServletTimer;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipApplicationSessionBindingEvent;
import jakarta.servlet.sip.SipApplicationSessionBindingListener;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.URI;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** JSR 289, Application Sessions. */
class ApplicationSessionTest {

    private static final long MINUTE = 60_000;

    private final Server server = new Server();
    private final RecordingListener events = new RecordingListener();
    private final ScriptedServlet callee =
            new ScriptedServlet().answering("INVITE", 200).answering("BYE", 200);
    private final Server.Application application = server.deploy("app", 1, callee, events);

    private SipApplicationSession session() {
        return application.factory().createApplicationSession();
    }

    private SipApplicationSession answeredCall(String... then) {
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  200
                alice  -> server ACK
                """ + String.join("\n", then));
        return callee.request("INVITE").getApplicationSession();
    }

    private long now() {
        return server.network.timers().now();
    }

    @Test
    void SAS_1_each_initial_request_gets_one_of_its_own() {
        SipApplicationSession one = answeredCall();
        server.ladder("bob").play("""
                bob    -> server INVITE
                server -> bob    200
                bob    -> server ACK
                """);
        assertThat(callee.request("INVITE").getApplicationSession().getId()).isNotEqualTo(one.getId());
    }

    @Test
    void SAS_2_SAS_3_the_factory_makes_them_for_its_application() {
        assertThat(session().getApplicationName()).isEqualTo("app");
        assertThat(session().getId()).isNotEqualTo(session().getId());
    }

    @Test
    void SAS_4_one_key_means_one_session_at_a_time() {
        SipApplicationSession first = application.factory().createApplicationSessionByKey("room 7");
        assertThat(application.factory().createApplicationSessionByKey("room 7"))
                .isSameAs(first);
        String id = first.getId();
        first.invalidate();
        SipApplicationSession second = application.factory().createApplicationSessionByKey("room 7");
        assertThat(second).isNotSameAs(first);
        assertThat(second.getId()).isEqualTo(id);
    }

    @Test
    void SAS_5_SAS_6_it_lives_as_long_as_the_descriptor_says() {
        SipApplicationSession session = session();
        assertThat(session.getExpirationTime()).isEqualTo(now() + MINUTE);
        server.after(Duration.ofSeconds(59));
        assertThat(session.isValid()).isTrue();
        server.after(Duration.ofSeconds(1));
        assertThat(session.isValid()).isFalse();
        assertThat(events.heard)
                .containsExactly(
                        "application session created", "application session expired", "application session destroyed");
        assertThatIllegalStateException().isThrownBy(session::getExpirationTime);
    }

    @Test
    void SAS_5_SAS_6_without_a_timeout_it_never_ends() {
        SipApplicationSession session =
                server.deploy("immortal", 0, new ScriptedServlet()).factory().createApplicationSession();
        assertThat(session.getExpirationTime()).isZero();
        server.after(Duration.ofDays(3));
        assertThat(session.isValid()).isTrue();
    }

    @Test
    void SAS_6_while_it_expires_the_time_says_so() {
        List<Long> seen = new ArrayList<>();
        events.on(
                "application session expired",
                session -> seen.add(((SipApplicationSession) session).getExpirationTime()));
        session();
        server.after(Duration.ofMinutes(1));
        assertThat(seen).containsExactly(Long.MIN_VALUE);
    }

    @Test
    void SAS_7_SAS_8_traffic_is_an_access_and_attributes_are_not() {
        SipApplicationSession session = answeredCall("after 40s\n");
        long atStart = session.getLastAccessedTime();
        session.setAttribute("name", "value");
        session.getAttribute("name");
        assertThat(session.getLastAccessedTime()).isEqualTo(atStart).isEqualTo(now() - 40_000);
        server.ladder("alice").play("alice -> server INFO");
        assertThat(session.getLastAccessedTime()).isEqualTo(now());
        server.after(Duration.ofSeconds(40));
        assertThat(session.isValid()).isTrue();
        server.after(Duration.ofSeconds(21));
        assertThat(session.isValid()).isFalse();
    }

    @Test
    void SAS_7_a_response_that_leaves_is_no_access() throws Exception {
        callee.on("INFO", _ -> {});
        SipApplicationSession session = answeredCall("alice -> server INFO\n");
        long before = session.getLastAccessedTime();
        server.after(Duration.ofSeconds(10));
        callee.request("INFO").createResponse(200).send();
        server.ladder("alice").play("server -> alice 200 INFO");
        assertThat(session.getLastAccessedTime()).isEqualTo(before);
    }

    @Test
    void SAS_9_setExpires_counts_from_now() {
        SipApplicationSession session = session();
        server.after(Duration.ofSeconds(30));
        assertThat(session.setExpires(5)).isEqualTo(5);
        assertThat(session.getExpirationTime()).isEqualTo(now() + 5 * MINUTE);
        assertThat(session.setExpires(0)).isEqualTo(Integer.MAX_VALUE);
        assertThat(session.getExpirationTime()).isZero();
        assertThat(session.setExpires(-1)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void SAS_10_a_listener_may_extend_it_when_it_expires() {
        int[] times = {0};
        events.on("application session expired", session -> {
            if (times[0]++ == 0) {
                ((SipApplicationSession) session).setExpires(2);
            }
        });
        SipApplicationSession session = session();
        server.after(Duration.ofMinutes(2));
        assertThat(session.isValid()).isTrue();
        server.after(Duration.ofMinutes(1));
        assertThat(session.isValid()).isFalse();
    }

    @Test
    void SAS_11_a_message_sent_while_it_expires_does_not_save_it() {
        events.on("application session expired", _ -> {
            try {
                callee.request("INVITE").getSession().createRequest("INFO").send();
            } catch (java.io.IOException impossible) {
                throw new AssertionError(impossible);
            }
        });
        SipApplicationSession session = answeredCall();
        server.ladder("alice").play("""
                after 1min
                server -> alice  INFO
                """);
        assertThat(session.isValid()).isFalse();
        assertThat(callee.request("INVITE").getSession().isValid()).as("SAS-28").isFalse();
    }

    @Test
    void SAS_12_SAS_14_SAS_15_what_is_no_more_says_so() {
        SipApplicationSession session = session();
        String id = session.getId();
        session.invalidate();
        List<ThrowingCallable> calls = List.of(
                session::invalidate,
                () -> session.setExpires(1),
                session::getCreationTime,
                session::getLastAccessedTime,
                session::getExpirationTime,
                session::getSessions,
                () -> session.getSessions("SIP"),
                () -> session.getSipSession("x"),
                () -> session.getSession("x", SipApplicationSession.Protocol.SIP),
                session::getTimers,
                () -> session.getTimer("x"),
                () -> session.getAttribute("x"),
                session::getAttributeNames,
                () -> session.setAttribute("x", "y"),
                () -> session.removeAttribute("x"),
                session::isReadyToInvalidate,
                session::getInvalidateWhenReady,
                () -> session.setInvalidateWhenReady(true),
                () -> session.encodeURL(new URL("http://example.com/")),
                () -> session.encodeURI(application.factory().createURI("sip:a@example.com")));
        for (ThrowingCallable call : calls) {
            assertThatIllegalStateException().isThrownBy(call);
        }
        assertThat(session.isValid()).isFalse();
        assertThat(session.getId()).isEqualTo(id);
        assertThat(session.getApplicationName()).isEqualTo("app");
        assertThat(events.count("application session destroyed")).isEqualTo(1);
    }

    @Test
    void SAS_13_with_it_end_its_sessions_timers_and_attributes() {
        SipApplicationSession session = answeredCall();
        ServletTimer timer = application.timers().createTimer(session, 10_000, false, null);
        session.setAttribute("name", "value");
        events.heard.clear();
        session.invalidate();
        assertThat(callee.request("INVITE").getSession().isValid()).isFalse();
        assertThat(events.heard)
                .containsExactly(
                        "session destroyed", "application attribute removed name", "application session destroyed");
        server.after(Duration.ofMinutes(1));
        assertThat(events.heard).doesNotContain("timeout");
        assertThat(timer.getTimeRemaining()).isNegative();
        server.assertEmpty();
    }

    @Test
    void SAS_16_TMR_11_a_timer_keeps_it() {
        SipApplicationSession session = session();
        application.timers().createTimer(session, 10_000, false, null);
        assertThat(session.isReadyToInvalidate()).isFalse();
        server.after(Duration.ofSeconds(10));
        assertThat(events.heard)
                .containsExactly(
                        "application session created",
                        "timeout",
                        "application session ready",
                        "application session destroyed");
    }

    @Test
    void SAS_17_SAS_19_SSN_30_an_old_application_ends_its_sessions_itself() {
        RecordingListener old = new RecordingListener();
        server.container.index();
        Server other = new Server();
        ScriptedServlet servlet = new ScriptedServlet().answering("INVITE", 200).answering("BYE", 200);
        other.deploy("old", 3, Server.Edition.OLD, Server.class.getClassLoader(), servlet, old);
        other.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  200
                alice  -> server ACK
                alice  -> server BYE
                server -> alice  200 BYE
                """);
        assertThat(servlet.request("INVITE").getSession().getInvalidateWhenReady())
                .isFalse();
        assertThat(servlet.request("INVITE").getApplicationSession().getInvalidateWhenReady())
                .isFalse();
        assertThat(old.heard).containsExactly("application session created", "session created");
        other.after(Duration.ofMinutes(3));
        other.assertEmpty();
    }

    @Test
    void SAS_18_SSN_30_a_listener_may_keep_what_is_ready() {
        events.on(
                "application session ready",
                session -> ((SipApplicationSession) session).setInvalidateWhenReady(false));
        SipApplicationSession session = answeredCall("""
                alice  -> server BYE
                server -> alice  200 BYE
                """);
        assertThat(session.isValid()).isTrue();
        assertThat(events.heard)
                .containsExactly(
                        "application session created",
                        "session created",
                        "session ready",
                        "session destroyed",
                        "application session ready");
    }

    @Test
    void SAS_20_what_was_never_used_waits() {
        SipApplicationSession session = session();
        answeredCall();
        server.after(Duration.ofSeconds(50));
        assertThat(session.isValid()).isTrue();
    }

    @Test
    void SAS_21_SAS_22_it_knows_its_children() {
        SipApplicationSession session = answeredCall();
        var child = callee.request("INVITE").getSession();
        assertThat(session.getSessions()).toIterable().isEqualTo(List.of(child));
        assertThat(session.getSessions("SIP")).toIterable().isEqualTo(List.of(child));
        assertThat(session.getSessions("HTTP").hasNext()).isFalse();
        assertThatNullPointerException().isThrownBy(() -> session.getSessions(null));
        assertThatIllegalArgumentException().isThrownBy(() -> session.getSessions("SMTP"));
        assertThat(session.getSipSession(child.getId())).isSameAs(child);
        assertThat(session.getSession(child.getId(), SipApplicationSession.Protocol.SIP))
                .isSameAs(child);
        assertThat(session.getSipSession("other")).isNull();
        assertThat(session.getSession("other", SipApplicationSession.Protocol.HTTP))
                .isNull();
        assertThatNullPointerException().isThrownBy(() -> session.getSipSession(null));
        assertThatNullPointerException().isThrownBy(() -> session.getSession(null, SipApplicationSession.Protocol.SIP));
        assertThatNullPointerException().isThrownBy(() -> session.getSession("x", null));
    }

    /** Counts how often it was bound and unbound. */
    private static final class Bound implements SipApplicationSessionBindingListener {
        private int bound;
        private int unbound;

        @Override
        public void valueBound(SipApplicationSessionBindingEvent event) {
            bound++;
        }

        @Override
        public void valueUnbound(SipApplicationSessionBindingEvent event) {
            unbound++;
        }
    }

    @Test
    void SAS_23_LSN_7_attributes_are_announced_after_the_change() {
        SipApplicationSession session = session();
        List<Object> seen = new ArrayList<>();
        for (String change : List.of("added", "replaced", "removed")) {
            events.on(
                    "application attribute " + change + " name", _ -> seen.add(change + session.getAttribute("name")));
        }
        assertThatNullPointerException().isThrownBy(() -> session.setAttribute(null, "x"));
        assertThatNullPointerException().isThrownBy(() -> session.setAttribute("x", null));
        session.setAttribute("name", 1);
        session.setAttribute("name", 2);
        assertThat(session.getAttributeNames()).toIterable().containsExactly("name");
        session.removeAttribute("name");
        session.removeAttribute("name");
        assertThat(seen).containsExactly("added1", "replaced2", "removednull");
    }

    @Test
    void SAS_29_LSN_5_a_value_hears_of_itself() {
        Bound replaced = new Bound();
        Bound removed = new Bound();
        Bound left = new Bound();
        SipApplicationSession session = session();
        session.setAttribute("one", replaced);
        session.setAttribute("one", removed);
        session.removeAttribute("one");
        session.setAttribute("two", left);
        server.after(Duration.ofMinutes(1));
        for (Bound bound : List.of(replaced, removed, left)) {
            assertThat(bound.bound).isEqualTo(1);
            assertThat(bound.unbound).isEqualTo(1);
        }
    }

    @Test
    void SAS_24_it_lists_its_timers() {
        SipApplicationSession session = session();
        ServletTimer timer = application.timers().createTimer(session, 1000, 1000, true, false, null);
        assertThat(session.getTimers()).containsExactly(timer);
        assertThat(session.getTimer(timer.getId())).isSameAs(timer);
        assertThat(session.getTimer("other")).isNull();
        timer.cancel();
        assertThat(session.getTimers()).isEmpty();
    }

    @Test
    @SuppressWarnings("deprecation")
    void SAS_25_SAS_26_a_request_to_an_encoded_URI_joins_it() throws Exception {
        for (SipApplicationSession session :
                List.of(session(), application.factory().createApplicationSessionByKey("room 7; north?"))) {
            SipURI uri = application.factory().createSipURI("app", "192.0.2.1");
            session.encodeURI(uri);
            server.ladder("carol").play("""
                    carol  -> server INVITE %s
                    server -> carol  200
                    carol  -> server ACK
                    """.formatted(uri));
            SipServletRequest invite = callee.request("INVITE");
            assertThat(invite.getApplicationSession()).isSameAs(session);
            server.ladder("carol").play("""
                    carol  -> server BYE
                    server -> carol  200 BYE
                    """);
        }
        URI tel = application.factory().createURI("tel:+39061");
        assertThatIllegalArgumentException().isThrownBy(() -> session().encodeURI(tel));
    }

    @Test
    void SAS_27_an_HTTP_URL_can_name_it() throws Exception {
        SipApplicationSession session = session();
        assertThat(session.encodeURL(new URL("http://example.com/call?name=bob#top")))
                .hasToString("http://example.com/call;sipappsession=" + session.getId() + "?name=bob#top");
    }

    @Test
    void SAS_30_a_race_for_one_key_has_one_winner() throws Exception {
        Set<SipApplicationSession> seen = ConcurrentHashMap.newKeySet();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            threads.add(Thread.startVirtualThread(() -> {
                try {
                    start.await();
                } catch (InterruptedException interrupted) {
                    throw new AssertionError(interrupted);
                }
                seen.add(application.factory().createApplicationSessionByKey("race"));
            }));
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(seen).hasSize(1);
        assertThat(server.container.index().applications()).hasSize(1);
    }

    @Test
    void SAS_30_a_listener_may_ask_for_the_key_of_the_session_it_hears_of() {
        List<Object> found = new ArrayList<>();
        events.on(
                "application session created",
                _ -> found.add(application.factory().createApplicationSessionByKey("room")));
        SipApplicationSession made = application.factory().createApplicationSessionByKey("room");
        assertThat(found).containsExactly(made);
    }

    @Test
    void LSN_9_in_sessionDestroyed_it_is_too_late() {
        SipApplicationSession session = session();
        List<String> refused = new ArrayList<>();
        events.on("application session destroyed", ended -> {
            assertThatIllegalStateException().isThrownBy(() -> ((SipApplicationSession) ended).setExpires(1));
            refused.add("yes");
        });
        session.invalidate();
        assertThat(refused).hasSize(1);
        assertThatCode(session::isValid).doesNotThrowAnyException();
    }
}
