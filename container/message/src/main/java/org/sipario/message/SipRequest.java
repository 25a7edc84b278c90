package org.sipario.message;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request: RFC 3261 §7.1. */
public final class SipRequest implements SipMessage {

    private static final int UNKNOWN = -2;

    private final Method method;
    private final Uri uri;
    private final MessageText text;
    private int maxForwards = UNKNOWN;

    SipRequest(Method method, Uri uri, MessageText text) {
        this.method = method;
        this.uri = uri;
        this.text = text;
    }

    /**
     * A request made of its headers: From, To, Call-ID and CSeq must be among them, and a Via before it is sent.
     * Content-Length is added automatically.
     */
    public static SipRequest make(Method method, Uri uri, Consumer<Editor> edits) {
        Editor editor = new Editor(null, method, uri);
        edits.accept(editor);
        return editor.apply(null);
    }

    /** The method. */
    public Method method() {
        return method;
    }

    /** The Request-URI. */
    public Uri uri() {
        return uri;
    }

    /** Max-Forwards, or -1 if absent. The parser refuses a value that is not 0..255. */
    public int maxForwards() {
        int known = maxForwards;
        if (known == UNKNOWN) {
            HeaderField field = text.headers.first(HeaderName.MAX_FORWARDS);
            known = field == null ? -1 : (int) field.number(255);
            maxForwards = known;
        }
        return known;
    }

    /** Whether the method is INVITE. */
    public boolean isInvite() {
        return method().equals(Method.INVITE);
    }

    /** Whether the method is ACK. */
    public boolean isAck() {
        return method().equals(Method.ACK);
    }

    /** This request with changes. */
    public SipRequest edit(Consumer<Editor> edits) {
        Editor editor = new Editor(text, method, uri);
        edits.accept(editor);
        return editor.apply(this);
    }

    @Override
    public Headers headers() {
        return text.headers;
    }

    @Override
    public byte[] body() {
        return text.body();
    }

    @Override
    public Via topVia() {
        return text.topVia();
    }

    @Override
    public NameAddr from() {
        return text.address(HeaderName.FROM);
    }

    @Override
    public NameAddr to() {
        return text.address(HeaderName.TO);
    }

    @Override
    public String callId() {
        return text.callId();
    }

    @Override
    public CSeq cseq() {
        return text.cseq();
    }

    @Override
    public byte[] toBytes() {
        return text.bytes();
    }

    @Override
    public void compact() {
        text.compact();
    }

    /** As on the wire. */
    @Override
    public String toString() {
        return new String(toBytes(), StandardCharsets.UTF_8);
    }

    /** Changes to a request. */
    public static final class Editor extends MessageEditor<Editor> {

        private Method method;
        private Uri uri;
        private boolean newStart;

        private Editor(@Nullable MessageText text, Method method, Uri uri) {
            super(text);
            this.method = method;
            this.uri = uri;
            this.newStart = text == null;
        }

        @Override
        Editor self() {
            return this;
        }

        /** Another method. The caller must change CSeq too. */
        public Editor method(Method method) {
            this.method = method;
            newStart = true;
            return this;
        }

        /** Another Request-URI. */
        public Editor uri(Uri uri) {
            this.uri = uri;
            newStart = true;
            return this;
        }

        private SipRequest apply(@Nullable SipRequest before) {
            byte[] start = newStart ? StartLine.bytes(method, uri) : null;
            return new SipRequest(method, uri, apply(before == null ? null : before.text, start));
        }
    }
}
