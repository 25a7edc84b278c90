package org.sipario.transaction;

import java.nio.charset.StandardCharsets;
import org.sipario.message.MessageLimits;
import org.sipario.message.MessageParser;
import org.sipario.message.Method;
import org.sipario.message.SipMessage;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;

/** Messages for tests, read from text. */
public final class Messages {

    public static final String BRANCH = "z9hG4bK-alice-1";

    private Messages() {}

    public static SipRequest request(Method method) {
        return request(method, "SIP/2.0/UDP 192.0.2.1:5060;branch=" + BRANCH);
    }

    public static SipRequest request(Method method, String via) {
        return request(method, via, "<sip:bob@example.com>");
    }

    public static SipRequest request(Method method, String via, String to) {
        return (SipRequest) parse("""
                %s sip:bob@example.com SIP/2.0
                Via: %s
                Route: <sip:edge.example.com;lr>
                Max-Forwards: 70
                From: "Alice" <sip:alice@example.com>;tag=a1
                To: %s
                Call-ID: call-1@192.0.2.1
                CSeq: 7 %s
                Contact: <sip:alice@192.0.2.1>
                Content-Length: 0

                """.formatted(method, via, to, method));
    }

    public static SipResponse response(SipRequest request, int status) {
        return SipResponse.to(request, status, null, "b1");
    }

    public static SipMessage parse(String text) {
        byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        return switch (new MessageParser(MessageLimits.DEFAULT).datagram(bytes, 0, bytes.length)) {
            case MessageParser.Parsed.Whole(var message) -> message;
            case MessageParser.Parsed.Malformed malformed -> throw new AssertionError(malformed.why());
            case MessageParser.Parsed.KeepAlive() -> throw new AssertionError("nothing to read");
        };
    }

    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
