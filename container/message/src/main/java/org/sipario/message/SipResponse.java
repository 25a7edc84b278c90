package org.sipario.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A response: RFC 3261 §7.2. */
public final class SipResponse implements SipMessage {

    private final int status;
    private final String reason;
    private final MessageText text;

    SipResponse(int status, String reason, MessageText text) {
        this.status = status;
        this.reason = reason;
        this.text = text;
    }

    /**
     * The response to a request with the headers that RFC 3261 §8.2.6.2 copies: all Via, From, To, Call-ID, CSeq; in a
     * 100 also Timestamp (§8.2.6.1). Headers that a malformed request lacks are missing in the response too.
     *
     * @param status 100 to 699
     * @param reason null for the usual phrase of the status
     * @param toTag added to To if it has no tag and the status is not 100; null for none
     */
    public static SipResponse to(SipRequest request, int status, @Nullable String reason, @Nullable String toTag) {
        Headers headers = request.headers();
        List<HeaderField> copied = new ArrayList<>(8);
        for (int i = 0; i < headers.size(); i++) {
            HeaderField field = headers.get(i);
            HeaderName name = field.name();
            if (name == HeaderName.TO) {
                copied.add(toTag == null || status == 100 ? field : tagged(field, toTag));
            } else if (name == HeaderName.VIA
                    || name == HeaderName.FROM
                    || name == HeaderName.CALL_ID
                    || name == HeaderName.CSEQ
                    || status == 100 && name == HeaderName.TIMESTAMP) {
                copied.add(field);
            }
        }
        copied.add(MessageEditor.contentLength(0));
        byte[] start = StatusLine.bytes(status, reason);
        MessageText text =
                new MessageText(start, new Headers(copied.toArray(HeaderField[]::new), copied.size()), new byte[0]);
        return new SipResponse(status, reason == null ? phrase(status) : reason, text);
    }

    private static HeaderField tagged(HeaderField to, String tag) {
        try {
            return to.address().tag() == null ? to.with(";tag=" + tag) : to;
        } catch (SyntaxException _) {
            // A malformed To is copied unchanged, into the 400.
            return to;
        }
    }

    /** The status code, 100 to 699. */
    public int status() {
        return status;
    }

    /** The Reason-Phrase; may be empty. */
    public String reason() {
        return reason;
    }

    /** Whether it is a 1xx: a final response is to come. */
    public boolean isProvisional() {
        return status() < 200;
    }

    /** Whether it ends its transaction. */
    public boolean isFinal() {
        return status() >= 200;
    }

    /** Whether it is a 2xx. */
    public boolean isSuccess() {
        return status() >= 200 && status() < 300;
    }

    /** The usual phrase for a status (RFC 3261 §21 and later documents); that of its class for an unknown one. */
    public static String phrase(int status) {
        return StatusLine.phrase(status);
    }

    /** This response with changes. */
    public SipResponse edit(Consumer<Editor> edits) {
        Editor editor = new Editor(text, status, reason);
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

    /** Changes to a response. */
    public static final class Editor extends MessageEditor<Editor> {

        private int status;
        private String reason;
        private byte @Nullable [] start;

        private Editor(MessageText text, int status, String reason) {
            super(text);
            this.status = status;
            this.reason = reason;
        }

        @Override
        Editor self() {
            return this;
        }

        /** Another status, 100 to 699. @param reason null for the usual phrase */
        public Editor status(int status, @Nullable String reason) {
            this.start = StatusLine.bytes(status, reason);
            this.status = status;
            this.reason = reason == null ? phrase(status) : reason;
            return this;
        }

        private SipResponse apply(SipResponse before) {
            return new SipResponse(status, reason, apply(before.text, start));
        }
    }
}
