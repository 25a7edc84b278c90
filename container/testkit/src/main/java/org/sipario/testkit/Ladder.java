package org.sipario.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sipario.testkit.Network.Spoken;

/**
 * A call flow that runs. Lines said by a test user agent are performed, all other lines are expected of the server, in
 * order; {@code after} moves the clock. The package's description has the grammar.
 *
 * <pre>{@code
 * Ladder.on(net, "alice", "bob").play("""
 *     alice -> proxy  INVITE
 *     [proxy -> alice 100]
 *     proxy -> bob    INVITE
 *     bob   -> proxy  486
 *     proxy -> bob    ACK
 *     proxy -> alice  486
 *     alice -> proxy  ACK
 *     """)
 *     .where("proxy -> bob INVITE", m -> assertThat(m.via()).hasSize(2));
 * }</pre>
 */
public final class Ladder {

    private final Network network;
    private final Map<String, UnaryOperator<TextMessage>> changes = new LinkedHashMap<>();
    private final Played played = new Played(this);
    /** Optional rungs that have not come where they stand: they may come later. */
    private final List<Rung.Message> skipped = new ArrayList<>();
    /** The server's name in the ladder, for the report of a failure. */
    private String server = "server";

    private Ladder(Network network) {
        this.network = network;
    }

    /**
     * A ladder on a network.
     *
     * @param agents the user agents' names; all other names in the ladder mean the server
     */
    public static Ladder on(Network network, String... agents) {
        for (String agent : agents) {
            network.agent(agent);
        }
        return new Ladder(network);
    }

    /**
     * Changes what a user agent is going to say.
     *
     * @param rung as {@code alice -> proxy INVITE}; each such rung of all ladders to come
     * @throws IllegalArgumentException if no user agent says it: what the server says can only be looked at
     */
    public Ladder with(String rung, UnaryOperator<TextMessage> change) {
        String name = name(rung);
        if (network.find(name.substring(0, name.indexOf(' '))) == null) {
            throw new IllegalArgumentException("not said by a user agent: " + rung);
        }
        changes.merge(name, change, (first, second) -> message -> second.apply(first.apply(message)));
        return this;
    }

    /**
     * Plays rungs; to be called again for those that follow.
     *
     * @throws LadderFailure if the server says something else, nothing, or too much; it shows both ladders
     * @throws IllegalArgumentException if a line is no rung
     */
    public Played play(String rungs) {
        List<Rung> all = Rung.parse(rungs);
        SideBySide sides = new SideBySide();
        server = serverOf(all);
        for (int i = 0; i < all.size(); i++) {
            switch (all.get(i)) {
                case Rung.After after -> {
                    network.pass(after.duration());
                    sides.both(after.shown());
                }
                case Rung.Message rung
                when network.find(rung.from()) != null -> {
                    say(rung, all);
                    sides.both(rung.shown());
                }
                case Rung.Message rung -> {
                    if (network.find(rung.to()) == null) {
                        throw new IllegalArgumentException("neither end is a user agent: " + rung.shown());
                    }
                    expect(rung, all.subList(i, all.size()), sides);
                }
            }
        }
        for (Spoken extra = network.next(null, true); extra != null; extra = network.next(null, true)) {
            if (!isPardoned(extra)) {
                throw failure("the server says more than expected", List.of(), sides);
            }
            network.take(extra);
        }
        return played;
    }

    private void say(Rung.Message rung, List<Rung> all) {
        UnaryOperator<TextMessage> change = changes.getOrDefault(rung.name(), UnaryOperator.identity());
        played.add(rung.name(), network.rungs().say(rung, peer(rung, all), change));
    }

    /** The callee of a new call: the first other user agent in the ladder, else the first other one there is. */
    private String peer(Rung.Message said, List<Rung> all) {
        Account speaker = network.line(said.from()).account;
        for (Rung rung : all) {
            Line line = rung instanceof Rung.Message message ? network.find(message.to()) : null;
            if (line != null && line.account != speaker) {
                return line.account.aor();
            }
        }
        return network.agents().values().stream()
                .filter(agent -> !agent.name().equals(speaker.name))
                .findFirst()
                .map(TestUserAgent::aor)
                .orElse("sip:" + network.domain());
    }

    private void expect(Rung.Message rung, List<Rung> rest, SideBySide sides) {
        Line listener = network.line(rung.to());
        Spoken spoken = network.next(listener.account.name, rung.optional());
        while (spoken != null && difference(rung, listener, spoken) != null && isPardoned(spoken)) {
            network.take(spoken);
            spoken = network.next(listener.account.name, rung.optional());
        }
        String difference = spoken == null ? "the server says nothing more" : difference(rung, listener, spoken);
        if (spoken == null || difference != null) {
            if (rung.optional()) {
                skipped.add(rung);
                return;
            }
            throw failure(difference == null ? "" : difference, rest, sides);
        }
        network.take(spoken);
        accept(rung, listener, spoken);
        sides.both(rung.shown());
    }

    private void accept(Rung.Message rung, Line listener, Spoken spoken) {
        network.rungs().hear(rung, listener, spoken.message());
        played.add(rung.name(), spoken.message());
    }

    /**
     * Whether a message may come although no rung asks for it now: an optional one that is late, or a copy in real
     * time.
     */
    private boolean isPardoned(Spoken spoken) {
        if (network.mayRepeat() && played.has(spoken.message())) {
            return true;
        }
        for (Rung.Message rung : skipped) {
            Line listener = network.line(rung.to());
            if (difference(rung, listener, spoken) == null) {
                skipped.remove(rung);
                accept(rung, listener, spoken);
                return true;
            }
        }
        return network.mayRepeat() && spoken.message().status() == 100;
    }

    private static @Nullable String difference(Rung.Message rung, Line listener, Spoken spoken) {
        TextMessage message = spoken.message();
        if (!spoken.listener().equals(listener.account.name) || !message.what().equals(rung.what())) {
            return "the server says something else";
        }
        if (rung.of() != null && !message.method().equals(rung.of())) {
            return "the server answers " + message.method() + ", not " + rung.of();
        }
        Line owner = listener.account.owner(message.header("Call-ID"));
        if (owner != null && owner != listener && !listener.name.isEmpty()) {
            return "that is said in a call on " + owner + ", not on " + listener;
        }
        if (rung.uri() != null && !message.uri().equals(rung.uri())) {
            return "the Request-URI is " + message.uri();
        }
        for (Detail detail : rung.details()) {
            String instead = detail.instead(message);
            if (instead != null) {
                return "there is \"" + instead + "\" instead of \"" + detail.shown() + "\"";
            }
        }
        return null;
    }

    private LadderFailure failure(String why, List<Rung> expected, SideBySide sides) {
        List<Spoken> seen = new ArrayList<>();
        for (Spoken next = network.next(null, true); next != null; next = network.next(null, true)) {
            network.take(next);
            seen.add(next);
        }
        List<Detail> asked =
                !expected.isEmpty() && expected.getFirst() instanceof Rung.Message first ? first.details() : List.of();
        return new FailureReport(network, server).of(why, expected, asked, seen, sides);
    }

    private String serverOf(List<Rung> all) {
        for (Rung rung : all) {
            if (rung instanceof Rung.Message message) {
                for (String name : List.of(message.from(), message.to())) {
                    if (network.find(name) == null) {
                        return name;
                    }
                }
            }
        }
        return server;
    }

    /** One spelling of a rung's name, however it is spaced. */
    static String name(String rung) {
        if (Rung.parse(rung) instanceof List<Rung> rungs
                && rungs.size() == 1
                && rungs.getFirst() instanceof Rung.Message message) {
            return message.name();
        }
        throw new IllegalArgumentException("not the name of one rung: " + rung);
    }
}
