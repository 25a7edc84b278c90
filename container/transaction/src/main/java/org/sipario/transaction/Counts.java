package org.sipario.transaction;

/**
 * What the layer has done since it began; a snapshot.
 *
 * @param strayResponses responses without a transaction, which the user got
 * @param foreignResponses responses whose topmost Via is not ours: dropped (RFC 3261 §18.1.2)
 * @param strayAcks ACKs for a 2xx: every established call has one, so this is no fault
 * @param refused requests answered 503 because the bound was reached
 * @param shed requests answered 503 because more came in than could be worked on in time
 * @param rejected requests answered without a transaction because they were malformed
 * @param unsendable messages the wire gave back, or for which there was no way
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
     * @param active alive now, those that only linger included
     * @param created ever
     * @param absorbed retransmissions that came and ended here
     * @param resent retransmissions that went out
     * @param timedOut ended by timer B, F or H, or after CANCEL
     * @param failed ended because the wire could not send
     */
    public record OfKind(long active, long created, long absorbed, long resent, long timedOut, long failed) {}

    /** All transactions alive now. */
    public long active() {
        return inviteServer.active + nonInviteServer.active + inviteClient.active + nonInviteClient.active;
    }
}
