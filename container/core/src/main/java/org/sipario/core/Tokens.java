package org.sipario.core;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tags, branches and Call-IDs: unique and unguessable, cheap and safe to use from any thread.
 *
 * <p>Each is a counter under a keyed hash: no two are equal by more than chance in 64 bits, and who sees some can not tell the
 * next. They are of digits and lower-case letters only, because tags and branches compare without case (RFC 3261 §7.3.1).
 */
public final class Tokens {

    /** Characters of 64 bits, five in each. */
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

    /** With keys nobody knows. */
    public static Tokens secure() {
        var random = new SecureRandom();
        return new Tokens(random.nextLong(), random.nextLong());
    }

    /** A tag: RFC 3261 §19.3. */
    public String tag() {
        return next();
    }

    /** A Call-ID: RFC 3261 §20.8. Unique among all servers, hence twice as long. */
    public String callId() {
        return next() + next();
    }

    /** What a nonce of ours or a cnonce (RFC 7616 §3.4) can be made of. */
    public String nonce() {
        return next();
    }

    /** A first CSeq or RSeq: 1 to 65,535. Small, so that it never reaches the end (RFC 3262 §3: 2**31-1). */
    public long sequence() {
        return 1 + Math.floorMod(nextLong(), 65_535L);
    }

    /** A keyed hash of what a caller adds. */
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
