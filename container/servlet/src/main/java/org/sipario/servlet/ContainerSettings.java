package org.sipario.servlet;

import java.time.Duration;
import java.util.List;
import org.sipario.core.digest.DigestAlgorithm;
import org.sipario.servlet.session.SessionQueue;
import org.sipario.transaction.TransactionLimits;
import org.sipario.transaction.machine.Timings;

/**
 * What a container can be told.
 *
 * @param timings base times of the protocol
 * @param limits of the transaction layer
 * @param queueBound tasks that may wait in one application session; beyond it requests get 503
 * @param nonceLife how long a digest nonce is good
 * @param digestAlgorithms offered in challenges, best first, one header each (RFC 8760 §2.3). MD5 alone by default:
 * common phones and test tools give up at a first challenge they do not know, instead of looking for the next one
 */
public record ContainerSettings(
        Timings timings,
        TransactionLimits limits,
        int queueBound,
        Duration nonceLife,
        List<DigestAlgorithm> digestAlgorithms) {

    public ContainerSettings {
        digestAlgorithms = List.copyOf(digestAlgorithms);
        if (digestAlgorithms.isEmpty()) {
            throw new IllegalArgumentException("digestAlgorithms is empty: nobody could prove who he is");
        }
    }

    /** RFC times, 400,000 transactions, 256 tasks, five minutes, MD5. */
    public static final ContainerSettings DEFAULT = new ContainerSettings(
            Timings.DEFAULT,
            TransactionLimits.DEFAULT,
            SessionQueue.DEFAULT_BOUND,
            Duration.ofMinutes(5),
            List.of(DigestAlgorithm.MD5));
}
