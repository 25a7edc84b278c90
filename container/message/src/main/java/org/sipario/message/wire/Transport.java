package org.sipario.message.wire;

import java.util.Locale;
import java.util.Optional;

/** The transports of SIP: RFC 3261 §18, RFC 7118. */
public enum Transport {
    UDP(false, false, 5060),
    TCP(true, false, 5060),
    TLS(true, true, 5061),
    WS(true, false, 80),
    WSS(true, true, 443);

    private final boolean reliable;
    private final boolean secure;
    private final int defaultPort;

    Transport(boolean reliable, boolean secure, int defaultPort) {
        this.reliable = reliable;
        this.secure = secure;
        this.defaultPort = defaultPort;
    }

    /** Whether it delivers or reports a failure, so that nothing is retransmitted (RFC 3261 §17). */
    public boolean isReliable() {
        return reliable;
    }

    /** Whether it may carry requests to sips URIs. */
    public boolean isSecure() {
        return secure;
    }

    /** The port where a URI or Via has none (RFC 3261 §18.1.1, RFC 7118 §5). */
    public int defaultPort() {
        return defaultPort;
    }

    /** The value of the URI parameter {@code transport} (RFC 3261 §19.1.1): lower case. */
    public String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The transport of a Via or of a URI parameter, in any case of letters; empty for one that is not supported. */
    public static Optional<Transport> of(String name) {
        for (Transport transport : values()) {
            if (transport.name().equalsIgnoreCase(name)) {
                return Optional.of(transport);
            }
        }
        return Optional.empty();
    }
}
