package org.sipario.transport;

import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.sipario.message.MessageLimits;
import org.sipario.message.SipMessage;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Load;
import org.sipario.message.wire.Receiver;
import org.sipario.message.wire.Transport;
import org.sipario.transport.listener.ListenFailure;
import org.sipario.transport.listener.ListenOn;
import org.sipario.transport.listener.ListenerCounts;
import org.sipario.transport.listener.TransportSettings;

/** Transports that answer every request 200 by the way it came, remember what they got, and reject what is wrong. */
final class Server implements AutoCloseable {

    /** What came in. */
    record Got(SipMessage message, Flow flow) {}

    /** What was rejected. */
    record Rejected(SipRequest request, int status, String reason) {}

    final BlockingQueue<Got> got = new LinkedBlockingQueue<>();
    final BlockingQueue<Rejected> rejected = new LinkedBlockingQueue<>();
    final BlockingQueue<Got> undelivered = new LinkedBlockingQueue<>();
    final BlockingQueue<String> failures = new LinkedBlockingQueue<>();
    final Transports transports;

    Server(TransportSettings settings) {
        transports = new Transports(settings);
    }

    /** One that shows its behaviour fast. */
    static Server quick() {
        return new Server(quickly(false));
    }

    static TransportSettings quickly(boolean portable) {
        return settings(100, 100, portable, Duration.ofSeconds(60), Duration.ofSeconds(60));
    }

    static TransportSettings settings(
            int connections, int perAddress, boolean portable, Duration idle, Duration message) {
        return new TransportSettings(
                new MessageLimits(65_535, 32_768, 256, 4_096, 80),
                Duration.ofSeconds(1),
                idle,
                message,
                connections,
                perAddress,
                1 << 20,
                1 << 20,
                portable);
    }

    ListeningPoint listen(Transport transport) throws ListenFailure {
        return listen(transport, "127.0.0.1");
    }

    ListeningPoint listen(Transport transport, String address) throws ListenFailure {
        return listen(ListenOn.at(transport, new InetSocketAddress(InetAddress.ofLiteral(address), 0)));
    }

    ListeningPoint listen(ListenOn on) throws ListenFailure {
        return transports.listen(on, receiver, this::reject);
    }

    /** The next message that comes in, within some seconds. */
    Got next() throws InterruptedException {
        Got next = got.poll(5, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came in; " + transports.counts());
        }
        return next;
    }

    /** The next request that did not arrive, within some seconds. */
    Got nextUndelivered() throws InterruptedException {
        Got next = undelivered.poll(5, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came back; " + transports.counts());
        }
        return next;
    }

    /** The next failure to send. */
    String failure() throws InterruptedException {
        String next = failures.poll(5, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing failed; " + transports.counts());
        }
        return next;
    }

    ListenerCounts counts(ListeningPoint point) {
        return transports.counts().stream()
                .filter(counts -> counts.point().equals(point))
                .findFirst()
                .orElseThrow();
    }

    void awaitCounts(ListeningPoint point, java.util.function.Predicate<ListenerCounts> condition) {
        await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(5)).until(() -> counts(point), condition);
    }

    void send(SipMessage message, Flow flow) {
        transports.send(message, flow, failures::add);
    }

    private final Receiver receiver = new Receiver() {
        @Override
        public void received(SipMessage message, Flow flow, Load load) {
            got.add(new Got(message, flow));
            if (message instanceof SipRequest request) {
                send(SipResponse.to(request, 200, null, "srv"), flow);
            }
        }

        @Override
        public void undelivered(SipRequest request, Flow flow) {
            undelivered.add(new Got(request, flow));
        }
    };

    private void reject(SipRequest request, Flow flow, int status, String reason) {
        rejected.add(new Rejected(request, status, reason));
        send(SipResponse.to(request, status, null, "srv"), flow);
    }

    List<ListeningPoint> points() {
        return transports.listeningPoints();
    }

    @Override
    public void close() {
        transports.close(Duration.ofSeconds(1));
    }
}
