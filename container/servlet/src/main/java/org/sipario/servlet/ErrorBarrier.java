package org.sipario.servlet;

import org.jspecify.annotations.Nullable;
import org.sipario.core.Tokens;
import org.sipario.message.SipMessage;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.wire.Flow;
import org.sipario.servlet.session.SessionQueue;
import org.sipario.servlet.useragent.UserAgentServer;
import org.sipario.transaction.ServerTransaction;
import org.sipario.transaction.TransactionUser;

/**
 * Where a bug of ours ends on the threads of the wire: logged once with its Call-ID, the request answered 500, so that
 * its transaction does not wait for ever. In the queue of a session {@link SessionQueue} does the same.
 */
final class ErrorBarrier implements TransactionUser {

    private static final System.Logger LOG = System.getLogger(ErrorBarrier.class.getName());

    private final TransactionUser container;
    private final Tokens tokens;

    ErrorBarrier(TransactionUser container, Tokens tokens) {
        this.container = container;
        this.tokens = tokens;
    }

    @Override
    public void request(SipRequest request, ServerTransaction transaction) {
        attempt(request, transaction, () -> container.request(request, transaction));
    }

    @Override
    public void cancel(SipRequest cancel, ServerTransaction transaction, @Nullable ServerTransaction invite) {
        attempt(cancel, transaction, () -> container.cancel(cancel, transaction, invite));
    }

    @Override
    public void cancelTooLate(SipRequest cancel, ServerTransaction transaction) {
        attempt(cancel, transaction, () -> container.cancelTooLate(cancel, transaction));
    }

    @Override
    public void ack(SipRequest ack, Flow flow) {
        attempt(ack, null, () -> container.ack(ack, flow));
    }

    @Override
    public void late(SipResponse success, Flow flow, byte[] note) {
        attempt(success, null, () -> container.late(success, flow, note));
    }

    private void attempt(SipMessage message, @Nullable ServerTransaction transaction, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error bug) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    message.cseq().method() + " (Call-ID " + message.callId() + ") could not be worked on",
                    bug);
            if (transaction != null && message instanceof SipRequest request) {
                answer(request, transaction);
            }
        }
    }

    private void answer(SipRequest request, ServerTransaction transaction) {
        if (transaction.user() instanceof UserAgentServer exchange) {
            exchange.giveUp();
        } else if (!transaction.isAnswered()) {
            transaction.respond(SipResponse.to(request, 500, null, tokens.tag()));
        }
    }
}
