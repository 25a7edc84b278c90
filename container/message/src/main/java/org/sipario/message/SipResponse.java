package org.sipario.message;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A response: RFC 3261 §7.2. */
public final class SipResponse implements SipMessage {

    private SipResponse() {}

    /**
     * The response to a request with what RFC 3261 §8.2.6.2 copies: all Via, From, To, Call-ID, CSeq.
     *
     * @param reason null for the usual phrase of the status
     * @param toTag added to To where To has none and this is not null (and status is not 100)
     */
    public static SipResponse to(SipRequest request, int status, @Nullable String reason, @Nullable String toTag) {
        throw new UnsupportedOperationException();
    }

    public int status() {
        throw new UnsupportedOperationException();
    }

    public String reason() {
        throw new UnsupportedOperationException();
    }

    public boolean isProvisional() {
        return status() < 200;
    }

    public boolean isFinal() {
        return status() >= 200;
    }

    public boolean isSuccess() {
        return status() >= 200 && status() < 300;
    }

    /** The usual phrase for a status (RFC 3261 §21 and later documents). */
    public static String phrase(int status) {
        throw new UnsupportedOperationException();
    }

    /** This response with changes. */
    public SipResponse edit(Consumer<Editor> edits) {
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

    /** Changes to a response. */
    public static final class Editor extends MessageEditor<Editor> {

        /** @param reason null for the usual phrase */
        public Editor status(int status, @Nullable String reason) {
            throw new UnsupportedOperationException();
        }
    }
}
