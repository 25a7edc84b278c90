package org.sipario.tomcat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sipario.core.DigestAlgorithm;
import org.sipario.message.MessageLimits;
import org.sipario.servlet.ContainerSettings;
import org.sipario.trace.recording.TraceLimits;
import org.sipario.transaction.Timings;
import org.sipario.transaction.TransactionLimits;
import org.sipario.transport.TransportSettings;

/**
 * Times and bounds of the SIP stack, as attributes of {@link SipEngine}; {@code digestAlgorithms} is a comma list, {@code trace} is {@code on} or {@code off}. Times are in milliseconds. Each default and its reason is where
 * the setting is used: {@link Timings}, {@link TransactionLimits}, {@link ContainerSettings}, {@link TransportSettings},
 * {@link MessageLimits}, {@link TraceLimits}.
 */
final class StackSettings {
    private static final ContainerSettings CONTAINER = ContainerSettings.DEFAULT;
    private static final TransportSettings TRANSPORT = TransportSettings.DEFAULT;
    private static final Map<String, Integer> DEFAULTS = defaults();

    private static final String DIGEST_ALGORITHMS = "digestAlgorithms";
    private static final String TRACE = "trace";

    private final Map<String, Integer> values = new TreeMap<>(DEFAULTS);
    private boolean traced;
    private List<DigestAlgorithm> digestAlgorithms = CONTAINER.digestAlgorithms();

    private static Map<String, Integer> defaults() {
        Map<String, Integer> defaults = new TreeMap<>();
        defaults.put("t1", millis(CONTAINER.timings().t1()));
        defaults.put("t2", millis(CONTAINER.timings().t2()));
        defaults.put("t4", millis(CONTAINER.timings().t4()));
        defaults.put("timerC", millis(CONTAINER.timings().c()));
        defaults.put("serverTransactions", CONTAINER.limits().serverTransactions());
        defaults.put("queueBound", CONTAINER.queueBound());
        defaults.put("nonceLife", millis(CONTAINER.nonceLife()));
        defaults.put("connectTimeout", millis(TRANSPORT.connectTimeout()));
        defaults.put("idleTimeout", millis(TRANSPORT.idleTimeout()));
        defaults.put("messageTimeout", millis(TRANSPORT.messageTimeout()));
        defaults.put("connections", TRANSPORT.connections());
        defaults.put("connectionsPerAddress", TRANSPORT.connectionsPerAddress());
        defaults.put("pendingBytes", TRANSPORT.pendingBytes());
        defaults.put("receiveBuffer", TRANSPORT.receiveBuffer());
        defaults.put("messageBytes", TRANSPORT.message().messageBytes());
        defaults.put("headerBytes", TRANSPORT.message().headerBytes());
        defaults.put("headers", TRANSPORT.message().headers());
        defaults.put("uriBytes", TRANSPORT.message().uriBytes());
        defaults.put("vias", TRANSPORT.message().vias());
        defaults.put("traceFiles", TraceLimits.DEFAULT.files());
        defaults.put("traceFileBytes", TraceLimits.DEFAULT.fileBytes());
        defaults.put("traceQueueBytes", TraceLimits.DEFAULT.queueBytes());
        return Map.copyOf(defaults);
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }

    /** What can be set. */
    static Set<String> names() {
        return DEFAULTS.keySet();
    }

    /**
     * Sets one.
     *
     * @throws StartFailure when there is no such setting, or the value is not a whole number above 0
     */
    void set(String name, String value) {
        if (name.equals(DIGEST_ALGORITHMS)) {
            digestAlgorithms = algorithms(value);
            return;
        }
        if (name.equals(TRACE)) {
            traced = switch (value) {
                case "on" -> true;
                case "off" -> false;
                default -> throw new StartFailure(TRACE + "=\"" + value + "\" is neither on nor off");
            };
            return;
        }
        if (!DEFAULTS.containsKey(name)) {
            throw new StartFailure("SipEngine has no attribute \"" + name
                    + "\"; besides Tomcat's own it has dar, grace, " + DIGEST_ALGORITHMS + ", " + TRACE + ", "
                    + String.join(", ", new TreeMap<>(DEFAULTS).keySet()));
        }
        values.put(name, number(name, value));
    }

    private static List<DigestAlgorithm> algorithms(String value) {
        List<DigestAlgorithm> algorithms = new ArrayList<>();
        for (String token : value.split(",", -1)) {
            algorithms.add(DigestAlgorithm.of(token.strip())
                    .orElseThrow(() -> new StartFailure(DIGEST_ALGORITHMS + "=\"" + value + "\": \"" + token.strip()
                            + "\" is none of MD5, SHA-256, SHA-512-256")));
        }
        return algorithms;
    }

    private static int number(String name, String value) {
        try {
            int number = Integer.parseInt(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below, as for a number out of range.
        }
        throw new StartFailure(name + "=\"" + value + "\" is not a whole number above 0");
    }

    private int value(String name) {
        return values.getOrDefault(name, 0);
    }

    private Duration time(String name) {
        return Duration.ofMillis(value(name));
    }

    /** What the container is told. */
    ContainerSettings container() {
        return new ContainerSettings(
                new Timings(
                        time("t1"), time("t2"), time("t4"), CONTAINER.timings().trying(), time("timerC")),
                new TransactionLimits(value("serverTransactions")),
                value("queueBound"),
                time("nonceLife"),
                digestAlgorithms);
    }

    /** Whether messages are recorded from the start. */
    boolean traced() {
        return traced;
    }

    /** What the message trace may take. */
    TraceLimits trace() {
        return new TraceLimits(value("traceFiles"), value("traceFileBytes"), value("traceQueueBytes"));
    }

    /** What the transports are told. */
    TransportSettings transport() {
        return new TransportSettings(
                new MessageLimits(
                        value("messageBytes"),
                        value("headerBytes"),
                        value("headers"),
                        value("uriBytes"),
                        value("vias")),
                time("connectTimeout"),
                time("idleTimeout"),
                time("messageTimeout"),
                value("connections"),
                value("connectionsPerAddress"),
                value("pendingBytes"),
                value("receiveBuffer"),
                TRANSPORT.portable());
    }
}
