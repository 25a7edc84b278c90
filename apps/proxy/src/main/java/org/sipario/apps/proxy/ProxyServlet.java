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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.sipario.location.LocationService;
import org.sipario.location.Target;
import org.sipario.location.Targets;

/**
 * Decides where each initial request goes, and leaves the rest to the container: responses, CANCEL, and all that belongs to
 * a dialog are forwarded without a word of ours.
 */
@jakarta.servlet.sip.annotation.SipServlet(name = "proxy", loadOnStartup = 1)
public class ProxyServlet extends SipServlet {

    /** What this server itself can do, as it says in answer to OPTIONS. */
    private static final String METHODS =
            "INVITE, ACK, CANCEL, BYE, OPTIONS, MESSAGE, INFO, UPDATE, PRACK, SUBSCRIBE, NOTIFY, PUBLISH, REFER, REGISTER";

    /** Those that begin a dialog, whose later requests must find their way through us. */
    private static final Set<String> BEGINS_DIALOG = Set.of("INVITE", "SUBSCRIBE", "REFER");

    /** Attribute of the application session: a {@link Deque} of the rounds that are still to be tried. */
    private static final String ROUNDS = "rounds";

    /** How long phones ring before those of a lower q have their turn, in seconds. */
    private static final int SECONDS_A_ROUND = 20;

    /** How long the last ones ring, in seconds: RFC 3261 §16.6 asks for more than 3 minutes, timer C. */
    private static final int SECONDS_LAST_ROUND = 181;

    @Resource(name = "jdbc/sipario")
    @SuppressWarnings("NullAway.Init") // injected by the container
    private DataSource database;

    @SuppressWarnings("NullAway.Init") // made in init
    private LocationService service;

    /** Made by the container. */
    public ProxyServlet() {}

    @Override
    public void init() throws ServletException {
        service = LocationService.of(getServletContext(), database);
    }

    @Override
    protected void doRequest(SipServletRequest request) throws ServletException, IOException {
        if (!request.isInitial()) {
            super.doRequest(request);
            return;
        }
        switch (service.targets(request)) {
            case Targets.Server() -> answer(request);
            case Targets.Reachable(List<Target> targets) -> fork(request, targets);
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

    /** Another domain's server knows better than we whether to follow a redirection. */
    private static void forward(SipServletRequest request, Target elsewhere) throws ServletException {
        Proxy proxy = proxy(request);
        proxy.setRecurse(false);
        proxy.setSupervised(false);
        start(proxy, List.of(elsewhere));
    }

    private static void fork(SipServletRequest request, List<Target> targets) throws ServletException {
        Proxy proxy = proxy(request);
        Deque<List<Target>> rounds = new ArrayDeque<>(Rounds.of(targets));
        // A request that is no INVITE is answered or lost within half a minute: there is no time for rounds.
        if (rounds.size() == 1 || !request.getMethod().equals("INVITE")) {
            proxy.setSupervised(false);
            start(proxy, targets);
        } else {
            request.getApplicationSession().setAttribute(ROUNDS, rounds);
            proxy.setProxyTimeout(SECONDS_A_ROUND);
            start(proxy, rounds.removeFirst());
        }
    }

    /**
     * Makes the proxy of a request.
     *
     * @throws TooManyHopsException if Max-Forwards is used up, which the container has answered already
     */
    private static Proxy proxy(SipServletRequest request) throws TooManyHopsException {
        Proxy proxy = request.getProxy();
        proxy.setRecordRoute(BEGINS_DIALOG.contains(request.getMethod()));
        return proxy;
    }

    private static void start(Proxy proxy, List<Target> targets) {
        List<ProxyBranch> branches =
                proxy.createProxyBranches(targets.stream().map(Target::uri).toList());
        for (int i = 0; i < branches.size(); i++) {
            // The one that is pushed last is on top, and so next.
            for (SipURI hop : targets.get(i).route().reversed()) {
                branches.get(i).getRequest().pushRoute(hop);
            }
        }
        proxy.startProxy();
    }

    /** Called with the best of one round's failures. A new round keeps it from going back. */
    @Override
    protected void doErrorResponse(SipServletResponse response) {
        if (response.getApplicationSession().getAttribute(ROUNDS) instanceof Deque<?> rounds
                && response.getStatus() < SipServletResponse.SC_BUSY_EVERYWHERE
                && rounds.pollFirst() instanceof List<?> round) {
            Proxy proxy = response.getProxy();
            proxy.setProxyTimeout(rounds.isEmpty() ? SECONDS_LAST_ROUND : SECONDS_A_ROUND);
            start(proxy, round.stream().map(Target.class::cast).toList());
        }
    }

    /** The caller has given up: nobody else's phone is to ring. */
    @Override
    protected void doCancel(SipServletRequest cancel) {
        cancel.getApplicationSession().removeAttribute(ROUNDS);
    }
}
