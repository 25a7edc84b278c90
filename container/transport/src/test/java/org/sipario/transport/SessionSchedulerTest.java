package org.sipario.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sipario.message.MessageLimits;
import org.sipario.message.MessageParser;
import org.sipario.message.SipMessage;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Load;
import org.sipario.message.wire.Transport;
import org.sipario.transport.listener.ListenFailure;
import org.sipario.transport.listener.ListenOn;

/** Which thread does the work of a message, and that a handler that keeps its thread delays no other. */
class SessionSchedulerTest {

    /** Work by the Call-ID of the message that begins it. */
    private final Map<String, Runnable> works = new ConcurrentHashMap<>();

    /** How many datagrams one look at a socket takes. */
    private static final int BATCH = 8;

    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
    private volatile Consumer<Load> onReceipt = _ -> {};
    private Transports transports = transports(false);

    private Transports transports(boolean portable) {
        return new Transports(Server.quickly(portable));
    }

    private void received(SipMessage message, Flow flow, Load load) {
        onReceipt.accept(load);
        String call = message.callId();
        Runnable work = works.getOrDefault(call, () -> {});
        transports.sessions().execute(() -> {
            String carrier = Thread.currentThread().toString();
            work.run();
            done.add(call + " by " + carrier.substring(carrier.indexOf('@') + 1));
        });
    }

    @AfterEach
    void close() {
        transports.close(Duration.ofSeconds(1));
    }

    @Test
    void work_that_a_datagram_begins_is_done_by_the_thread_that_read_it() throws Exception {
        ListeningPoint point = listen();

        send("one", point);

        assertThat(next()).startsWith("one by sipario-udp-");
    }

    @Test
    void work_that_waits_frees_the_reader_and_goes_on_elsewhere() throws Exception {
        ListeningPoint point = listen();
        CountDownLatch second = new CountDownLatch(1);
        works.put("first", () -> awaitOpen(second));
        works.put("second", second::countDown);

        send("first", point);
        send("second", point);

        assertThat(List.of(next(), next()))
                .anySatisfy(work -> assertThat(work).startsWith("second by"))
                .anySatisfy(work -> assertThat(work).startsWith("first by"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void work_that_computes_for_long_keeps_no_other_waiting(boolean portable) throws Exception {
        transports.close(Duration.ofSeconds(1));
        transports = transports(portable);
        ListeningPoint point = listen();
        CountDownLatch second = new CountDownLatch(1);
        works.put("first", () -> {
            while (second.getCount() > 0) {
                Thread.onSpinWait();
            }
        });
        works.put("second", second::countDown);

        send("first", point);
        send("second", point);

        assertThat(List.of(next(), next()))
                .anySatisfy(work -> assertThat(work).startsWith("second by ForkJoinPool"))
                .anySatisfy(work -> assertThat(work).startsWith("first by sipario-udp-"));
        send("third", point);
        assertThat(next()).startsWith("third by");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_reader_that_is_flooded_shares_its_work_then_is_overloaded_and_then_is_not(boolean portable)
            throws Exception {
        transports.close(Duration.ofSeconds(1));
        transports = transports(portable);
        ListeningPoint point = listen();

        flood(point);

        List<String> works = new ArrayList<>();
        done.drainTo(works);
        assertThat(works).anySatisfy(work -> assertThat(work).startsWith("flood by ForkJoinPool"));
        onReceipt = _ -> {};
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            AtomicBoolean still = new AtomicBoolean(true);
            onReceipt = load -> still.set(load == Load.OVERLOADED);
            send("after", point);
            for (String work = next(); !work.startsWith("after"); work = next()) {}
            return !still.get();
        });
    }

    @Test
    void bursts_of_as_many_as_one_look_takes_are_not_shared() throws Exception {
        // The last has the same thread as the first, which it keeps while a burst comes for the first.
        List<ListeningPoint> points = new ArrayList<>();
        for (int i = 0; i <= Runtime.getRuntime().availableProcessors(); i++) {
            points.add(listen());
        }

        int shared = 0;
        for (int burst = 0; burst < 50; burst++) {
            CountDownLatch kept = new CountDownLatch(1);
            CountDownLatch sent = new CountDownLatch(1);
            onReceipt = _ -> {
                kept.countDown();
                awaitOpen(sent);
            };
            send("keeper", points.getLast());
            assertThat(kept.await(5, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < BATCH; i++) {
                send("many", points.getFirst());
            }
            sent.countDown();

            for (int i = 0; i <= BATCH; i++) {
                shared += next().endsWith("by sipario-udp-1") ? 0 : 1;
            }
        }
        // The watchdog gives away the rest of one if the machine stands still in the midst of it.
        assertThat(shared).isLessThan(BATCH);
    }

    @Test
    void a_watchdog_that_reads_for_an_overloaded_reader_says_so_too() throws Exception {
        ListeningPoint point = listen();
        CountDownLatch done = new CountDownLatch(1);
        works.put("stuck", () -> {
            while (done.getCount() > 0) {
                Thread.onSpinWait();
            }
        });
        flood(point);
        List<Load> seenByWatchdog = new CopyOnWriteArrayList<>();
        onReceipt = load -> {
            if (Thread.currentThread().getName().equals("sipario-watchdog")) {
                seenByWatchdog.add(load);
            } else {
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
        };

        // So many that the pool has enough of them, and the reader is stuck too.
        sendUntil(() -> !seenByWatchdog.isEmpty(), "stuck", point);
        done.countDown();

        // Later ones may find the pool behind, which is another matter.
        assertThat(seenByWatchdog.getFirst()).isEqualTo(Load.OVERLOADED);
    }

    /** Sends until the reader, which takes a millisecond for each, is behind. */
    private void flood(ListeningPoint point) throws IOException {
        AtomicBoolean behind = new AtomicBoolean();
        onReceipt = load -> {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            behind.compareAndSet(false, load == Load.OVERLOADED);
        };
        sendUntil(behind::get, "flood", point);
    }

    private static void sendUntil(BooleanSupplier enough, String call, ListeningPoint point) throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!enough.getAsBoolean()) {
            send(call, point);
            assertThat(System.nanoTime()).as("10 s of " + call).isLessThan(deadline);
        }
    }

    @Test
    void work_that_a_failure_to_send_begins_waits_for_no_datagram() throws Exception {
        Flow nowhere = Flow.to(listen(), InetSocketAddress.createUnresolved("nobody.invalid", 5060));

        byte[] text = Texts.request("lost", "");
        MessageParser parser = new MessageParser(MessageLimits.DEFAULT);
        if (parser.datagram(text, 0, text.length) instanceof MessageParser.Parsed.Whole(var message)) {
            transports.send(message, nowhere, why -> transports.sessions().execute(() -> done.add(why)));
        }

        assertThat(next()).contains("nobody.invalid");
    }

    @Test
    void work_that_begins_elsewhere_is_done_elsewhere() throws Exception {
        transports.sessions().execute(() -> done.add(Thread.currentThread().toString()));

        assertThat(next()).contains("VirtualThread", "sipario-session", "ForkJoinPool");
    }

    private ListeningPoint listen() throws ListenFailure {
        return transports.listen(
                ListenOn.at(Transport.UDP, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)),
                this::received,
                (_, _, _, _) -> {});
    }

    private static void send(String call, ListeningPoint to) throws IOException {
        byte[] message = Texts.request(call, "");
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            socket.send(new DatagramPacket(message, message.length, to.bound()));
        }
    }

    private String next() throws InterruptedException {
        String next = done.poll(5, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing was done");
        }
        return next;
    }

    private static void awaitOpen(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
