package org.sipario.trace.calls;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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
 * A well-formed message of a call, as recorded and as parsed.
 *
 * @param traced as it went over the wire
 * @param message as it reads
 */
public record RecordedMessage(Traced traced, SipMessage message) {

    /** The limits for reading: wider than a server's, which has accepted the message already. */
    private static final MessageParser PARSER =
            new MessageParser(new MessageLimits(1 << 24, 1 << 22, 65_536, 1 << 20, 65_536));

    private static final Pattern CALL_ID = Pattern.compile("(?im)^(?:Call-ID|i)[ \\t]*:\\s*(\\S+)");

    /** Parses a recorded message; null if it is malformed. */
    static @Nullable RecordedMessage read(Traced traced) {
        return PARSER.datagram(traced.bytes(), 0, traced.bytes().length) instanceof Parsed.Whole(var message)
                ? new RecordedMessage(traced, message)
                : null;
    }

    /**
     * The Call-ID of a message, even of a malformed one: those are what captures are searched for. Null where there is
     * none.
     */
    static @Nullable String callId(Traced traced) {
        String text = new String(traced.bytes(), StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        Matcher matcher = CALL_ID.matcher(end < 0 ? text : text.substring(0, end));
        return matcher.find() ? matcher.group(1) : null;
    }

    /** Whether the server received it. */
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

    /** Method or status, as a ladder has it. */
    public String what() {
        return isRequest() ? method().name() : Integer.toString(status());
    }

    /** The branch of the topmost Via; empty where an RFC 2543 client gives none. */
    public String branch() {
        String branch = message.topVia().branch();
        return branch == null ? "" : branch;
    }

    /** Equal for a message and its retransmissions. */
    record Identity(
            boolean heard,
            Object peer,
            String what,
            String branch,
            String cseq,
            @Nullable String tag) {}

    /** Identifies a message and its retransmissions: RFC 3261 §17.1.3, §17.2.3, §13.2.2.4. */
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
