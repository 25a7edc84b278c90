package org.sipario.tomcat.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sipario.core.digest.DigestAlgorithm;
import org.sipario.message.MessageLimits;
import org.sipario.servlet.ContainerSettings;
import org.sipario.tomcat.Setting;
import org.sipario.tomcat.StartFailure;
import org.sipario.trace.recording.TraceLimits;
import org.sipario.transaction.TransactionLimits;
import org.sipario.transaction.machine.Timings;
import org.sipario.transport.listener.TransportSettings;

/**
 * The attributes of {@link SipEngine} that are not Tomcat's. Names, units and meanings are in {@link #TABLE}; each
 * default and its reason is where the setting is used: {@link Timings}, {@link TransactionLimits}, {@link
 * ContainerSettings}, {@link TransportSettings}, {@link MessageLimits}, {@link TraceLimits}.
 */
public final class StackSettings {
    /** The one that a recording server is started with. */
    static final String TRACE = "trace";

    private static final ContainerSettings CONTAINER = ContainerSettings.DEFAULT;
    private static final TransportSettings TRANSPORT = TransportSettings.DEFAULT;
    private static final String DAR = "dar";
    private static final String GRACE = "grace";
    private static final String DIGEST_ALGORITHMS = "digestAlgorithms";

    /** Enough for requests in progress; no time would be enough for calls. */
    private static final Duration GRACE_DEFAULT = Duration.ofSeconds(2);

    /** Every setting, in the order of the reference. */
    public static final List<Setting> TABLE = List.of(
            Setting.text(
                    DAR,
                    "file",
                    "",
                    "the default application router's file, relative to the server's base folder or absolute (JSR 289,"
                            + " appendix C). Without it every request goes to the only application"),
            new Setting(
                    GRACE,
                    "s",
                    Long.toString(GRACE_DEFAULT.toSeconds()),
                    "how long a stopping server waits for sessions to end by themselves; new ones get 503 meanwhile"),
            Setting.time(
                    "t1",
                    CONTAINER.timings().t1(),
                    "estimate of the round trip; 64 times this is a transaction's time-out (RFC 3261 §17.1.1.1)"),
            Setting.time(
                    "t2", CONTAINER.timings().t2(), "longest interval between retransmissions (RFC 3261 §17.1.2.2)"),
            Setting.time(
                    "t4", CONTAINER.timings().t4(), "how long a message may stay in the network (RFC 3261 §17.1.2.2)"),
            Setting.time("timerC", CONTAINER.timings().c(), "how long a proxied INVITE may ring (RFC 3261 §16.6)"),
            Setting.text(
                    DIGEST_ALGORITHMS,
                    "comma list of MD5, SHA-256, SHA-512-256",
                    tokens(CONTAINER.digestAlgorithms()),
                    "offered in challenges, best first (RFC 8760 §2.3)"),
            Setting.time("nonceLife", CONTAINER.nonceLife(), "how long a digest nonce is good"),
            Setting.number(
                    "serverTransactions",
                    CONTAINER.limits().serverTransactions(),
                    "server transactions at once; beyond it new requests get 503"),
            Setting.number(
                    "queueBound",
                    CONTAINER.queueBound(),
                    "tasks that may wait in one application session; beyond it requests get 503"),
            Setting.time(
                    "connectTimeout", TRANSPORT.connectTimeout(), "how long a peer may take to accept a connection"),
            Setting.time("idleTimeout", TRANSPORT.idleTimeout(), "a connection on which nothing moves is closed"),
            Setting.time(
                    "messageTimeout",
                    TRANSPORT.messageTimeout(),
                    "how long the rest of a message that has begun may take to come"),
            Setting.number("connections", TRANSPORT.connections(), "connections at once a listening point"),
            Setting.number(
                    "connectionsPerAddress",
                    TRANSPORT.connectionsPerAddress(),
                    "connections at once with one IP address"),
            Setting.bytes(
                    "pendingBytes",
                    TRANSPORT.pendingBytes(),
                    "waiting on a connection for a peer that reads slowly; beyond it messages fail at once"),
            Setting.bytes(
                    "receiveBuffer",
                    TRANSPORT.receiveBuffer(),
                    "of a UDP socket; Linux cuts it to `net.core.rmem_max`"),
            Setting.bytes("messageBytes", TRANSPORT.message().messageBytes(), "longest message; beyond it 513"),
            Setting.bytes("headerBytes", TRANSPORT.message().headerBytes(), "start line and headers; beyond it 513"),
            Setting.number("headers", TRANSPORT.message().headers(), "header lines; beyond it 513"),
            Setting.bytes("uriBytes", TRANSPORT.message().uriBytes(), "Request-URI; beyond it 414"),
            Setting.number("vias", TRANSPORT.message().vias(), "hops behind a message; beyond it 483"),
            Setting.text(TRACE, "on or off", "off", "whether every SIP message is recorded from the start"),
            Setting.number(
                    "traceFiles", TraceLimits.DEFAULT.files(), "capture files that are kept; the oldest goes first"),
            Setting.bytes(
                    "traceFileBytes", TraceLimits.DEFAULT.fileBytes(), "length at which the next capture file begins"),
            Setting.bytes(
                    "traceQueueBytes",
                    TraceLimits.DEFAULT.queueBytes(),
                    "recorded and not yet written; beyond it messages are left out of the trace"));

    /** The settings with values other than numbers. */
    private static final Set<String> WORDS = Set.of(DAR, DIGEST_ALGORITHMS, TRACE);

    private static final Map<String, Integer> DEFAULTS = numbers();

    private final Map<String, Integer> values = new TreeMap<>(DEFAULTS);
    private String dar = "";
    private boolean traced;
    private List<DigestAlgorithm> digestAlgorithms = CONTAINER.digestAlgorithms();

    private static Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new TreeMap<>();
        for (Setting setting : TABLE) {
            if (!WORDS.contains(setting.name())) {
                numbers.put(setting.name(), Integer.valueOf(setting.standard()));
            }
        }
        return Map.copyOf(numbers);
    }

    private static String tokens(List<DigestAlgorithm> algorithms) {
        return String.join(",", algorithms.stream().map(DigestAlgorithm::token).toList());
    }

    /**
     * Sets one.
     *
     * @throws StartFailure when there is no such setting, or the value is not allowed
     */
    public void set(String name, String value) {
        switch (name) {
            case DAR -> dar = value;
            case DIGEST_ALGORITHMS -> digestAlgorithms = algorithms(value);
            case TRACE -> traced = isOn(value);
            default -> {
                if (!DEFAULTS.containsKey(name)) {
                    throw new StartFailure("SipEngine has no attribute \"" + name + "\"; besides Tomcat's own it has "
                            + String.join(
                                    ", ", TABLE.stream().map(Setting::name).toList()));
                }
                values.put(name, number(name, value));
            }
        }
    }

    private static boolean isOn(String value) {
        return switch (value) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new StartFailure(TRACE + "=\"" + value + "\" is neither on nor off");
        };
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
        int least = name.equals(GRACE) ? 0 : 1;
        try {
            int number = Integer.parseInt(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Reported below, as a number out of range is.
        }
        throw new StartFailure(name + "=\"" + value + "\" is not a whole number, " + least + " or more");
    }

    private int value(String name) {
        return values.getOrDefault(name, 0);
    }

    private Duration time(String name) {
        return Duration.ofMillis(value(name));
    }

    /** The default application router's file as it was configured; empty for none. */
    String dar() {
        return dar;
    }

    /** How long a stopping server waits for sessions to end. */
    Duration grace() {
        return Duration.ofSeconds(value(GRACE));
    }

    /** The container's part. */
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

    /** The message trace's part. */
    TraceLimits trace() {
        return new TraceLimits(value("traceFiles"), value("traceFileBytes"), value("traceQueueBytes"));
    }

    /** The transports' part. */
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
