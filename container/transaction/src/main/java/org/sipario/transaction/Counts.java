package org.sipario.transaction;

/**
 * What the layer has done since its start; a snapshot.
 *
 * @param strayResponses responses with our Via but without a transaction: dropped (RFC 6026 §8.9)
 * @param foreignResponses responses whose topmost Via is not ours: dropped (RFC 3261 §18.1.2)
 * @param strayAcks ACKs for a 2xx: every established call has one, so they are not an error
 * @param refused requests answered 503 because the bound was reached
 * @param shed requests answered 503 because of overload
 * @param rejected requests answered without a transaction because they were malformed
 * @param unsendable messages that the wire could not send, or that had no destination
 */
public record Counts(
        OfKind inviteServer,
        OfKind nonInviteServer,
        OfKind inviteClient,
        OfKind nonInviteClient,
        long strayResponses,
        long foreignResponses,
        long strayAcks,
        long refused,
        long shed,
        long rejected,
        long unsendable) {

    /**
     * One kind of transaction.
     *
     * @param active alive now, including those that only absorb retransmissions
     * @param created since the start
     * @param absorbed retransmissions received
     * @param resent retransmissions sent
     * @param timedOut ended by timer B, F or H, or after CANCEL
     * @param failed ended because the wire could not send
     */
    public record OfKind(long active, long created, long absorbed, long resent, long timedOut, long failed) {}

    /** All transactions alive now. */
    public long active() {
        return inviteServer.active + nonInviteServer.active + inviteClient.active + nonInviteClient.active;
    }
}
