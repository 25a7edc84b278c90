package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletContextEvent;
import jakarta.servlet.sip.SipServletListener;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.SipSessionEvent;
import jakarta.servlet.sip.SipSessionListener;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sipario.testkit.InMemoryNetwork;

/**
 * What an application calls from a thread of its own has happened, or has thrown what JSR 289 says, when the call
 * returns: whether the session is idle or its queue is busy. With real threads.
 */
@Timeout(60)
class CallsOfOtherThreadsTest {

    private final InMemoryNetwork network = new InMemoryNetwork();
    private final Server server = new Server(network, network.threads());
    private final ExecutorService foreign = Executors.newFixedThreadPool(4);

    @AfterEach
    void end() {
        foreign.shutdownNow();
    }

    // ---- requests that the application makes

    @Test
    void an_INVITE_that_was_sent_can_be_cancelled_at_once() throws Exception {
        Server.Application application = server.deploy("app", new ScriptedServlet());
        network.agent("bob");
        SipApplicationSession shared = application.factory().createApplicationSession();
        all(4, () -> {
            for (int i = 0; i < 50; i++) {
                SipServletRequest invite = invite(application, shared);
                invite.send();
                assertThat(invite.isCommitted()).isTrue();
                invite.createCancel().send();
            }
            return null;
        });
        assertThat(shared.getSessionSet("SIP")).hasSize(200);
        shared.invalidate();
        assertThat(shared.isValid()).isFalse();
    }

    @Test
    void a_request_is_sent_once_however_many_threads_send_it() throws Exception {
        Server.Application application = server.deploy("app", new ScriptedServlet());
        network.agent("bob");
        for (int i = 0; i < 50; i++) {
            SipServletRequest invite = invite(application, application.factory().createApplicationSession());
            assertThat(outcomes(invite::send)).containsExactlyInAnyOrder("done", "illegal", "illegal", "illegal");
        }
    }

    @Test
    void requests_of_an_invalidated_session_are_refused_to_any_thread() throws Exception {
        Server.Application application = server.deploy("app", new ScriptedServlet());
        network.agent("bob");
        SipServletRequest invite = invite(application, application.factory().createApplicationSession());
        on(foreign, () -> {
            invite.getSession().invalidate();
            return null;
        });
        assertThatThrownBy(invite::send).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> invite.getSession().createRequest("INFO")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> invite.getSession().invalidate()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_servlet_that_is_initialised_may_send_a_request_and_gets_the_response() {
        ScriptedServlet servlet = new ScriptedServlet();
        network.agent("bob");
        server.deploy("app", servlet, new SipServletListener() {
            @Override
            public void servletInitialized(SipServletContextEvent event) {
                SipFactory factory = (SipFactory)
                        Objects.requireNonNull(event.getServletContext().getAttribute(SipServlet.SIP_FACTORY));
                try {
                    SipServletRequest message = factory.createRequest(
                            factory.createApplicationSession(), "MESSAGE", "sip:app@example.com", "sip:bob@bob.test");
                    message.send();
                    assertThat(message.isCommitted()).isTrue();
                } catch (Exception impossible) {
                    throw new AssertionError(impossible);
                }
            }
        });
        server.ladder("bob").play("""
                server -> bob    MESSAGE
                bob    -> server 200
                """);
        assertThat(servlet.heard).containsExactly("200 MESSAGE INITIAL");
    }

    // ---- requests that came in

    @Test
    void a_second_final_response_is_refused_to_any_thread() throws Exception {
        ScriptedServlet servlet = new ScriptedServlet();
        server.deploy("app", servlet);
        for (int i = 0; i < 60; i++) {
            server.ladder("alice").play("alice -> server OPTIONS");
            SipServletRequest options = servlet.request("OPTIONS");
            on(foreign, () -> {
                SipServletResponse first = options.createResponse(200);
                SipServletResponse second = options.createResponse(603);
                first.send();
                assertThat(first.isCommitted()).isTrue();
                assertThatThrownBy(second::send).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> options.createResponse(500)).isInstanceOf(IllegalStateException.class);
                return null;
            });
            server.ladder("alice").play("server -> alice 200");
        }
    }

    @Test
    void one_of_many_threads_that_answer_a_request_has_answered_it() throws Exception {
        ScriptedServlet servlet = new ScriptedServlet();
        server.deploy("app", servlet);
        for (int i = 0; i < 60; i++) {
            server.ladder("alice").play("alice -> server OPTIONS");
            SipServletRequest options = servlet.request("OPTIONS");
            assertThat(outcomes(() -> options.createResponse(200).send()))
                    .containsExactlyInAnyOrder("done", "illegal", "illegal", "illegal");
            server.ladder("alice").play("server -> alice 200");
        }
    }

    @Test
    void a_request_is_proxied_when_proxyTo_returns() throws Exception {
        ScriptedServlet servlet = new ScriptedServlet();
        server.deploy("app", servlet);
        server.ladder("alice", "bob").play("alice -> server INVITE sip:bob@example.com");
        SipServletRequest invite = servlet.request("INVITE");
        on(foreign, () -> {
            Proxy proxy = invite.getProxy();
            proxy.proxyTo(invite.getRequestURI());
            assertThat(proxy.getProxyBranches()).hasSize(1);
            assertThat(proxy.getProxyBranches().getFirst().isStarted()).isTrue();
            assertThatThrownBy(proxy::startProxy).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(invite::getB2buaHelper).isInstanceOf(IllegalStateException.class);
            return null;
        });
        server.ladder("alice", "bob").play("""
                server -> bob    INVITE
                bob    -> server 486
                server -> bob    ACK
                server -> alice  486
                alice  -> server ACK
                """);
        on(foreign, () -> {
            Proxy proxy = invite.getProxy();
            assertThatThrownBy(() -> proxy.proxyTo(invite.getRequestURI())).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(proxy::cancel).isInstanceOf(IllegalStateException.class);
            return null;
        });
    }

    @Test
    void a_request_has_one_proxy_whichever_thread_asks_for_it() throws Exception {
        ScriptedServlet servlet = new ScriptedServlet();
        server.deploy("app", servlet);
        for (int i = 0; i < 50; i++) {
            server.ladder("alice").play("alice -> server INVITE sip:bob@example.com");
            SipServletRequest invite = servlet.request("INVITE");
            ConcurrentLinkedQueue<Proxy> seen = new ConcurrentLinkedQueue<>();
            outcomes(() -> seen.add(invite.getProxy()));
            assertThat(seen).hasSize(4).allMatch(proxy -> proxy == seen.peek());
            invite.createResponse(486).send();
            server.ladder("alice").play("""
                    server -> alice  486
                    alice  -> server ACK
                    """);
        }
    }

    // ---- threads, class loaders, other sessions

    @Test
    void listeners_are_told_before_the_call_returns_and_with_the_class_loader_of_the_application() throws Exception {
        ClassLoader loader = new URLClassLoader(new URL[0], getClass().getClassLoader());
        List<String> told = new ArrayList<>();
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ScriptedServlet servlet = new ScriptedServlet().answering("INVITE", 200).on("INFO", info -> {
            blocked.countDown();
            await(go);
            info.createResponse(200).send();
        });
        Server.Application application =
                server.deploy("app", 3, Server.Edition.CURRENT, loader, servlet, new SipSessionListener() {
                    @Override
                    public void sessionCreated(SipSessionEvent event) {}

                    @Override
                    public void sessionDestroyed(SipSessionEvent event) {
                        assertThat(Thread.currentThread().getContextClassLoader())
                                .isSameAs(loader);
                        told.add(Thread.currentThread().getName());
                    }

                    @Override
                    public void sessionReadyToInvalidate(SipSessionEvent event) {}
                });
        network.agent("bob");
        SipServletRequest idle = invite(application, application.factory().createApplicationSession());
        ClassLoader own = Thread.currentThread().getContextClassLoader();
        idle.getSession().invalidate();
        assertThat(told).containsExactly(Thread.currentThread().getName());
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(own);

        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  200
                alice  -> server ACK
                alice  -> server INFO
                """);
        blocked.await();
        SipSession busy = servlet.request("INVITE").getSession();
        Thread[] caller = new Thread[1];
        Future<List<String>> call = foreign.submit(() -> {
            caller[0] = Thread.currentThread();
            ClassLoader before = Thread.currentThread().getContextClassLoader();
            busy.invalidate();
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
            return List.copyOf(told);
        });
        assertThat(told).hasSize(1);
        go.countDown();
        assertThat(call.get(20, TimeUnit.SECONDS)).hasSize(2).endsWith(caller[0].getName());
        assertThat(busy.isValid()).isFalse();
        server.ladder("alice").play("server -> alice 200 INFO");
    }

    @Test
    void handlers_of_two_calls_may_use_each_others_session_at_once() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        List<SipSession> calls = new ArrayList<>();
        AtomicInteger made = new AtomicInteger();
        ScriptedServlet servlet = new ScriptedServlet()
                .on("INVITE", invite -> {
                    calls.add(invite.getSession());
                    invite.createResponse(200).send();
                })
                .on("INFO", info -> {
                    SipSession other = calls.get(info.getSession() == calls.getFirst() ? 1 : 0);
                    meet(both);
                    assertThat(other.createRequest("INFO").getSession()).isSameAs(other);
                    assertThat(other.isReadyToInvalidate()).isFalse();
                    other.getApplicationSession().setExpires(5);
                    made.incrementAndGet();
                    info.createResponse(200).send();
                });
        server.deploy("app", servlet);
        for (String caller : new String[] {"alice", "bob"}) {
            server.ladder(caller).play("""
                    %1$s -> server INVITE
                    server -> %1$s 200
                    %1$s -> server ACK
                    """.formatted(caller));
        }
        for (int i = 0; i < 20; i++) {
            server.ladder("alice", "bob").play("""
                    alice  -> server INFO
                    bob    -> server INFO
                    server -> alice  200
                    server -> bob    200
                    """);
        }
        assertThat(made).hasValue(40);
    }

    // ---- threads

    @FunctionalInterface
    private interface Action {
        void run() throws Exception;
    }

    /** What becomes of an action that four threads do at once. */
    private List<String> outcomes(Action action) throws Exception {
        CyclicBarrier together = new CyclicBarrier(4);
        return all(4, () -> {
            together.await();
            try {
                action.run();
                return "done";
            } catch (IllegalStateException _) {
                return "illegal";
            }
        });
    }

    private <T> List<T> all(int threads, Callable<T> work) throws Exception {
        List<Future<T>> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            running.add(foreign.submit(work));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> each : running) {
            results.add(each.get(30, TimeUnit.SECONDS));
        }
        return results;
    }

    private static <T> T on(ExecutorService threads, Callable<T> work) throws Exception {
        try {
            return threads.submit(work).get(30, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error cause) {
                throw cause;
            }
            throw failed;
        }
    }

    private static SipServletRequest invite(Server.Application application, SipApplicationSession session)
            throws Exception {
        return application.factory().createRequest(session, "INVITE", "sip:app@example.com", "sip:bob@bob.test");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }
}
