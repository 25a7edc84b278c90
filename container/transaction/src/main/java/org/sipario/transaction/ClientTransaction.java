package org.sipario.transaction;

import java.util.List;
import org.sipario.message.HeaderField;
import org.sipario.message.SipRequest;
import org.sipario.message.wire.Flow;
import org.sipario.transaction.machine.ClientEvent;

/**
 * A request that went out and what came back: RFC 3261 §17.1. Safe to use from any thread.
 *
 * <p>This is the sender's end of it. The layer does not hold it: while a finished transaction absorbed, the request stays
 * in memory only if the sender keeps this object.
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

    /** The way it left. */
    public Flow flow() {
        return flow;
    }

    /** Whether a final response came or none will come. */
    public boolean isDone() {
        return driver.isDone();
    }

    /**
     * Cancels an INVITE (RFC 3261 §9.1): at once when a provisional has come, else as soon as one comes, never after a
     * final one, and only once. When no final response follows within 64*T1, the user hears of a time-out. Without effect
     * for other methods, which can not be cancelled.
     *
     * @param extra headers to add, as Reason (RFC 3326)
     */
    public void cancel(List<HeaderField> extra) {
        driver.on(new ClientEvent.CancelAsked(List.copyOf(extra)));
    }

    /**
     * Lets go of the {@link ClientUser} once a final response has come; before that it has no effect. Until the transaction
     * ends, 32 s later, further 2xx to an INVITE then go to {@link TransactionUser#late} with the user's {@linkplain
     * ClientUser#note note}, and nothing else of the call stays in memory for their sake.
     */
    public void release() {
        driver.release();
    }
}
