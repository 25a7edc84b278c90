package org.sipario.trace.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.sipario.message.wire.Transport;
import org.sipario.trace.capture.Traced.Way;

/** Messages and addresses to write into files. */
final class Samples {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");
    static final InetSocketAddress SERVER = at("192.0.2.1", 5060);
    static final InetSocketAddress ALICE = at("192.0.2.11", 40_000);

    private Samples() {}

    static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    static Traced incoming(Transport transport, String text) {
        return new Traced(NOON, Way.IN, transport, ALICE, SERVER, text.getBytes(UTF_8));
    }

    static Traced outgoing(Transport transport, String text) {
        return new Traced(NOON.plusMillis(1), Way.OUT, transport, SERVER, ALICE, text.getBytes(UTF_8));
    }

    static String text(Traced message) {
        return new String(message.bytes(), UTF_8);
    }
}
