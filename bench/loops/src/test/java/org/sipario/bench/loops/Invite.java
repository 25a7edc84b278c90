package org.sipario.bench.loops;

import java.nio.charset.StandardCharsets;
import org.sipario.message.MessageLimits;
import org.sipario.message.MessageParser;
import org.sipario.message.SipRequest;

/** The INVITE of the load scenarios, as it comes in. */
public final class Invite {
    /** The bytes of its datagram. */
    public static final byte[] BYTES = """
            INVITE sip:callee@127.0.0.1:15070 SIP/2.0
            Via: SIP/2.0/UDP 127.0.0.1:15080;branch=z9hG4bK-4711-1-0
            From: "Caller" <sip:caller@127.0.0.1:15080>;tag=4711c1
            To: <sip:callee@127.0.0.1:15070>
            Call-ID: 1-4711@127.0.0.1
            CSeq: 1 INVITE
            Contact: <sip:caller@127.0.0.1:15080;transport=UDP>
            Max-Forwards: 70
            Allow: INVITE, ACK, CANCEL, BYE, OPTIONS
            User-Agent: SIPp
            Content-Type: application/sdp
            Content-Length: 130

            v=0
            o=caller 53655765 2353687637 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 6000 RTP/AVP 0
            a=rtpmap:0 PCMU/8000
            """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);

    private static final MessageParser PARSER = new MessageParser(MessageLimits.DEFAULT);

    private Invite() {}

    /**
     * Parses it again, so that none of its headers has been read yet.
     *
     * @return the request
     */
    public static SipRequest parsed() {
        return switch (PARSER.datagram(BYTES, 0, BYTES.length)) {
            case MessageParser.Parsed.Whole(var message) when message instanceof SipRequest request -> request;
            case MessageParser.Parsed other -> throw new IllegalStateException("not a whole request: " + other);
        };
    }
}
