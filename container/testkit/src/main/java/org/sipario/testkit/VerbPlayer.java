package org.sipario.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sipario.testkit.Network.Spoken;

/**
 * Plays the verbs of user agents. A verb is a short script of rungs, performed by the same {@link RungPlayer} as those
 * of a ladder; what a ladder would have to write out, {@link Reactions} adds.
 */
final class VerbPlayer {

    private static final String SERVER = "server";

    private final Network network;
    private final Reactions reactions = new Reactions(this);
    /** What was played since the beginning, for the report of a failure. */
    private final SideBySide sides = new SideBySide();
    /** Messages heard: where time is real, retransmissions of them may come. */
    private final Set<String> known = new HashSet<>();

    VerbPlayer(Network network) {
        this.network = network;
    }

    /**
     * A user agent says something to the server.
     *
     * @param words as behind the arrow of a rung
     * @return the call in which it was said
     */
    Call say(Line line, String words, UnaryOperator<TextMessage> change, Detail... details) {
        Rung.Message rung = (Rung.Message)
                Rung.parse(line.shown() + " -> " + SERVER + " " + words).getFirst();
        for (Detail detail : details) {
            rung = rung.plus(detail);
        }
        sides.both(rung.saidBy(line.told()).shown());
        TextMessage said = network.rungs().say(rung, "sip:" + network.domain(), change);
        Line owner = line.account.owner(said.callId());
        Call call = owner == null ? null : owner.call(said.callId());
        if (call == null) {
            throw new IllegalStateException("said in no call: " + said);
        }
        return call;
    }

    Call say(Line line, String words, Detail... details) {
        return say(line, words, UnaryOperator.identity(), details);
    }

    /** Bytes as they are. */
    void say(Line line, byte[] bytes) {
        sides.both(Rung.arrow(line.shown(), SERVER) + "  (" + bytes.length + " bytes)");
        network.say(line.account, bytes);
    }

    /** Says a request and waits for its 2xx. */
    Call ask(Line line, String words, UnaryOperator<TextMessage> change, Detail... details) {
        Call call = say(line, words, change, details);
        String method = words.split(" ", 2)[0];
        await(
                line,
                "200 " + method,
                () -> call.finals.get(method) instanceof TextMessage answer && answer.status() < 300,
                heard -> isRefusal(heard, line, call, method));
        settle();
        return call;
    }

    private static boolean isRefusal(TextMessage heard, Line line, Call call, String method) {
        return heard.status() >= 300
                && heard.method().equals(method)
                && call.callId.equals(heard.header("Call-ID"))
                && !line.isToRepeat(call, heard);
    }

    /**
     * Lets the network go on until a condition holds.
     *
     * @param expected what that takes, as behind the arrow of a rung
     * @param wrong what must not be heard meanwhile
     * @throws LadderFailure if it never does
     */
    void await(Line line, String expected, BooleanSupplier done, Predicate<TextMessage> wrong) {
        while (!done.getAsBoolean()) {
            next(line, expected, wrong);
        }
    }

    /** The next message of a kind that a line hears or has heard. @param what as behind the arrow of a rung */
    TextMessage hears(Line line, String what) {
        String[] words = what.strip().split(" +", 2);
        while (true) {
            TextMessage found = line.account.look(
                    line,
                    each -> each.what().equals(words[0])
                            && (words.length == 1 || each.method().equals(words[1])));
            if (found != null) {
                return found;
            }
            next(line, what, _ -> false);
        }
    }

    private void next(Line line, String expected, Predicate<TextMessage> wrong) {
        Spoken next = network.next(null, false);
        if (next == null) {
            throw failure("the server says nothing more", line, expected, List.of());
        }
        hear(next, line, expected, wrong);
    }

    /** Lets everything be heard that is on its way. */
    void settle() {
        for (Spoken next = network.next(null, true); next != null; next = network.next(null, true)) {
            hear(next, null, "", _ -> false);
        }
    }

    private void hear(Spoken spoken, @Nullable Line line, String expected, Predicate<TextMessage> wrong) {
        network.take(spoken);
        TextMessage message = spoken.message();
        if (network.mayRepeat() && !known.add(message.toString())) {
            return;
        }
        Line named = network.find(spoken.listener());
        if (named == null) {
            throw failure("the server speaks to somebody unknown", line, expected, List.of(spoken));
        }
        Line listener = listener(named.account, message);
        network.rungs().hear(listener, message);
        if (line != null && wrong.test(message)) {
            throw failure("the server says something else", line, expected, List.of(spoken));
        }
        sides.both(new FailureReport(network, SERVER).shown(spoken));
        named.account.heard(listener, message);
        reactions.react(listener, message);
    }

    /**
     * The line on which a message is heard: its call's; for a new call the line of the replaced call, or a free one.
     */
    private static Line listener(Account account, TextMessage message) {
        Line owner = account.owner(message.header("Call-ID"));
        if (owner != null) {
            return owner;
        }
        return switch (message.method()) {
            case "INVITE" -> {
                String replaces = message.header("Replaces");
                Call replaced = replaces == null ? null : account.replacedBy(replaces);
                Line busy = replaced == null ? null : account.owner(replaced.callId);
                yield busy == null ? account.free() : busy;
            }
            case "SUBSCRIBE" -> account.line(eventLine(MethodHeaders.eventOf(message, "presence")));
            default -> account.line(message.method().toLowerCase(Locale.ROOT));
        };
    }

    /** The line that subscriptions to an event have. */
    static String eventLine(String event) {
        return event.split(";", 2)[0].strip();
    }

    private LadderFailure failure(String why, @Nullable Line line, String expected, List<Spoken> seen) {
        List<Rung> left = new ArrayList<>();
        if (line != null) {
            left.addAll(Rung.parse(SERVER + " -> " + line.told() + " " + expected));
        }
        return new FailureReport(network, SERVER).of(why, left, List.of(), seen, sides);
    }
}
