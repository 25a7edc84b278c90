package org.sipario.transaction;

import java.util.List;
import org.sipario.message.HeaderField;
import org.sipario.message.SipRequest;
import org.sipario.message.wire.Flow;
import org.sipario.transaction.machine.ClientEvent;

/**
 * A request that was sent, and its responses: RFC 3261 §17.1. Safe to use from any thread.
 *
 * <p>This is the handle of the sender. The layer does not hold it: while a finished transaction absorbs
 * retransmissions, the request stays in memory only if the sender keeps this object.
 */
public final class ClientTransaction {

    private final SipRequest request;
    private final Flow flow;
    private final ClientDriver driver;

    ClientTransaction(SipRequest request, Flow flow, ClientDriver driver) {
        this.request = request;
        this.flow = flow;
        this.driver = driver;
    }

    /** The request as it was sent, topmost Via included. */
    public SipRequest request() {
        return request;
    }

    /** The flow by which it was sent. */
    public Flow flow() {
        return flow;
    }

    /** Whether a final response came or none will come. */
    public boolean isDone() {
        return driver.isDone();
    }

    /**
     * Cancels an INVITE (RFC 3261 §9.1): at once if a provisional response has come, otherwise as soon as one comes,
     * never after a final response, and only once. If no final response follows within 64*T1, the user is told of a
     * timeout. Without effect for other methods, which cannot be cancelled.
     *
     * @param extra headers to add, such as Reason (RFC 3326)
     */
    public void cancel(List<HeaderField> extra) {
        driver.on(new ClientEvent.CancelAsked(List.copyOf(extra)));
    }

    /**
     * Releases the {@link ClientUser} after a final response; before that without effect. Until the transaction ends,
     * 32 s later, further 2xx to an INVITE go to {@link TransactionUser#late} with the {@linkplain ClientUser#note
     * note} of the user, and nothing else of the call stays in memory for them.
     */
    public void release() {
        driver.release();
    }
}
