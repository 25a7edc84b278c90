package org.sipario.core;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tags, branches and Call-IDs: unique and unguessable. Safe to use from any thread.
 *
 * <p>Each is a keyed hash of a counter: two are equal only by a chance of 2^-64, and the next cannot be computed from
 * earlier ones. They have digits and lower-case letters only, as tags and branches compare without case (RFC 3261
 * §7.3.1).
 */
public final class Tokens {

    /** The characters of 64 bits, five bits each. */
    public static final int LENGTH = 13;

    private static final byte[] DIGITS = "0123456789abcdefghijklmnopqrstuv".getBytes(StandardCharsets.US_ASCII);

    private final long key0;
    private final long key1;
    private final AtomicLong counter = new AtomicLong();

    /** The same keys give the same tokens: for tests. */
    public Tokens(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    /** With random keys. */
    public static Tokens secure() {
        var random = new SecureRandom();
        return new Tokens(random.nextLong(), random.nextLong());
    }

    /** A tag: RFC 3261 §19.3. */
    public String tag() {
        return next();
    }

    /** A Call-ID: RFC 3261 §20.8. Twice as long, as it must be unique among all servers. */
    public String callId() {
        return next() + next();
    }

    /** The unique part of a nonce or a cnonce (RFC 7616 §3.4). */
    public String nonce() {
        return next();
    }

    /** A first CSeq or RSeq: 1 to 65,535, far below the maximum of 2**31-1 (RFC 3262 §3). */
    public long sequence() {
        return 1 + Math.floorMod(nextLong(), 65_535L);
    }

    /** A keyed hash of what the caller adds. */
    public SipHash keyed() {
        return new SipHash(~key0, key1);
    }

    public String next() {
        return text(nextLong());
    }

    public static String text(long value) {
        byte[] text = new byte[LENGTH];
        long rest = value;
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = DIGITS[(int) (rest & 31)];
            rest >>>= 5;
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private long nextLong() {
        return new SipHash(key0, key1).add(counter.getAndIncrement()).finish();
    }
}
