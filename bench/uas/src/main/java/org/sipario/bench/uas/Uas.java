package org.sipario.bench.uas;

import static jakarta.servlet.sip.SipServletResponse.SC_OK;
import static jakarta.servlet.sip.SipServletResponse.SC_RINGING;

import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import java.io.IOException;

/** Sends 180 and 200 at once to an INVITE, and 200 to BYE, OPTIONS and MESSAGE. */
@jakarta.servlet.sip.annotation.SipServlet(name = "uas", applicationName = "uas")
public final class Uas extends SipServlet {

    private static final long serialVersionUID = 1L;

    private static final String SDP = """
            v=0
            o=uas 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 6000 RTP/AVP 0
            a=rtpmap:0 PCMU/8000
            """.replace("\n", "\r\n");

    @Override
    protected void doInvite(SipServletRequest invite) throws IOException {
        invite.createResponse(SC_RINGING).send();
        var answer = invite.createResponse(SC_OK);
        answer.setContent(SDP, "application/sdp");
        answer.send();
    }

    @Override
    protected void doBye(SipServletRequest bye) throws IOException {
        bye.createResponse(SC_OK).send();
    }

    @Override
    protected void doOptions(SipServletRequest options) throws IOException {
        options.createResponse(SC_OK).send();
    }

    @Override
    protected void doMessage(SipServletRequest message) throws IOException {
        message.createResponse(SC_OK).send();
    }
}
