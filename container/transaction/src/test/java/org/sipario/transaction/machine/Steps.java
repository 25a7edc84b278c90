package org.sipario.transaction.machine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.sipario.transaction.Messages;
import org.sipario.transaction.machine.Effect.Start;

/** A machine under test with its current state. Names the effects of each step in words short enough for a table. */
final class Steps<S, E> {

    private final BiFunction<S, E, Step<S>> machine;
    private S state;
    private List<Effect> effects;

    Steps(Step<S> first, BiFunction<S, E, Step<S>> machine) {
        this.machine = machine;
        this.state = first.state();
        this.effects = first.effects();
    }

    /** Feeds an event; see {@link #effects}. */
    Steps<S, E> on(E event) {
        Step<S> step = machine.apply(state, event);
        state = step.state();
        effects = step.effects();
        return this;
    }

    S state() {
        return state;
    }

    /** The effects of the last event: {@code send 180}, {@code start G 500}, {@code fail TIMEOUT} … */
    List<String> effects() {
        return effects.stream().map(Steps::word).toList();
    }

    /** Lets the timers fire one after another until none is set. @return which, and after how many ms */
    List<String> untilNothingRuns(E fired) {
        List<String> seen = new ArrayList<>();
        for (String timer = timer(); timer != null; timer = timer()) {
            seen.add(timer);
            on(fired);
        }
        return seen;
    }

    /** The timer that the last event has set; null if it set none. */
    private @Nullable String timer() {
        return effects().stream()
                .filter(effect -> effect.startsWith("start ") || effect.startsWith("absorb "))
                .map(effect -> effect.substring(effect.indexOf(' ') + 1))
                .findFirst()
                .orElse(null);
    }

    static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    private static String word(Effect effect) {
        return switch (effect) {
            case Effect.Send(org.sipario.message.SipRequest request) -> "send " + request.method();
            case Effect.Send(org.sipario.message.SipResponse response) -> "send " + response.status();
            case Effect.Resend(org.sipario.message.SipRequest request) -> "resend " + request.method();
            case Effect.Resend(org.sipario.message.SipResponse response) -> "resend " + response.status();
            case Effect.ResendBytes(var bytes) -> "resend bytes " + firstWords(Messages.text(bytes));
            case Start(var timer, var delay) -> "start " + timer + " " + delay.toMillis();
            case Effect.Absorb(var timer, var delay, var _) -> "absorb " + timer + " " + delay.toMillis();
            case Effect.Stop() -> "stop";
            case Effect.Deliver(var response) -> "deliver " + response.status();
            case Effect.Fail(var failure) -> "fail " + failure;
            case Effect.Cancel(var request) -> "cancel " + request.method();
        };
    }

    private static String firstWords(String message) {
        String[] words = message.split(" ", 3);
        return words[0].equals("SIP/2.0") ? words[1] : words[0];
    }
}
