package org.sipario.servlet.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.core.Routing;
import org.sipario.message.HeaderField;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SyntaxException;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.Hop;
import org.sipario.transaction.ClientTransaction;
import org.sipario.transaction.ClientUser;
import org.sipario.transaction.machine.Failure;

/**
 * A request on its way, over as many attempts as it takes: when one place cannot be reached the next one is tried with
 * a new branch (RFC 3263 §4.3).
 */
public final class SendAttempts implements ClientUser {

    private static final System.Logger LOG = System.getLogger(SendAttempts.class.getName());

    private final Outbound outbound;
    private final Outbound.Outgoing outgoing;
    private final ClientUser user;

    private SipRequest request;
    private List<Hop> further = List.of();
    private volatile @Nullable ClientTransaction transaction;
    private @Nullable List<HeaderField> cancelled;

    SendAttempts(Outbound outbound, Outbound.Outgoing outgoing, ClientUser user) {
        this.outbound = outbound;
        this.outgoing = outgoing;
        this.user = user;
        this.request = outgoing.request();
    }

    /** The request as it was sent last, Via included; as it was to be sent where it never left. */
    public SipRequest request() {
        ClientTransaction current = transaction;
        return current == null ? request : current.request();
    }

    /** The way by which it left last; null where it never left. */
    public @Nullable Flow flow() {
        ClientTransaction current = transaction;
        return current == null ? null : current.flow();
    }

    /** Cancels it: at once, or as soon as a provisional response has come. */
    public synchronized void cancel(List<HeaderField> extra) {
        cancelled = extra;
        ClientTransaction current = transaction;
        if (current != null) {
            current.cancel(extra);
        }
    }

    /** Forgets its user: {@link ClientTransaction#release}. */
    public void release() {
        ClientTransaction current = transaction;
        if (current != null) {
            current.release();
        }
    }

    void startInternally(InternalRequests.@Nullable InternalRequest internal) {
        start(Flow.internal(outbound.home()), internal);
    }

    void startOutside(SipRequest withRoutes, List<Hop> hops) {
        request = withRoutes;
        further = hops;
        tryNext();
    }

    private void tryNext() {
        while (!further.isEmpty()) {
            Hop hop = further.getFirst();
            further = further.subList(1, further.size());
            Flow flow = outbound.flow(hop, outgoing.outboundInterface());
            if (flow != null) {
                start(flow, null);
                return;
            }
        }
        outbound.fail(user);
    }

    private void start(Flow flow, InternalRequests.@Nullable InternalRequest internal) {
        try {
            SipRequest ready = Routing.toStrictRouter(outgoing.completion().complete(request, flow.local()));
            String branch = outgoing.branch().get();
            if (internal != null) {
                outbound.internalRequests().give(branch, internal);
            }
            ClientTransaction started = outbound.layer().send(ready, flow, branch, this);
            List<HeaderField> cancelNow;
            synchronized (this) {
                transaction = started;
                cancelNow = cancelled;
            }
            if (cancelNow != null) {
                started.cancel(cancelNow);
            }
        } catch (SyntaxException _) {
            outbound.fail(user);
        } catch (IllegalArgumentException bug) {
            // Nobody may be there to catch it: a second attempt begins on the threads of the wire.
            LOG.log(
                    System.Logger.Level.ERROR,
                    request.method() + " (Call-ID " + request.callId() + ") could not be sent",
                    bug);
            outbound.fail(user);
        }
    }

    @Override
    public void response(SipResponse response) {
        further = List.of();
        user.response(response);
    }

    @Override
    public byte[] note() {
        return user.note();
    }

    @Override
    public void failed(Failure failure) {
        if (failure == Failure.TRANSPORT && !further.isEmpty() && cancelled == null) {
            tryNext();
        } else {
            user.failed(failure);
        }
    }
}
