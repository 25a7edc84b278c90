package org.sipario.tomcat.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Locator;
import org.sipario.message.wire.Receiver;
import org.sipario.message.wire.Timers;
import org.sipario.message.wire.Wire;
import org.sipario.tomcat.connector.ListeningSettings;
import org.sipario.transport.Transports;
import org.sipario.transport.listener.ListenOn;
import org.sipario.transport.listener.Rejection;
import org.sipario.transport.listener.Tap;
import org.sipario.transport.listener.TransportSettings;
import org.sipario.transport.locate.DnsLocator;
import org.sipario.transport.threads.WheelTimers;

/** The default platform: sockets, DNS, real time, and a virtual thread for each session queue at work. */
final class SocketPlatform implements Platform {
    private final WheelTimers timers = new WheelTimers();
    private final Transports transports;
    private final Locator locator;
    private @Nullable Receiver receiver;
    private @Nullable Rejection rejection;

    SocketPlatform(TransportSettings settings) {
        transports = new Transports(settings);
        locator = new DnsLocator(transports::listeningPoints);
    }

    @Override
    public void deliverTo(Receiver receiver, Rejection rejection) {
        this.receiver = receiver;
        this.rejection = rejection;
    }

    @Override
    public ListeningPoint listen(ListeningSettings settings) throws IOException {
        ListenOn on = new ListenOn(
                settings.transport(), settings.bind(), settings.advertisedHost(), settings.advertisedPort());
        return transports.listen(on, Objects.requireNonNull(receiver), Objects.requireNonNull(rejection));
    }

    @Override
    public Wire wire() {
        return transports;
    }

    @Override
    public Locator locator() {
        return locator;
    }

    @Override
    public Timers timers() {
        return timers;
    }

    @Override
    public Executor executor() {
        return transports.sessions();
    }

    @Override
    public void tap(@Nullable Tap tap) {
        transports.tap(tap);
    }

    @Override
    public List<ServerCounts.Traffic> traffic() {
        return transports.counts().stream()
                .map(counts -> new ServerCounts.Traffic(
                        counts.point(),
                        counts.received(),
                        counts.sent(),
                        counts.failed(),
                        counts.malformed(),
                        counts.dropped()))
                .toList();
    }

    @Override
    public void close(Duration grace) {
        transports.close(grace);
        timers.close();
    }
}
