package org.sipario.core.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.sipario.core.Texts;
import org.sipario.core.proxy.ResponseContext.Effect;
import org.sipario.core.proxy.ResponseContext.Event;
import org.sipario.core.proxy.ResponseContext.State;
import org.sipario.core.proxy.ResponseContext.Step;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.Uri;
import org.sipario.transaction.machine.Failure;

/**
 * Drives a response context as the container does, and records the effects: {@code "start 1"}, {@code "best 1 486"}.
 */
final class ForkDriver {

    private final ResponseContext context;
    private final SipRequest request;
    private final List<String> seen = new ArrayList<>();
    /** What the application does when it is shown an intermediate or best response. */
    Consumer<Effect> application = _ -> {};
    /** Whether recursion is sequential. */
    boolean sequential;

    private int depth;
    private boolean unsettled;

    State state;
    SipResponse upstream;

    ForkDriver(SipRequest request, boolean noCancel) {
        this.request = request;
        this.context = new ResponseContext(request, "our-tag", noCancel);
        this.state = context.begin();
        this.upstream = SipResponse.to(request, 100, null, null);
    }

    /** Branches 1, 2 … to sip:t1, sip:t2 …, each in a group of its own. */
    ForkDriver parallel(int count) {
        for (int id = 1; id <= count; id++) {
            add(id, id);
        }
        return this;
    }

    /** The same in one group. */
    ForkDriver sequential(int count) {
        for (int id = 1; id <= count; id++) {
            add(id, 1);
        }
        return this;
    }

    void add(int id, int group) {
        feed(new Event.Added(id, ResponseContext.ALL, group, Texts.uri("sip:t" + id), true));
    }

    void hears(int id, int status, String... lines) {
        hears(id, Texts.response(request, status, lines));
    }

    void hears(int id, SipResponse response) {
        feed(response.isFinal() ? new Event.Final(id, response) : new Event.Provisional(id, response));
    }

    void fails(int id, Failure failure) {
        feed(new Event.Failed(id, failure));
    }

    void feed(Event event) {
        Step step = context.on(state, event);
        state = step.state();
        unsettled |= step.settle();
        depth++;
        step.effects().forEach(this::carryOut);
        depth--;
        if (unsettled && depth == 0) {
            unsettled = false;
            feed(new Event.Settled());
        }
    }

    /** The effects since the last call. */
    List<String> seen() {
        var since = List.copyOf(seen);
        seen.clear();
        return since;
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Start(int id) -> seen.add("start " + id);
            case Effect.CancelBranch(int id, int cause) -> seen.add("cancel " + id + (cause == 0 ? "" : " " + cause));
            case Effect.Forward(int id, var response) -> seen.add("forward " + id + " " + response.status());
            case Effect.Intermediate(int id, var response) -> {
                seen.add("branch " + id + " " + response.status());
                application.accept(effect);
            }
            case Effect.Recurse(int id, var contacts) -> {
                seen.add("recurse " + id + " " + contacts);
                int child = id * 10;
                for (Uri contact : contacts) {
                    child++;
                    feed(new Event.Added(child, id, sequential ? id * 10 : child, contact, true));
                }
            }
            case Effect.Best(int id, var response) -> {
                seen.add("best " + id + " " + response.status());
                application.accept(effect);
            }
            case Effect.Answer(int id, var response) -> {
                seen.add("answer " + response.status());
                upstream = response;
            }
            case Effect.Silence() -> seen.add("silence");
        }
    }
}
