package org.sipario.core;

import java.nio.charset.StandardCharsets;
import org.sipario.message.HeaderField;
import org.sipario.message.HeaderName;
import org.sipario.message.MessageLimits;
import org.sipario.message.MessageParser;
import org.sipario.message.NameAddr;
import org.sipario.message.SipMessage;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SipUri;
import org.sipario.message.SyntaxException;
import org.sipario.message.Uri;

/** Messages made of text. */
public final class Texts {

    private Texts() {}

    /** An INVITE from Alice, with header lines that replace or extend the usual ones. */
    public static SipRequest invite(String... lines) {
        return request("INVITE", "sip:bob@biloxi.com", lines);
    }

    public static SipRequest request(String method, String uri, String... lines) {
        var text = new StringBuilder(method).append(' ').append(uri).append(" SIP/2.0\r\n");
        text.append("Via: SIP/2.0/UDP pc33.atlanta.com;branch=z9hG4bK776asdhds\r\n");
        usual(text, lines, "Max-Forwards", "70");
        usual(text, lines, "To", "Bob <sip:bob@biloxi.com>");
        usual(text, lines, "From", "Alice <sip:alice@atlanta.com>;tag=1928301774");
        usual(text, lines, "Call-ID", "a84b4c76e66710@pc33.atlanta.com");
        usual(text, lines, "CSeq", "314159 " + method);
        for (String line : lines) {
            if (!line.endsWith(": none")) {
                text.append(line).append("\r\n");
            }
        }
        return (SipRequest) parse(text + "Content-Length: 0\r\n\r\n");
    }

    /** A response to a request, as from the peer. */
    public static SipResponse response(SipRequest request, int status, String... lines) {
        return SipResponse.to(request, status, null, "bobs-tag").edit(edit -> {
            for (String line : lines) {
                int colon = line.indexOf(':');
                edit.add(HeaderField.of(
                        HeaderName.of(line.substring(0, colon)),
                        line.substring(colon + 1).strip()));
            }
        });
    }

    public static SipMessage parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var parsed = new MessageParser(MessageLimits.DEFAULT).datagram(bytes, 0, bytes.length);
        if (parsed instanceof MessageParser.Parsed.Whole(var message)) {
            return message;
        }
        throw new AssertionError(parsed + " from\n" + text);
    }

    public static String text(SipMessage message) {
        return new String(message.toBytes(), StandardCharsets.UTF_8);
    }

    public static Uri uri(String text) {
        try {
            return Uri.parse(text);
        } catch (SyntaxException e) {
            throw new AssertionError(e);
        }
    }

    public static SipUri sip(String text) {
        return (SipUri) uri(text);
    }

    public static NameAddr address(String text) {
        try {
            return NameAddr.parse(text);
        } catch (SyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static void usual(StringBuilder text, String[] lines, String name, String value) {
        for (String line : lines) {
            if (line.startsWith(name + ":")) {
                return;
            }
        }
        text.append(name).append(": ").append(value).append("\r\n");
    }
}
