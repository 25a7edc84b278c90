package org.sipario.trace.calls;

import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderName;
import org.sipario.message.MessageLimits;
import org.sipario.message.MessageParser;
import org.sipario.message.MessageParser.Parsed;
import org.sipario.message.Method;
import org.sipario.message.SipMessage;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.trace.capture.Traced;
import org.sipario.trace.capture.Traced.Way;

/**
 * A well-formed message of a call: how it went, and what it says.
 *
 * @param traced as it went over the wire
 * @param message as it reads
 */
public record Said(Traced traced, SipMessage message) {

    /** What a capture may hold: more than a server would take, for it has let it pass. */
    private static final MessageParser PARSER =
            new MessageParser(new MessageLimits(1 << 24, 1 << 22, 65_536, 1 << 20, 65_536));

    /** Reads a message; null for what is none, or none that is well formed. */
    static @Nullable Said read(Traced traced) {
        return PARSER.datagram(traced.bytes(), 0, traced.bytes().length) instanceof Parsed.Whole(var message)
                ? new Said(traced, message)
                : null;
    }

    /** The Call-ID of a message, even where something else of it is wrong; null where none can be found. */
    static @Nullable String callId(Traced traced) {
        return switch (PARSER.datagram(traced.bytes(), 0, traced.bytes().length)) {
            case Parsed.Whole(var message) -> message.callId();
            case Parsed.Malformed(var _, var _, var request) ->
                request == null ? null : request.headers().value(HeaderName.CALL_ID);
            case Parsed.KeepAlive() -> null;
        };
    }

    /** Whether the server got it. */
    public boolean isHeard() {
        return traced.way() != Way.OUT;
    }

    /** The status of a response; 0 for a request. */
    public int status() {
        return message instanceof SipResponse response ? response.status() : 0;
    }

    /** The method of a request, or of the request that a response is to. */
    public Method method() {
        return message.cseq().method();
    }

    /** Whether it is a request. */
    public boolean isRequest() {
        return message instanceof SipRequest;
    }

    /** Whether it is a request outside of any dialog, or the first of one. */
    public boolean isInitial() {
        return isRequest()
                && message.to().tag() == null
                && !method().equals(Method.ACK)
                && !method().equals(Method.CANCEL);
    }

    /** What it is called on the whiteboard: method or status. */
    public String what() {
        return isRequest() ? method().name() : Integer.toString(status());
    }

    /** The branch of the topmost Via; empty where an old client gives none. */
    public String branch() {
        String branch = message.topVia().branch();
        return branch == null ? "" : branch;
    }

    /** What two copies of a message have in common: retransmissions of one another. */
    record Identity(
            boolean heard,
            Object peer,
            String what,
            String branch,
            String cseq,
            @Nullable String tag) {}

    /** By which a retransmission is known: RFC 3261 §17.1.3, §17.2.3, §13.2.2.4. */
    public Object identity() {
        return new Identity(
                isHeard(),
                traced.peer(),
                what(),
                branch(),
                message.cseq().toString(),
                message.to().tag());
    }
}
