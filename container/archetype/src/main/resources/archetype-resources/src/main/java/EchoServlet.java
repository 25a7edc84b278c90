package ${package};

import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import java.io.IOException;

/** Answers every call with the caller's own media address, so that he hears himself. */
@jakarta.servlet.sip.annotation.SipServlet(name = "EchoServlet")
public class EchoServlet extends SipServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doInvite(SipServletRequest invite) throws IOException {
        if (invite.isInitial()) {
            CallLog.of(getServletContext()).add(invite.getFrom().getURI().toString());
        }
        SipServletResponse ok = invite.createResponse(SipServletResponse.SC_OK);
        if (invite.getContentType() != null) {
            ok.setContent(invite.getRawContent(), invite.getContentType());
        }
        ok.send();
    }

    @Override
    protected void doBye(SipServletRequest bye) throws IOException {
        bye.createResponse(SipServletResponse.SC_OK).send();
    }
}
