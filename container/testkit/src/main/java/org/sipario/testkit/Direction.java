package org.sipario.testkit;

import java.util.Locale;

/** The direction of media, as its sender sees it: RFC 4566 §6, RFC 3264 §5.1. */
public enum Direction {
    /** It sends and receives: the default. */
    SENDRECV(true, true),
    /** It sends and wants nothing: the other side is on hold and may hear music. */
    SENDONLY(true, false),
    /** It receives only: the answer of a side that is put on hold. */
    RECVONLY(false, true),
    /** Neither. */
    INACTIVE(false, false);

    private final boolean sends;
    private final boolean receives;

    Direction(boolean sends, boolean receives) {
        this.sends = sends;
        this.receives = receives;
    }

    private static Direction of(boolean sends, boolean receives) {
        return sends ? (receives ? SENDRECV : SENDONLY) : receives ? RECVONLY : INACTIVE;
    }

    /** As the other side sees it. */
    Direction reversed() {
        return of(receives, sends);
    }

    /** On hold: no longer receiving. */
    Direction held() {
        return of(sends, false);
    }

    /** No longer on hold: receiving again. */
    Direction resumed() {
        return of(sends, true);
    }

    /** The name of the attribute. */
    String attribute() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if it is no direction */
    static Direction named(String attribute) {
        for (Direction each : values()) {
            if (each.attribute().equals(attribute)) {
                return each;
            }
        }
        throw new IllegalArgumentException(
                "\"" + attribute + "\" is no direction; there are sendrecv, sendonly, recvonly and inactive");
    }
}
