package org.sipario.servlet;

import jakarta.servlet.ServletContext;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.sipario.core.PreprocessedRequest;
import org.sipario.core.RequestInspection;
import org.sipario.core.Routing;
import org.sipario.core.digest.DigestVerifier;
import org.sipario.core.proxy.BehindNat;
import org.sipario.core.proxy.BranchParameters;
import org.sipario.core.proxy.Forwarding;
import org.sipario.core.proxy.RouteMark;
import org.sipario.core.proxy.RouteSeal;
import org.sipario.message.HeaderName;
import org.sipario.message.Method;
import org.sipario.message.NameAddr;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SipUri;
import org.sipario.message.SyntaxException;
import org.sipario.message.wire.Flow;
import org.sipario.servlet.application.DeploymentException;
import org.sipario.servlet.application.Instances;
import org.sipario.servlet.application.Roles;
import org.sipario.servlet.application.SipApplication;
import org.sipario.servlet.descriptor.ApplicationDescriptor;
import org.sipario.servlet.facade.Facades;
import org.sipario.servlet.invocation.Authentication;
import org.sipario.servlet.invocation.Servlets;
import org.sipario.servlet.proxy.SubsequentForwarding;
import org.sipario.servlet.routing.ApplicationRouting;
import org.sipario.servlet.routing.Chain;
import org.sipario.servlet.routing.InitialHop;
import org.sipario.servlet.routing.InternalRequests;
import org.sipario.servlet.routing.Outbound;
import org.sipario.servlet.routing.Selection;
import org.sipario.servlet.session.ApplicationSession;
import org.sipario.servlet.session.ApplicationSessions;
import org.sipario.servlet.session.Services;
import org.sipario.servlet.session.Session;
import org.sipario.servlet.session.SessionIndex;
import org.sipario.servlet.session.SessionQueue;
import org.sipario.servlet.session.SessionQueues;
import org.sipario.servlet.useragent.IncomingRequest;
import org.sipario.servlet.useragent.OrphanedCall;
import org.sipario.servlet.useragent.SubsequentRequests;
import org.sipario.servlet.useragent.UserAgentServer;
import org.sipario.transaction.ServerTransaction;
import org.sipario.transaction.TransactionLayer;
import org.sipario.transaction.TransactionUser;

/**
 * The container: takes each request from the transaction layer to the application that is to have it.
 *
 * <p>The way of a request, top to bottom of this page: inspect it (RFC 3261 §8.2), take off our own Route (§16.4), find
 * the session it belongs to or route it as initial (JSR 289, Application Selection), enter the queue of that session.
 * From there on it is on a virtual thread of its own, and applications may block.
 */
public final class SipContainer implements TransactionUser {

    private static final RequestInspection INSPECTION = RequestInspection.standard();

    private final ContainerDependencies dependencies;
    private final LocalAddresses self;
    private final TransactionLayer layer;
    private final InternalRequests internalRequests;
    private final Services services;
    private final ApplicationSessions sessions;
    private final Servlets servlets;
    private final TargetedSessions targets;
    private final Deployments deployments;
    private volatile boolean serving;

    public SipContainer(ContainerDependencies dependencies, ContainerSettings settings) {
        this.dependencies = dependencies;
        this.self = new LocalAddresses(dependencies.wire());
        this.layer = new TransactionLayer(
                dependencies.wire(),
                dependencies.timers(),
                settings.timings(),
                settings.limits(),
                new ErrorBarrier(this, dependencies.tokens()));
        this.internalRequests = new InternalRequests(dependencies.timers(), dependencies.tokens());
        Map<String, SipApplication> applications = new ConcurrentHashMap<>();
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        DigestVerifier verifier =
                new DigestVerifier(secret, settings.nonceLife(), settings.digestAlgorithms(), dependencies.tokens());
        this.servlets = new Servlets(
                dependencies.timers(),
                new Authentication(verifier, dependencies.users(), dependencies.timers()),
                new ApplicationRouting(dependencies.router(), self, applications));
        this.services = new Services(
                dependencies.timers(),
                settings.timings(),
                dependencies.tokens(),
                new BranchParameters(dependencies.tokens()),
                new RouteSeal(dependencies.tokens()),
                new Outbound(
                        dependencies.wire(),
                        dependencies.locator(),
                        layer,
                        self,
                        internalRequests,
                        dependencies.tokens()),
                new SessionIndex(),
                new SessionQueues(dependencies.executor(), settings.queueBound()),
                new Facades(servlets));
        this.sessions = new ApplicationSessions(services);
        this.targets = new TargetedSessions(services.index(), sessions, servlets);
        this.deployments = new Deployments(applications, dependencies, sessions, services, servlets);
    }

    /** Where the wire puts what came in. */
    public TransactionLayer layer() {
        return layer;
    }

    /** Where the sessions alive are found, for counts. */
    public SessionIndex index() {
        return services.index();
    }

    // ---- applications

    /**
     * Makes an application known and puts its objects into its context; no message reaches it before {@link
     * Deployed#start}.
     *
     * @throws DeploymentException if another application has its name
     */
    public Deployed deploy(
            ApplicationDescriptor descriptor,
            ServletContext context,
            ClassLoader loader,
            Instances instances,
            Roles roles)
            throws DeploymentException {
        return deployments.deploy(descriptor, context, loader, instances, roles);
    }

    /** From now on new dialogs are taken; before, they are answered 503. */
    public void serve() {
        serving = true;
    }

    /** New dialogs are answered 503 from now on; those there are go on. */
    public void drain() {
        serving = false;
    }

    // ---- the way of a request

    @Override
    public void request(SipRequest received, ServerTransaction transaction) {
        if (INSPECTION.inspect(received) instanceof RequestInspection.Verdict.Rejected rejected) {
            transaction.respond(rejected.response(received, tag()));
            return;
        }
        PreprocessedRequest arrival;
        try {
            arrival = arrival(received);
        } catch (SyntaxException _) {
            transaction.respond(SipResponse.to(received, 400, "Bad Route", tag()));
            return;
        }
        Session session = session(arrival);
        RouteMark passing = session == null ? passing(arrival) : null;
        if (session != null) {
            within(session, arrival, transaction);
        } else if (passing != null) {
            SessionQueue queue = services.queues().create();
            UserAgentServer exchange = new UserAgentServer(services, servlets, transaction, arrival.request(), queue);
            IncomingRequest request = IncomingRequest.subsequent(exchange, arrival.popped());
            queue.post(exchange, () -> SubsequentForwarding.passOn(request, passing));
        } else if (mustBeWithin(received)) {
            transaction.respond(SipResponse.to(received, 481, null, tag()));
        } else if (!serving) {
            transaction.respond(overloaded(received));
        } else {
            SessionQueue queue = services.queues().create();
            UserAgentServer exchange = new UserAgentServer(services, servlets, transaction, arrival.request(), queue);
            if (internalRequests.cameBack(arrival.popped()) == null && exchange.isMerged()) {
                exchange.refuse(482, null);
            } else {
                queue.post(exchange, () -> route(exchange, arrival.popped(), queue));
            }
        }
    }

    /** Takes off our own Route: one, or both that we put there between two listening points (RFC 5658). */
    private PreprocessedRequest arrival(SipRequest received) throws SyntaxException {
        PreprocessedRequest first = Routing.preprocess(received, self);
        RouteMark ours = RouteMark.of(first.popped());
        if (ours == null) {
            return first;
        }
        NameAddr next = first.request().headers().address(HeaderName.ROUTE);
        RouteMark second = RouteMark.of(next);
        if (next != null
                && second != null
                && second.session().equals(ours.session())
                && next.sipUri() instanceof SipUri uri
                && self.isOwn(uri)) {
            return new PreprocessedRequest(first.request().edit(edits -> edits.pop(HeaderName.ROUTE)), first.popped());
        }
        return first;
    }

    /** The session of a request: a proxy's by our route, a user agent's by dialog. */
    private @Nullable Session session(PreprocessedRequest arrival) {
        SipRequest request = arrival.request();
        boolean tagged = request.to().tag() != null;
        RouteMark ours = RouteMark.of(arrival.popped());
        if (ours == null) {
            return tagged ? services.index().dialog(request) : null;
        }
        Session session = services.index().route(ours.session());
        return session != null && (tagged || session.isUntagged(request)) ? session : null;
    }

    /**
     * Our route by which a request of a dialog came whose session is over, or null. The request goes on nevertheless
     * (RFC 3261 §16.4), to the other side of the dialog and nowhere else.
     */
    private @Nullable RouteMark passing(PreprocessedRequest arrival) {
        RouteMark ours = RouteMark.of(arrival.popped());
        SipRequest request = arrival.request();
        return ours != null
                        && (mustBeWithin(request) || request.isAck())
                        && services.routeSeal().fits(ours, request)
                ? ours
                : null;
    }

    private static boolean mustBeWithin(SipRequest request) {
        Method method = request.method();
        return request.to().tag() != null || method.equals(Method.BYE) || method.equals(Method.PRACK);
    }

    private void within(Session session, PreprocessedRequest arrival, ServerTransaction transaction) {
        SessionQueue queue = session.parent().queue();
        UserAgentServer exchange = new UserAgentServer(services, servlets, transaction, arrival.request(), queue);
        IncomingRequest request = IncomingRequest.subsequent(exchange, arrival.popped());
        boolean taken = queue.offer(exchange, () -> {
            if (exchange.isAnswered()) {
                return;
            }
            if (session.role() == Session.Role.PROXY) {
                SubsequentForwarding.request(session, request);
            } else {
                SubsequentRequests.request(session, request);
            }
        });
        if (!taken) {
            transaction.respond(overloaded(arrival.request()));
        }
    }

    private SipResponse overloaded(SipRequest request) {
        // Spread, so that refused callers do not come back all at once (RFC 3261 §21.5.4).
        String after = Integer.toString(ThreadLocalRandom.current().nextInt(5, 16));
        return SipResponse.to(request, 503, null, tag()).edit(e -> e.set(HeaderName.RETRY_AFTER, after));
    }

    /** Finds the application of an initial request; on a virtual thread, as the router may block. */
    private void route(UserAgentServer exchange, @Nullable NameAddr popped, SessionQueue queue) {
        if (exchange.isCancelled()) {
            return;
        }
        SipRequest request = exchange.received();
        InternalRequests.InternalRequest internal = exchange.flow().isInternal()
                ? internalRequests.take(request.topVia().branch())
                : null;
        InitialHop carried = internal == null ? null : internal.initialHop();
        InitialHop initialHop = carried == null ? new InitialHop(exchange.flow(), popped) : carried;
        TargetedSessions.Target target = targets.of(request);
        if (target instanceof TargetedSessions.Target.Refused(int status)) {
            exchange.refuse(status, null);
            return;
        }
        Chain back = internalRequests.cameBack(popped);
        IncomingRequest shown = IncomingRequest.initial(exchange, initialHop, popped);
        Selection selection;
        if (internal == null) {
            Chain start = back == null ? Chain.START : back;
            selection = servlets.next(
                    shown,
                    target instanceof TargetedSessions.Target.Found found ? start.targetedAt(found.info()) : start);
        } else {
            selection = internal.selected();
        }
        // A chain may visit an application twice, as its router decides: only what came from outside is a loop.
        if (internal == null
                && back == null
                && selection instanceof Selection.Selected first
                && services.branches().isLoop(request, first.application().name())) {
            exchange.refuse(482, null);
            return;
        }
        switch (selection) {
            case Selection.Selected selected -> {
                NameAddr route = selected.poppedRoute();
                IncomingRequest entering = route == null ? shown : IncomingRequest.initial(exchange, initialHop, route);
                entering.chosen(selected);
                selected.application().enter();
                if (servlets.admits(entering, selected.application())) {
                    enter(entering, selected, target, queue);
                }
            }
            case Selection.Failed _ -> exchange.refuse(500, null);
            // A request that no application wants is not sent on: that would be an open relay.
            case Selection.NoMore _, Selection.Leave _ -> exchange.refuse(404, null);
        }
    }

    /** Finds or makes the application session, and begins a session in its queue. */
    private void enter(
            IncomingRequest request, Selection.Selected selected, TargetedSessions.Target target, SessionQueue queue) {
        SipApplication application = selected.application();
        ApplicationSession present = targets.session(application, request, target);
        if (present == null) {
            begin(sessions.create(application, queue), request, selected, target);
            return;
        }
        UserAgentServer exchange = request.exchange();
        exchange.moveTo(present.queue());
        boolean taken = present.queue().offer(exchange, () -> {
            if (present.isValid()) {
                begin(present, request, selected, target);
            } else {
                // It ended while the request waited its turn.
                enter(request, selected, target, present.queue());
            }
        });
        if (!taken) {
            exchange.refuse(overloaded(exchange.received()));
        }
    }

    private void begin(
            ApplicationSession parent,
            IncomingRequest request,
            Selection.Selected selected,
            TargetedSessions.Target target) {
        if (request.exchange().isAnswered()) {
            return;
        }
        SipRequest message = request.message();
        Session session = new Session(parent, message.callId(), message.to(), message.from(), true);
        Session named = target.session();
        if (named != null) {
            session.correspondsTo(named, message.headers().has(HeaderName.REPLACES) ? "Replaces" : "Join");
        }
        request.enter(session, selected);
        servlets.request(request);
    }

    // ---- what is no request to be answered

    @Override
    public void cancel(SipRequest cancel, ServerTransaction transaction, @Nullable ServerTransaction invite) {
        if (invite == null) {
            transaction.respond(SipResponse.to(cancel, 481, null, tag()));
            return;
        }
        // The CANCEL is answered first, else the peer goes on repeating it while the application works (§9.2).
        transaction.respond(SipResponse.to(cancel, 200, null, tag()));
        if (invite.user() instanceof UserAgentServer exchange) {
            exchange.cancel(cancel);
        }
    }

    @Override
    public void cancelTooLate(SipRequest cancel, ServerTransaction transaction) {
        transaction.respond(SipResponse.to(cancel, 200, null, tag()));
    }

    @Override
    public void ack(SipRequest ack, Flow flow) {
        try {
            PreprocessedRequest arrival = arrival(ack);
            Session session = session(arrival);
            if (session != null) {
                SessionQueue queue = session.parent().queue();
                IncomingRequest request = IncomingRequest.subsequent(
                        UserAgentServer.ofAck(services, servlets, flow, arrival.request(), queue), arrival.popped());
                queue.post(request.exchange(), () -> {
                    if (session.role() == Session.Role.PROXY) {
                        SubsequentForwarding.request(session, request);
                    } else {
                        SubsequentRequests.ack(session, request);
                    }
                });
                return;
            }
            RouteMark passing = passing(arrival);
            if (passing != null) {
                SessionQueue queue = services.queues().create();
                IncomingRequest request = IncomingRequest.subsequent(
                        UserAgentServer.ofAck(services, servlets, flow, arrival.request(), queue), arrival.popped());
                queue.post(request.exchange(), () -> SubsequentForwarding.passOn(request, passing));
            }
        } catch (SyntaxException _) {
            // An ACK is never answered; one with a Route that cannot be read goes nowhere.
            return;
        }
    }

    @Override
    public void late(SipResponse success, Flow flow, byte[] note) {
        if (Forwarding.leadsUpstream(success)) {
            layer.forward(services.upstream(success, BehindNat.sender(success, flow), null), flow);
        } else {
            // In a queue, as to find the way may take time.
            services.queues().create().post(null, () -> OrphanedCall.late(services, success, flow, note));
        }
    }

    private String tag() {
        return dependencies.tokens().tag();
    }
}
