package org.sipario.servlet;

import java.time.Duration;
import org.sipario.servlet.session.SessionQueue;
import org.sipario.transaction.Timings;
import org.sipario.transaction.TransactionLimits;

/**
 * What a container can be told.
 *
 * @param timings base times of the protocol
 * @param limits of the transaction layer
 * @param queueBound tasks that may wait in one application session; beyond it requests get 503
 * @param nonceLife how long a digest nonce is good
 */
public record ContainerSettings(Timings timings, TransactionLimits limits, int queueBound, Duration nonceLife) {

    /** RFC times, 400,000 transactions, 256 tasks, five minutes. */
    public static final ContainerSettings DEFAULT = new ContainerSettings(
            Timings.DEFAULT, TransactionLimits.DEFAULT, SessionQueue.DEFAULT_BOUND, Duration.ofMinutes(5));
}
