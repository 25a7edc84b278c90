package org.sipario.core;

/** Tags, branches and Call-IDs: unique and unguessable, cheap and safe to use from any thread. */
public final class Tokens {

    /** The same keys give the same tokens: for tests. */
    public Tokens(long key0, long key1) {
        throw new UnsupportedOperationException();
    }

    /** With keys nobody knows. */
    public static Tokens secure() {
        throw new UnsupportedOperationException();
    }

    /** A tag: RFC 3261 §19.3. */
    public String tag() {
        throw new UnsupportedOperationException();
    }

    /** A Call-ID: RFC 3261 §20.8. */
    public String callId() {
        throw new UnsupportedOperationException();
    }

    /** What a nonce of ours or a cnonce (RFC 7616 §3.4) can be made of. */
    public String nonce() {
        throw new UnsupportedOperationException();
    }

    /** A first CSeq or RSeq: 1 to 65,535. */
    public long sequence() {
        throw new UnsupportedOperationException();
    }
}
