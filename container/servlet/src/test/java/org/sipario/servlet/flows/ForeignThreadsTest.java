package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sipario.testkit.InMemoryNetwork;

/**
 * Threads of the application, such as those of HTTP servlets, use a session while its queue runs; with real threads.
 */
@Timeout(60)
class ForeignThreadsTest {

    private static final int THREADS = 8;
    private static final int EACH = 50;

    @Test
    void requests_made_by_many_threads_in_one_call_all_leave_with_their_own_CSeq() throws Exception {
        try (ExecutorService queues = Executors.newVirtualThreadPerTaskExecutor();
                ExecutorService foreign = Executors.newFixedThreadPool(THREADS)) {
            Phaser busy = new Phaser(1);
            InMemoryNetwork network = new InMemoryNetwork().settleBy(busy::arriveAndAwaitAdvance);
            Server server = new Server(network, task -> {
                busy.register();
                queues.execute(() -> {
                    try {
                        task.run();
                    } finally {
                        busy.arriveAndDeregister();
                    }
                });
            });
            ScriptedServlet servlet = new ScriptedServlet().answering("INVITE", 200);
            Server.Application application = server.deploy("app", servlet);
            server.ladder("alice").play("""
                    alice  -> server INVITE
                    server -> alice  200
                    alice  -> server ACK
                    """);
            SipSession session = servlet.request("INVITE").getSession();

            var numbers = ConcurrentHashMap.<String>newKeySet();
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String name = "attribute" + i;
                running.add(foreign.submit(() -> {
                    for (int j = 0; j < EACH; j++) {
                        SipServletRequest info = session.createRequest("INFO");
                        numbers.add(info.getHeader("CSeq"));
                        session.setAttribute(name, j);
                        session.getApplicationSession().setAttribute(name, j);
                        application
                                .factory()
                                .createRequest(
                                        session.getApplicationSession(),
                                        "MESSAGE",
                                        "sip:a@example.com",
                                        "sip:b@example.com");
                        info.send();
                    }
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get(30, TimeUnit.SECONDS);
            }
            assertThat(numbers).hasSize(THREADS * EACH);
            assertThat(session.getAttributeNameSet()).hasSize(THREADS);
            assertThat(session.getApplicationSession().getSessions("SIP"))
                    .toIterable()
                    .hasSize(THREADS * EACH + 1);
            server.ladder("alice").play(("server -> alice INFO\n").repeat(THREADS * EACH));
            session.getApplicationSession().invalidate();
            server.after(Duration.ofMinutes(2));
            server.assertEmpty();
        }
    }
}
