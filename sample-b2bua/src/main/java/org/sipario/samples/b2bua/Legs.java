package org.sipario.samples.b2bua;

import jakarta.servlet.sip.B2buaHelper;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.TooManyHopsException;
import java.io.IOException;
import java.util.Optional;
import org.sipario.location.Target;

/** Makes the second leg of a call. */
final class Legs {

    private Legs() {}

    /**
     * Sends the caller's request to the next target that can be reached. Tells whether there was one.
     *
     * @throws TooManyHopsException if Max-Forwards is used up, which the container has answered already
     */
    static boolean callNext(Hunt hunt) throws TooManyHopsException {
        for (Optional<Target> next = hunt.next(); next.isPresent(); next = hunt.next()) {
            if (call(hunt.request(), next.get())) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether the request could be sent. If not, nothing of the leg remains. */
    private static boolean call(SipServletRequest request, Target target) throws TooManyHopsException {
        B2buaHelper helper = request.getB2buaHelper();
        SipServletRequest leg = helper.createRequest(request, true, null);
        leg.setRequestURI(target.uri());
        // The caller's password is meant for this server and nobody behind it.
        leg.removeHeader("Proxy-Authorization");
        leg.removeHeader("Authorization");
        for (SipURI hop : target.route().reversed()) {
            leg.pushRoute(hop);
        }
        try {
            leg.send();
        } catch (IOException unreachable) {
            helper.unlinkSipSessions(request.getSession());
            leg.getSession().invalidate();
            return false;
        }
        if (request.getMethod().equals("INVITE")) {
            Pending.invite(request.getSession(), leg);
        }
        return true;
    }
}
