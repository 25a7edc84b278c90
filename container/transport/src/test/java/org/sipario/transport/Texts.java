package org.sipario.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Messages as peers write them. */
final class Texts {

    private Texts() {}

    /** A whole request with a body. */
    static byte[] request(String callId, String body) {
        return request(callId, "UDP", "127.0.0.1:5070", "", body);
    }

    /** A whole request over TCP, whose Via names the port on which its sender listens. */
    static byte[] overTcp(String callId, int port, String body) {
        return request(callId, "TCP", "127.0.0.1:" + port, "", body);
    }

    /** A whole request with further header lines, each with its end of line. */
    static byte[] request(String callId, String transport, String sentBy, String headers, String body) {
        return ("MESSAGE sip:bob@example.com SIP/2.0\r\n"
                        + "Via: SIP/2.0/" + transport + " " + sentBy + ";branch=z9hG4bK" + callId + "\r\n"
                        + "Max-Forwards: 70\r\n"
                        + "From: <sip:alice@example.com>;tag=1\r\n"
                        + "To: <sip:bob@example.com>\r\n"
                        + "Call-ID: " + callId + "\r\n"
                        + "CSeq: 1 MESSAGE\r\n"
                        + headers
                        + "Content-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n"
                        + body)
                .getBytes(UTF_8);
    }
}
