package org.sipario.apps.redirect;

import jakarta.annotation.Resource;
import jakarta.servlet.ServletException;
import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.URI;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.sipario.location.LocationService;
import org.sipario.location.Target;
import org.sipario.location.Targets;

/**
 * Answers every request for a user of this server with 302 and the places where the user registered, best first. A phone
 * behind NAT can hardly be reached that way; the proxy is for those.
 *
 * <p>A phone that has this server as its outbound proxy sends the next request, for the place that it was told, here again:
 * that one is proxied.
 */
@jakarta.servlet.sip.annotation.SipServlet(name = "redirect", loadOnStartup = 1)
public class RedirectServlet extends SipServlet {

    /** Those that begin a dialog, whose later requests must find their way through this server. */
    private static final Set<String> BEGINS_DIALOG = Set.of("INVITE", "SUBSCRIBE", "REFER");

    @Resource
    @SuppressWarnings("NullAway.Init") // injected by the container
    private SipFactory factory;

    @Resource(name = "jdbc/sipario")
    @SuppressWarnings("NullAway.Init") // injected by the container
    private DataSource database;

    @SuppressWarnings("NullAway.Init") // made in init
    private LocationService service;

    /** Made by the container. */
    public RedirectServlet() {}

    @Override
    public void init() throws ServletException {
        service = LocationService.of(getServletContext(), database);
    }

    @Override
    protected void doRequest(SipServletRequest request) throws ServletException, IOException {
        if (!request.isInitial()) {
            // The container does what is to be done.
            return;
        }
        switch (service.targets(request)) {
            case Targets.Server() -> answer(request);
            case Targets.Reachable(List<Target> targets) -> redirect(request, targets);
            case Targets.Elsewhere(URI uri) -> forward(request, uri);
            case Targets.Nowhere(int status, String reason) ->
                request.createResponse(status, reason).send();
        }
    }

    private static void answer(SipServletRequest request) throws IOException {
        if (request.getMethod().equals("OPTIONS")) {
            SipServletResponse ok = request.createResponse(SipServletResponse.SC_OK);
            ok.setHeader("Allow", "INVITE, ACK, CANCEL, OPTIONS, MESSAGE, SUBSCRIBE, PUBLISH, REFER");
            ok.send();
        } else {
            request.createResponse(SipServletResponse.SC_NOT_FOUND).send();
        }
    }

    /** Stays on the way: what uses an outbound proxy may have no other way for the rest of the call. */
    private static void forward(SipServletRequest request, URI uri) throws ServletException {
        Proxy proxy = request.getProxy();
        proxy.setRecordRoute(BEGINS_DIALOG.contains(request.getMethod()));
        proxy.setRecurse(false);
        proxy.setSupervised(false);
        proxy.proxyTo(uri);
    }

    private void redirect(SipServletRequest request, List<Target> targets) throws IOException {
        SipServletResponse moved = request.createResponse(SipServletResponse.SC_MOVED_TEMPORARILY);
        for (Target target : targets) {
            Address contact = factory.createAddress(target.uri());
            contact.setQ((float) target.q());
            moved.addAddressHeader("Contact", contact, false);
        }
        moved.send();
    }
}
