package org.sipario.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.sipario.message.MessageParser.Parsed;

/** Messages as text, for tests. */
final class Messages {

    static final MessageParser PARSER = new MessageParser(MessageLimits.DEFAULT);

    static final String INVITE = """
            INVITE sip:bob@biloxi.example.com SIP/2.0
            Via: SIP/2.0/UDP client.atlanta.example.com:5060;branch=z9hG4bK74bf9;rport
            Max-Forwards: 70
            Route: <sip:ss1.atlanta.example.com;lr>
            From: Alice <sip:alice@atlanta.example.com>;tag=9fxced76sl
            To: Bob <sip:bob@biloxi.example.com>
            Call-ID: 3848276298220188511@atlanta.example.com
            CSeq: 1 INVITE
            Contact: <sip:alice@client.atlanta.example.com;transport=udp>
            X-Odd:   kept   as it is\t
            Supported: replaces, 100rel
            Content-Type: application/sdp
            Content-Length: 4

            v=0
            """;

    private Messages() {}

    /** Lines end in CRLF on the wire, but not in a text block. The line break of the last body line is removed. */
    static byte[] bytes(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    static Parsed parse(byte[] bytes) {
        return PARSER.datagram(bytes, 0, bytes.length);
    }

    static Parsed parse(String text) {
        return parse(bytes(text));
    }

    static SipRequest request(String text) {
        return (SipRequest) whole(text);
    }

    public static SipResponse response(String text) {
        return (SipResponse) whole(text);
    }

    private static SipMessage whole(String text) {
        Parsed parsed = parse(text);
        assertThat(parsed).isInstanceOf(Parsed.Whole.class);
        return ((Parsed.Whole) parsed).message();
    }

    static Parsed.Malformed malformed(String text) {
        Parsed parsed = parse(text);
        assertThat(parsed).isInstanceOf(Parsed.Malformed.class);
        return (Parsed.Malformed) parsed;
    }

    static String wire(SipMessage message) {
        return new String(message.toBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
