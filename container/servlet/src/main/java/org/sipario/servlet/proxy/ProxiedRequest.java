package org.sipario.servlet.proxy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sipario.core.RequestInspection;
import org.sipario.core.dialog.ReasonHeader;
import org.sipario.core.proxy.ResponseContext;
import org.sipario.core.proxy.ResponseContext.Effect;
import org.sipario.core.proxy.ResponseContext.Event;
import org.sipario.message.HeaderField;
import org.sipario.message.HeaderName;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.Uri;
import org.sipario.message.wire.Timers;
import org.sipario.servlet.session.FacadeSlot;
import org.sipario.servlet.session.Session;
import org.sipario.servlet.useragent.Forwarder;
import org.sipario.servlet.useragent.IncomingRequest;
import org.sipario.servlet.useragent.IncomingResponse;
import org.sipario.servlet.useragent.Request;
import org.sipario.servlet.useragent.UserAgentServer;

/**
 * A request that an application proxies (RFC 3261 §16): drives its {@link ResponseContext} in the queue of its session,
 * events in, effects to branches, to the application and upstream.
 */
public final class ProxiedRequest extends FacadeSlot implements Forwarder {

    private final IncomingRequest request;
    private final UserAgentServer exchange;
    private final ProxySettings settings;
    private final OwnRoute recordRoute;
    private final OwnRoute path;
    private final List<ProxyBranch> created = new ArrayList<>(1);
    private boolean parallel = true;
    private boolean noCancel;

    private final List<ProxyBranch> branches = new ArrayList<>(1);
    private @Nullable ResponseContext context;
    private ResponseContext.@Nullable State state;
    private @Nullable IncomingResponse offered;
    private List<HeaderField> cancelReasons = List.of();
    private Timers.@Nullable Timer timer;
    private boolean unsettled;
    private int depth;
    private int groups;
    private int sequence = -1;

    private ProxiedRequest(IncomingRequest request) {
        this.request = request;
        this.exchange = request.exchange();
        this.settings =
                new ProxySettings(request.session().parent().application().proxyTimeout());
        this.recordRoute = new OwnRoute(exchange.flow().local());
        this.path = new OwnRoute(exchange.flow().local());
    }

    /**
     * The application becomes proxy for a request (REQ-21, REQ-22, REQ-25).
     *
     * @return what it is from now on; or the status with which a request that may not be forwarded was answered
     * @throws IllegalStateException if a final response has gone
     */
    public static Beginning begin(IncomingRequest request) {
        UserAgentServer exchange = request.exchange();
        Session session = request.session();
        if (exchange.isAnswered()) {
            throw new IllegalStateException("getProxy: a final response has been sent");
        }
        if (request.isInitial()
                && RequestInspection.standard().inspectForwarding(request.message())
                        instanceof RequestInspection.Verdict.Rejected rejected) {
            exchange.refuse(rejected.response(exchange.received(), session.localTag()));
            return new Beginning.Refused(rejected.status());
        }
        session.role(Session.Role.PROXY);
        if (request.isInitial()) {
            session.leaveToProxy();
        }
        ProxiedRequest proxied = new ProxiedRequest(request);
        exchange.forwardedBy(proxied);
        return new Beginning.Begun(proxied);
    }

    /** What becomes of the wish to proxy a request. */
    public sealed interface Beginning {

        /** The application is its proxy. */
        record Begun(ProxiedRequest proxied) implements Beginning {}

        /** The request may not be forwarded, and was answered. */
        record Refused(int status) implements Beginning {}
    }

    // ---- settings

    /** The request, as the application has it. */
    public IncomingRequest request() {
        return request;
    }

    /** What branches begin with. */
    public ProxySettings settings() {
        return settings;
    }

    /** Our Record-Route. */
    public OwnRoute recordRoute() {
        return recordRoute;
    }

    /** Our Path. */
    public OwnRoute path() {
        return path;
    }

    /** Whether branches are tried at once, not one after another. */
    public boolean isParallel() {
        return parallel;
    }

    /** Decides whether branches are tried at once. */
    public void parallel(boolean atOnce) {
        parallel = atOnce;
    }

    /** Whether a 2xx leaves the other branches alone. */
    public boolean isNoCancel() {
        return noCancel;
    }

    /** Decides whether a 2xx leaves the other branches alone; counts from now on. */
    public void noCancel(boolean leaveOthers) {
        noCancel = leaveOthers;
        if (context != null) {
            context = machine();
        }
    }

    // ---- branches

    /** Makes a branch that is started by {@link #start()}. */
    public ProxyBranch createBranch(Uri target) {
        ProxyBranch branch = branch(target, null);
        created.add(branch);
        return branch;
    }

    private ProxyBranch branch(Uri target, @Nullable ProxyBranch parent) {
        ProxyBranch branch = new ProxyBranch(this, branches.size(), target, parent);
        branches.add(branch);
        return branch;
    }

    /** All of them, those of recursion too. */
    public List<ProxyBranch> branches() {
        return List.copyOf(branches);
    }

    /** Those made for Contacts of a 3xx to a branch; for null those that the application made. */
    public List<ProxyBranch> children(@Nullable ProxyBranch parent) {
        return branches.stream().filter(branch -> branch.parent() == parent).toList();
    }

    @Override
    public boolean isStarted() {
        return state != null;
    }

    // ---- events

    /** Starts the branches made since the last start. @throws IllegalStateException if there is none */
    public void start() {
        if (created.isEmpty()) {
            throw new IllegalStateException("startProxy: there is no branch to be started");
        }
        List<ProxyBranch> starting = List.copyOf(created);
        created.clear();
        start(starting, null);
    }

    /** Adds branches: at once each for itself, or one after another. */
    private void start(List<ProxyBranch> starting, @Nullable ProxyBranch parent) {
        if (context == null) {
            context = machine();
            state = context.begin();
            if (parallel) {
                timer = exchange.services()
                        .timers()
                        .start(
                                Duration.ofSeconds(settings.timeout()),
                                () -> exchange.post(() -> expired(ResponseContext.ALL)));
            }
        }
        int group = groups++;
        if (!parallel && parent == null) {
            sequence = sequence < 0 ? group : sequence;
            group = sequence;
        }
        for (ProxyBranch branch : starting) {
            branch.started();
            on(new Event.Added(
                    branch.id(),
                    parent == null ? ResponseContext.ALL : parent.id(),
                    parallel ? groups++ : group,
                    branch.target(),
                    branch.settings().recurse()));
        }
    }

    private ResponseContext machine() {
        return new ResponseContext(exchange.received(), request.session().localTag(), noCancel);
    }

    /** Time is up for a branch or for all: next hops that sent a 100 are there, and their final response is awaited. */
    void expired(int id) {
        for (ProxyBranch branch : List.copyOf(branches)) {
            SipResponse trying = branch.trying();
            if (trying != null && branch.response() == null && (id == ResponseContext.ALL || id == branch.id())) {
                on(new Event.Provisional(branch.id(), trying));
            }
        }
        on(new Event.Expired(id));
    }

    @Override
    public void cancelled(SipRequest cancel) {
        cancelReasons = cancel.headers().all(HeaderName.REASON);
        on(new Event.CancelledByCaller());
    }

    /**
     * Cancels branches that are under way.
     *
     * @param branch with its children; null for all
     */
    public void cancel(@Nullable ProxyBranch branch, List<HeaderField> reasons) {
        if (state != null) {
            cancelReasons = reasons;
            on(new Event.CancelledByApplication(branch == null ? ResponseContext.ALL : branch.id()));
        }
    }

    @Override
    public void answered(SipResponse response) {
        on(new Event.Answered(response));
    }

    void on(Event event) {
        ResponseContext machine = Objects.requireNonNull(context);
        ResponseContext.Step step = machine.on(Objects.requireNonNull(state), event);
        state = step.state();
        unsettled |= step.settle();
        depth++;
        for (Effect effect : step.effects()) {
            carryOut(effect);
        }
        depth--;
        // What the application does while it looks at a response comes back here: all of it counts before anything is
        // settled.
        if (unsettled && depth == 0) {
            unsettled = false;
            on(new Event.Settled());
        } else if (depth == 0
                && exchange.isAnswered()
                && !Objects.requireNonNull(state).isUnderWay()) {
            finished();
        }
    }

    /** All branches have ended. The call may go on, and further 2xx may come for 32 s. */
    private void finished() {
        if (timer != null) {
            timer.stop();
            timer = null;
        }
        exchange.compact();
        for (ProxyBranch branch : branches) {
            branch.compact();
        }
    }

    // ---- effects

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Start(int id) -> branches.get(id).send();
            case Effect.CancelBranch(int id, int cause) ->
                branches.get(id).cancel(cause > 0 ? ReasonHeader.answeredElsewhere(cause) : cancelReasons);
            case Effect.Forward(int id, SipResponse response) -> {
                IncomingResponse shown = show(id, response, false);
                exchange.forward(shown.passed());
            }
            case Effect.Intermediate(int id, SipResponse response) ->
                show(id, response, true).passed();
            case Effect.Recurse(int id, List<Uri> contacts) -> {
                ProxyBranch parent = branches.get(id);
                start(contacts.stream().map(uri -> branch(uri, parent)).toList(), parent);
            }
            case Effect.Best(int id, SipResponse response) -> offer(id, response);
            case Effect.Answer(int id, SipResponse response) -> answer(id, response);
            case Effect.Silence _ -> exchange.silence();
        }
    }

    /**
     * The best response is first shown as the last one of its branch, unless it has been before: an application that
     * tries one target after another by itself goes on from there (PRX-20).
     */
    private void offer(int id, SipResponse response) {
        ProxyBranch branch = id < 0 ? null : branches.get(id);
        SipResponse own =
                branch == null ? null : Objects.requireNonNull(state).branch(id).candidate();
        if (branch != null && own != null && !branch.isToldEnd()) {
            show(id, own, true).passed();
        }
        if (Objects.requireNonNull(state).offered() != null) {
            offered = show(id, response, false);
        }
    }

    private void answer(int id, SipResponse response) {
        IncomingResponse shown = offered;
        offered = null;
        if (id == ResponseContext.VIRTUAL) {
            if (response.isSuccess()) {
                // The application is in the call itself from now on: ACK and BYE are for it, not to be passed on.
                request.session().role(Session.Role.USER_AGENT);
            }
            exchange.answer(request.session(), response);
        } else if (shown != null) {
            exchange.forward(shown.passed());
        } else {
            exchange.forward(response);
        }
    }

    /** Gives a response to the servlet, if it wants to hear of them. */
    private IncomingResponse show(int id, SipResponse response, boolean intermediate) {
        ProxyBranch branch = id < 0 ? null : branches.get(id);
        Session session = request.session().sessionFor(response);
        session.touch();
        if (!intermediate) {
            session.relaying(exchange.received(), response, branch == null ? null : branch.reachedAt(response));
        }
        Request sent = branch == null ? request : branch.request();
        IncomingResponse shown = IncomingResponse.passing(sent, session, branch, response, intermediate);
        if (branch != null) {
            branch.heard(shown);
            if (response.isProvisional()) {
                branch.rang(session);
            }
        }
        if (request.session().isSupervised() && session.isValid()) {
            exchange.user().response(shown);
        }
        return shown;
    }
}
