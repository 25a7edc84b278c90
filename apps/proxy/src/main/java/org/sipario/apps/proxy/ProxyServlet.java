package org.sipario.apps.proxy;

import jakarta.annotation.Resource;
import jakarta.servlet.ServletException;
import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.ProxyBranch;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.TooManyHopsException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.sipario.location.LocationService;
import org.sipario.location.RingTime;
import org.sipario.location.Target;
import org.sipario.location.TargetSet;
import org.sipario.location.Targets;

/**
 * Decides where each initial request goes, follows redirections, and leaves the rest to the container: responses, CANCEL,
 * and all that belongs to a dialog are forwarded without it.
 */
@jakarta.servlet.sip.annotation.SipServlet(name = "proxy", loadOnStartup = 1)
public class ProxyServlet extends SipServlet {

    /** What this server itself can do, as it says in answer to OPTIONS. */
    private static final String METHODS =
            "INVITE, ACK, CANCEL, BYE, OPTIONS, MESSAGE, INFO, UPDATE, PRACK, SUBSCRIBE, NOTIFY, PUBLISH, REFER, REGISTER";

    /** Those that begin a dialog, whose later requests must find their way through this server. */
    private static final Set<String> BEGINS_DIALOG = Set.of("INVITE", "SUBSCRIBE", "REFER");

    /** Attribute of the application session: the {@link TargetSet} of its request, until that has its answer. */
    private static final String TARGETS = "targets";

    /** How long a request is tried altogether, in seconds. Each phone has its {@link RingTime}. */
    private static final int SECONDS_ALTOGETHER = 3600;

    /** Phones that redirect to each other: all of them were called. */
    private static final Targets.Nowhere UNAVAILABLE =
            new Targets.Nowhere(SipServletResponse.SC_TEMPORARILY_UNAVAILABLE, "Temporarily Unavailable");

    @Resource(name = "jdbc/sipario")
    @SuppressWarnings("NullAway.Init") // injected by the container
    private DataSource database;

    @SuppressWarnings("NullAway.Init") // made in init
    private LocationService service;

    @SuppressWarnings("NullAway.Init") // made in init
    private RingTime ring;

    /** Made by the container. */
    public ProxyServlet() {}

    @Override
    public void init() throws ServletException {
        service = LocationService.of(getServletContext(), database);
        ring = RingTime.of(getServletContext());
    }

    @Override
    protected void doRequest(SipServletRequest request) throws ServletException, IOException {
        if (!request.isInitial()) {
            super.doRequest(request);
            return;
        }
        switch (service.targets(request)) {
            case Targets.Server() -> answer(request);
            case Targets.Reachable(List<Target> targets) -> fork(request, new TargetSet(targets));
            case Targets.Elsewhere(var uri) -> forward(request, new Target(uri, 1, List.of()));
            case Targets.Nowhere(int status, String reason) ->
                request.createResponse(status, reason).send();
        }
    }

    private static void answer(SipServletRequest request) throws IOException {
        if (request.getMethod().equals("OPTIONS")) {
            SipServletResponse ok = request.createResponse(SipServletResponse.SC_OK);
            ok.setHeader("Allow", METHODS);
            ok.send();
        } else {
            request.createResponse(SipServletResponse.SC_NOT_FOUND).send();
        }
    }

    /** Another domain's server decides for itself whether to follow a redirection. */
    private static void forward(SipServletRequest request, Target elsewhere) throws ServletException {
        Proxy proxy = proxy(request);
        proxy.setSupervised(false);
        branches(proxy, List.of(elsewhere));
        proxy.startProxy();
    }

    private void fork(SipServletRequest request, TargetSet targets) throws ServletException {
        Proxy proxy = proxy(request);
        proxy.setProxyTimeout(SECONDS_ALTOGETHER);
        request.getApplicationSession().setAttribute(TARGETS, targets);
        startNext(proxy, targets);
    }

    /**
     * Makes the proxy of a request. It does not follow redirections by itself, as they may lead to users of this server.
     *
     * @throws TooManyHopsException if Max-Forwards is used up, which the container has answered already
     */
    private static Proxy proxy(SipServletRequest request) throws TooManyHopsException {
        Proxy proxy = request.getProxy();
        proxy.setRecordRoute(BEGINS_DIALOG.contains(request.getMethod()));
        proxy.setRecurse(false);
        return proxy;
    }

    /** Sends the request to those whose turn it is. Tells whether there are any. */
    private boolean startNext(Proxy proxy, TargetSet targets) {
        // A request that is no INVITE is answered or lost within half a minute: there is no time for one after another.
        boolean invite = proxy.getOriginalRequest().getMethod().equals("INVITE");
        List<Target> turn = invite ? targets.next() : targets.rest();
        if (turn.isEmpty()) {
            return false;
        }
        int seconds = ring.seconds(targets.hasNext());
        branches(proxy, turn).forEach(branch -> branch.setProxyBranchTimeout(seconds));
        proxy.startProxy();
        return true;
    }

    private static List<ProxyBranch> branches(Proxy proxy, List<Target> targets) {
        List<ProxyBranch> branches =
                proxy.createProxyBranches(targets.stream().map(Target::uri).toList());
        for (int i = 0; i < branches.size(); i++) {
            // The one that is pushed last is on top, and so next.
            for (SipURI hop : targets.get(i).route().reversed()) {
                branches.get(i).getRequest().pushRoute(hop);
            }
        }
        return branches;
    }

    private static Optional<TargetSet> targets(SipServletResponse response) {
        return Optional.ofNullable((TargetSet) response.getApplicationSession().getAttribute(TARGETS));
    }

    /**
     * One phone of several has failed. If it has redirected the call, the new place is called while the others ring; if it has
     * declined for all of them, no other is called (RFC 3261 §16.7 step 5).
     */
    @Override
    protected void doBranchResponse(SipServletResponse response) throws ServletException {
        Optional<TargetSet> targets = targets(response);
        if (response.getStatus() >= SipServletResponse.SC_BUSY_EVERYWHERE) {
            forget(response);
        } else if (targets.isPresent()
                && service.redirection(response).orElse(null) instanceof Targets.Reachable(var places)) {
            follow(response, targets.get(), places);
        }
    }

    private boolean follow(SipServletResponse redirection, TargetSet targets, List<Target> places) {
        return targets.redirect(places) && startNext(redirection.getProxy(), targets);
    }

    /** All have failed that were called, and this is the best of their responses. */
    @Override
    protected void doRedirectResponse(SipServletResponse response) throws ServletException, IOException {
        Optional<TargetSet> targets = targets(response);
        if (targets.isEmpty()) {
            return;
        }
        Optional<Targets> redirection = service.redirection(response);
        boolean goesOn = redirection.orElse(null) instanceof Targets.Reachable(var places)
                && follow(response, targets.get(), places);
        if (goesOn || startNext(response.getProxy(), targets.get())) {
            return;
        }
        // One that only its sender can follow goes up as it came; for an address of this server there is a better
        // answer.
        if (redirection.isPresent()) {
            Targets.Nowhere nowhere = redirection.get() instanceof Targets.Nowhere known ? known : UNAVAILABLE;
            response.getProxy()
                    .getOriginalRequest()
                    .createResponse(nowhere.status(), nowhere.reason())
                    .send();
        }
        forget(response);
    }

    /** Called with the best of the failures. A new branch keeps it from going back. */
    @Override
    protected void doErrorResponse(SipServletResponse response) {
        Optional<TargetSet> targets = targets(response);
        boolean goesOn = targets.isPresent()
                && response.getStatus() < SipServletResponse.SC_BUSY_EVERYWHERE
                && startNext(response.getProxy(), targets.get());
        if (!goesOn) {
            forget(response);
        }
    }

    @Override
    protected void doSuccessResponse(SipServletResponse response) {
        forget(response);
    }

    private static void forget(SipServletResponse response) {
        response.getApplicationSession().removeAttribute(TARGETS);
    }

    /** The caller has given up: no other phone is to ring. */
    @Override
    protected void doCancel(SipServletRequest cancel) {
        cancel.getApplicationSession().removeAttribute(TARGETS);
    }
}
