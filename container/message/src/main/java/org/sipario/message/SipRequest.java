package org.sipario.message;

import java.util.function.Consumer;

/** A request: RFC 3261 §7.1. */
public final class SipRequest implements SipMessage {

    private SipRequest() {}

    /** A request with no header at all, to be {@link #edit edited}: the five of {@link SipMessage} must be given there. */
    public static SipRequest make(Method method, Uri uri, Consumer<Editor> edits) {
        throw new UnsupportedOperationException();
    }

    public Method method() {
        throw new UnsupportedOperationException();
    }

    /** The Request-URI. */
    public Uri uri() {
        throw new UnsupportedOperationException();
    }

    /** Max-Forwards, or -1 where absent. A value that is no number 0..255 is refused by the parser. */
    public int maxForwards() {
        throw new UnsupportedOperationException();
    }

    public boolean isInvite() {
        return method().equals(Method.INVITE);
    }

    public boolean isAck() {
        return method().equals(Method.ACK);
    }

    /** This request with changes. */
    public SipRequest edit(Consumer<Editor> edits) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Headers headers() {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] body() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Via topVia() {
        throw new UnsupportedOperationException();
    }

    @Override
    public NameAddr from() {
        throw new UnsupportedOperationException();
    }

    @Override
    public NameAddr to() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String callId() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CSeq cseq() {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] toBytes() {
        throw new UnsupportedOperationException();
    }

    /** Changes to a request. */
    public static final class Editor extends MessageEditor<Editor> {

        public Editor method(Method method) {
            throw new UnsupportedOperationException();
        }

        public Editor uri(Uri uri) {
            throw new UnsupportedOperationException();
        }
    }
}
