package org.sipario.servlet.useragent;

import org.jspecify.annotations.Nullable;
import org.sipario.core.dialog.ReliableReceipt;
import org.sipario.message.Method;
import org.sipario.message.SipResponse;
import org.sipario.servlet.session.Session;

/** A response that came: to a request of the application, or to one that it proxied. */
public final class IncomingResponse extends Response {

    private final Request request;
    private final @Nullable ClientSide source;
    private final boolean passing;
    private final boolean intermediate;
    private boolean passed;
    private boolean acknowledged;

    private IncomingResponse(
            Request request,
            Session session,
            SipResponse message,
            @Nullable ClientSide source,
            boolean passing,
            boolean intermediate) {
        super(message, session);
        this.request = request;
        this.source = source;
        this.passing = passing;
        this.intermediate = intermediate;
    }

    /** A response to a request of the application. */
    static IncomingResponse received(
            OutgoingRequest request, Session session, UserAgentClient client, SipResponse message) {
        return new IncomingResponse(request, session, message, client, false, false);
    }

    /**
     * A response to a request that the application proxied; it goes upstream when the servlet has seen it.
     *
     * @param request as sent downstream (RES-1)
     * @param source the branch by which it came; null where the container made it
     * @param intermediate whether it is not the one to be forwarded (RES-11)
     */
    public static IncomingResponse passing(
            Request request, Session session, @Nullable ClientSide source, SipResponse message, boolean intermediate) {
        return new IncomingResponse(request, session, message, source, true, intermediate);
    }

    @Override
    public Request request() {
        return request;
    }

    /** By which it came; null where the container made it. */
    public @Nullable ClientSide source() {
        return source;
    }

    /** Whether it came by a branch and is not the one that will be forwarded. */
    public boolean isIntermediate() {
        return intermediate;
    }

    /** The servlet has seen it: it can no longer be changed. @return it with the changes of the application */
    public SipResponse passed() {
        passed = true;
        return names().apply(message());
    }

    /** The application makes its ACK or PRACK. */
    public void acknowledge() {
        acknowledged = true;
    }

    /** Whether the application has made its ACK or PRACK. */
    public boolean isAcknowledged() {
        return acknowledged;
    }

    @Override
    public boolean isCommitted() {
        return passing ? passed : !isUnacknowledged();
    }

    private boolean isUnacknowledged() {
        return !acknowledged && (ReliableReceipt.isReliable(message()) || isInviteSuccess());
    }

    /** Whether it accepts an INVITE. */
    public boolean isInviteSuccess() {
        return message().isSuccess() && message().cseq().method().equals(Method.INVITE);
    }
}
