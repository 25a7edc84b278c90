package org.sipario.servlet.facade;

import jakarta.servlet.sip.ProxyBranch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sipario.core.proxy.ResponseContext;
import org.sipario.core.proxy.ResponseContext.Effect;
import org.sipario.core.proxy.ResponseContext.Event;
import org.sipario.message.HeaderField;
import org.sipario.message.SipResponse;
import org.sipario.message.Uri;
import org.sipario.message.wire.Timers;

/**
 * Drives the {@link ResponseContext} of one proxied request in the queue of its session: events in, effects to branches, to
 * the application and upstream.
 */
final class Forking {

    private final ProxyFacade proxy;
    private final RequestFacade request;
    private final ServerExchange exchange;
    private final List<ProxyBranchFacade> branches = new ArrayList<>(1);
    private @Nullable ResponseContext context;
    private ResponseContext.@Nullable State state;
    private @Nullable ResponseFacade offered;
    private List<HeaderField> cancelReasons = List.of();
    private Timers.@Nullable Timer timer;
    private boolean unsettled;
    private int depth;
    private int groups;
    private int sequence = -1;

    Forking(ProxyFacade proxy, RequestFacade request, ServerExchange exchange) {
        this.proxy = proxy;
        this.request = request;
        this.exchange = exchange;
    }

    // ---- branches

    ProxyBranchFacade branch(Uri target, @Nullable ProxyBranchFacade parent) {
        ProxyBranchFacade branch = new ProxyBranchFacade(proxy, request, branches.size(), target, parent);
        branches.add(branch);
        return branch;
    }

    List<ProxyBranchFacade> branches() {
        return branches;
    }

    List<ProxyBranch> children(@Nullable ProxyBranchFacade parent) {
        List<ProxyBranch> children = new ArrayList<>();
        for (ProxyBranchFacade branch : branches) {
            if (branch.parent() == parent) {
                children.add(branch);
            }
        }
        return children;
    }

    boolean isStarted() {
        return state != null;
    }

    ServerExchange exchange() {
        return exchange;
    }

    // ---- events

    /** Adds branches: at once each for itself, or one after another. */
    void start(List<ProxyBranchFacade> starting, @Nullable ProxyBranchFacade parent) {
        if (context == null) {
            context = machine();
            state = context.begin();
            if (proxy.getParallel()) {
                timer = request.session()
                        .services()
                        .timers()
                        .start(
                                Duration.ofSeconds(proxy.getProxyTimeout()),
                                () -> exchange.post(() -> expired(ResponseContext.ALL)));
            }
        }
        int group = groups++;
        if (!proxy.getParallel() && parent == null) {
            sequence = sequence < 0 ? group : sequence;
            group = sequence;
        }
        for (ProxyBranchFacade branch : starting) {
            branch.started();
            on(new Event.Added(
                    branch.id(),
                    parent == null ? ResponseContext.ALL : parent.id(),
                    proxy.getParallel() ? groups++ : group,
                    branch.target(),
                    branch.getRecurse()));
        }
    }

    private ResponseContext machine() {
        return new ResponseContext(exchange.received(), request.session().leg().localTag(), proxy.getNoCancel());
    }

    /** Whether a 2xx leaves the other branches alone has changed: counts from now on. */
    void noCancelChanged() {
        if (context != null) {
            context = machine();
        }
    }

    /** Time is up for a branch or for all: those that sent a 100 are there, and their last word is awaited. */
    void expired(int id) {
        for (ProxyBranchFacade branch : List.copyOf(branches)) {
            SipResponse trying = branch.trying();
            if (trying != null && branch.getResponse() == null && (id == ResponseContext.ALL || id == branch.id())) {
                on(new Event.Provisional(branch.id(), trying));
            }
        }
        on(new Event.Expired(id));
    }

    void cancelledByCaller(List<HeaderField> reasons) {
        cancelReasons = reasons;
        on(new Event.CancelledByCaller());
    }

    /** @param branch with its children; null for all */
    void cancel(@Nullable ProxyBranchFacade branch, List<HeaderField> reasons) {
        if (state != null) {
            cancelReasons = reasons;
            on(new Event.CancelledByApplication(branch == null ? ResponseContext.ALL : branch.id()));
        }
    }

    void answered(SipResponse response) {
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
        exchange.rest();
        for (ProxyBranchFacade branch : branches) {
            branch.rest();
        }
    }

    // ---- effects

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Start(int id) -> branches.get(id).send();
            case Effect.CancelBranch(int id, int cause) ->
                branches.get(id).cancel(cause > 0 ? Reasons.answeredElsewhere(cause) : cancelReasons);
            case Effect.Forward(int id, SipResponse response) -> {
                ResponseFacade facade = show(id, response, false);
                exchange.forward(facade.passed());
            }
            case Effect.Intermediate(int id, SipResponse response) ->
                show(id, response, true).passed();
            case Effect.Recurse(int id, List<Uri> contacts) -> {
                ProxyBranchFacade parent = branches.get(id);
                start(contacts.stream().map(uri -> branch(uri, parent)).toList(), parent);
            }
            case Effect.Best(int id, SipResponse response) -> offered = show(id, response, false);
            case Effect.Answer(int id, SipResponse response) -> answer(id, response);
            case Effect.Silence _ -> exchange.silence();
        }
    }

    private void answer(int id, SipResponse response) {
        ResponseFacade shown = offered;
        offered = null;
        if (id == ResponseContext.VIRTUAL) {
            if (response.isSuccess()) {
                // It is in the call itself from now on: ACK and BYE are for the application, not to be passed on.
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
    private ResponseFacade show(int id, SipResponse response, boolean intermediate) {
        ProxyBranchFacade branch = id < 0 ? null : branches.get(id);
        Session session = request.session().leg().sessionFor(response);
        session.touch();
        session.leg().relaying(exchange.received(), response, intermediate);
        RequestFacade sent = branch == null ? request : branch.request();
        ResponseFacade facade = ResponseFacade.passing(sent, session, branch, response, intermediate);
        if (branch != null) {
            branch.heard(facade);
        }
        if (proxy.getSupervised() && session.isValid()) {
            session.services().invocation().response(facade);
        }
        return facade;
    }
}
