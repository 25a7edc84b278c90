package org.sipario.transaction;

/**
 * Bounds of the layer.
 *
 * @param serverTransactions alive at once, including those that only absorb retransmissions; beyond it new requests are
 *     answered 503 with Retry-After
 */
public record TransactionLimits(int serverTransactions) {

    /** Enough for 3,000 calls a second, whose two server transactions stay 32 s, in about 150 MB. */
    public static final TransactionLimits DEFAULT = new TransactionLimits(400_000);
}
