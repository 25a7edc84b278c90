package org.sipario.core;

/**
 * SipHash-2-4 (Aumasson and Bernstein): a keyed hash that is fast on short input and does not reveal its key. Strings
 * are added as UTF-16 code units with their length, so that {@code "a","bc"} and {@code "ab","c"} differ. For one
 * thread.
 */
public final class SipHash {

    private long v0;
    private long v1;
    private long v2;
    private long v3;

    SipHash(long key0, long key1) {
        v0 = key0 ^ 0x736f6d6570736575L;
        v1 = key1 ^ 0x646f72616e646f6dL;
        v2 = key0 ^ 0x6c7967656e657261L;
        v3 = key1 ^ 0x7465646279746573L;
    }

    public SipHash add(long word) {
        v3 ^= word;
        round();
        round();
        v0 ^= word;
        return this;
    }

    public SipHash add(CharSequence text) {
        long word = 0;
        int shift = 0;
        for (int i = 0; i < text.length(); i++) {
            word |= (long) text.charAt(i) << shift;
            shift += 16;
            if (shift == 64) {
                add(word);
                word = 0;
                shift = 0;
            }
        }
        return add(word).add(text.length());
    }

    public long finish() {
        v2 ^= 0xff;
        round();
        round();
        round();
        round();
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
        v0 += v1;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v3;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
    }
}
