package org.sipario.core;

import java.util.List;
import org.sipario.message.Method;
import org.sipario.message.NameAddr;
import org.sipario.message.SipMessage;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SyntaxException;
import org.sipario.message.Uri;

/** What two user agents share beyond a transaction: RFC 3261 §12, RFC 6141. Immutable; keeps text, never a message. */
public final class Dialog {

    private Dialog() {}

    /**
     * The dialog of who answers (§12.1.1). Also the subscriber's whose NOTIFY came before any 2xx (RFC 6665 §4.1.2.4): then
     * {@link #sent} tells it the CSeq of the SUBSCRIBE.
     *
     * @param request as received
     * @param response ours, with a To tag; early when provisional, else confirmed
     * @throws SyntaxException if Contact or Record-Route of the request can not be used, or Contact is absent
     */
    public static Dialog ofServer(SipRequest request, SipResponse response) throws SyntaxException {
        throw new UnsupportedOperationException();
    }

    /**
     * The dialog of who asked (§12.1.2).
     *
     * @param request as sent
     * @param response as received, with a To tag; early when provisional, else confirmed. A provisional one without Contact
     *     leaves the request's URI as remote target
     * @throws SyntaxException if Contact or Record-Route of the response can not be used
     */
    public static Dialog ofClient(SipRequest request, SipResponse response) throws SyntaxException {
        throw new UnsupportedOperationException();
    }

    public DialogId id() {
        throw new UnsupportedOperationException();
    }

    /** Whether it has only seen provisional responses. */
    public boolean isEarly() {
        throw new UnsupportedOperationException();
    }

    public boolean isConfirmed() {
        return !isEarly();
    }

    /** Our side, tag included: From of our requests. */
    public NameAddr local() {
        throw new UnsupportedOperationException();
    }

    /** The peer, tag included: To of our requests. */
    public NameAddr remote() {
        throw new UnsupportedOperationException();
    }

    /** The Request-URI of our requests: the peer's Contact. */
    public Uri remoteTarget() {
        throw new UnsupportedOperationException();
    }

    /** The Route of our requests, in their order. */
    public List<NameAddr> routeSet() {
        throw new UnsupportedOperationException();
    }

    /** CSeq of our last request, or -1. */
    public long localSequence() {
        throw new UnsupportedOperationException();
    }

    /** CSeq for our next request. */
    public long nextSequence() {
        return localSequence() < 0 ? 1 : localSequence() + 1;
    }

    /** CSeq of the peer's last request, or -1. */
    public long remoteSequence() {
        throw new UnsupportedOperationException();
    }

    /** Whether it was set up with a sips Request-URI. */
    public boolean isSecure() {
        throw new UnsupportedOperationException();
    }

    /** This dialog after we sent the 2xx. */
    public Dialog confirmed() {
        throw new UnsupportedOperationException();
    }

    /** This dialog after the 2xx came: route set and remote target are taken from it anew (§13.2.2.4). */
    public Dialog confirmed(SipResponse success) throws SyntaxException {
        throw new UnsupportedOperationException();
    }

    /**
     * This dialog after a target refresh (§12.2, RFC 6141, RFC 6665): the Contact of the peer's INVITE, UPDATE, SUBSCRIBE,
     * NOTIFY, or of its 2xx or reliable provisional response to ours. Other messages change nothing. For a request to be
     * called when it is accepted.
     *
     * @param incoming from the peer
     * @throws SyntaxException if the Contact can not be used
     */
    public Dialog refreshed(SipMessage incoming) throws SyntaxException {
        throw new UnsupportedOperationException();
    }

    /** Judges the CSeq of a request from the peer (§12.2.2). ACK and CANCEL repeat a number and are always in order. */
    public Reception received(SipRequest incoming) {
        throw new UnsupportedOperationException();
    }

    /** What a CSeq tells. */
    public sealed interface Reception {

        /** @param dialog with the new remote sequence */
        record InOrder(Dialog dialog) implements Reception {}

        /** Answered 500 (§12.2.2). */
        record OutOfOrder() implements Reception {}
    }

    /** This dialog after we sent a request with that CSeq. */
    public Dialog sent(long sequence) {
        throw new UnsupportedOperationException();
    }

    /**
     * A request within this dialog (§12.2.1.1), without Via and Contact: Request-URI is the remote target, Route the route
     * set. A strict router is served by {@link Routing#toStrictRouter} when the request leaves.
     */
    public SipRequest request(Method method, long sequence) {
        throw new UnsupportedOperationException();
    }

    /** The ACK for a 2xx (§13.2.2.4): CSeq and credentials of the INVITE, no Via. @param invite as sent */
    public SipRequest ack(SipRequest invite) {
        throw new UnsupportedOperationException();
    }
}
