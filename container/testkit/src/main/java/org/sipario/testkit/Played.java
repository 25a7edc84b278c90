package org.sipario.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** What was said while a ladder was played, for a closer look. */
public final class Played {

    private record Entry(String rung, TextMessage message) {}

    private final Ladder ladder;
    private final List<Entry> all = new ArrayList<>();

    Played(Ladder ladder) {
        this.ladder = ladder;
    }

    void add(String rung, TextMessage message) {
        all.add(new Entry(rung, message));
    }

    boolean has(TextMessage message) {
        return all.stream().anyMatch(said -> Arrays.equals(said.message().bytes(), message.bytes()));
    }

    /**
     * Looks closer at the first message of a rung.
     *
     * @param rung as {@code proxy -> bob INVITE}
     */
    public Played where(String rung, Consumer<TextMessage> look) {
        return where(rung, 1, look);
    }

    /**
     * Looks closer at one of several messages of a rung.
     *
     * @param count 1 for the first
     */
    public Played where(String rung, int count, Consumer<TextMessage> look) {
        look.accept(message(rung, count));
        return this;
    }

    /** The first message of a rung. */
    public TextMessage message(String rung) {
        return message(rung, 1);
    }

    /** One of several messages of a rung. @param count 1 for the first */
    public TextMessage message(String rung, int count) {
        String name = Ladder.name(rung);
        List<TextMessage> found = all.stream()
                .filter(said -> said.rung().equals(name))
                .map(Entry::message)
                .toList();
        if (count > found.size()) {
            throw new AssertionError("\"" + name + "\" was played " + found.size() + " times");
        }
        return found.get(count - 1);
    }

    /** Goes on with more rungs. */
    public Played play(String rungs) {
        return ladder.play(rungs);
    }
}
