package org.sipario.testkit;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Transport;

/** What a ladder is played on: user agents on one side, the server under test on the other. */
public abstract sealed class Network permits InMemoryNetwork, SocketNetwork {

    /** A message that the server said, to whom. */
    record Spoken(String listener, TextMessage message) {}

    /** Replaced as a whole, for the server's threads look into it. */
    private volatile Map<String, TestUserAgent> agents = Map.of();

    private final RungPlayer rungs = new RungPlayer(this);
    private final VerbPlayer verbs = new VerbPlayer(this);
    private String domain = "example.com";

    Network() {}

    /** Plays verbs. */
    VerbPlayer verbs() {
        return verbs;
    }

    /** Performs rungs. */
    RungPlayer rungs() {
        return rungs;
    }

    /**
     * The domain of the user agents' addresses of record; {@code example.com} unless set. Set it before the first
     * agent.
     */
    public Network domain(String name) {
        domain = name;
        return this;
    }

    String domain() {
        return domain;
    }

    /**
     * The user agent of that name, made on first use; it speaks UDP.
     *
     * @param name as in a ladder; {@code alice/2} is {@linkplain TestUserAgent#line a line} of alice
     */
    public TestUserAgent agent(String name) {
        String[] parts = name.split("/", 2);
        TestUserAgent known = agents.get(parts[0]);
        TestUserAgent agent = known == null ? agent(parts[0], Transport.UDP) : known;
        return parts.length == 1 ? agent : agent.line(parts[1]);
    }

    /** The line that a name in a ladder means; null if it means the server. */
    @Nullable
    Line find(String name) {
        return agents.containsKey(name.split("/", 2)[0]) ? line(name) : null;
    }

    Line line(String name) {
        return agent(name).line();
    }

    /**
     * A new user agent.
     *
     * @param transport UDP or TCP
     */
    public TestUserAgent agent(String name, Transport transport) {
        if (!name.matches("[\\w.-]+")) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is no name for a user agent: letters, digits, . - and _ are");
        }
        if (agents.containsKey(name)) {
            throw new IllegalArgumentException("there is a user agent " + name + " already");
        }
        TestUserAgent agent = new TestUserAgent(connect(name, transport).line(""), this);
        Map<String, TestUserAgent> more = new LinkedHashMap<>(agents);
        more.put(name, agent);
        agents = Collections.unmodifiableMap(more);
        return agent;
    }

    Map<String, TestUserAgent> agents() {
        return agents;
    }

    /** Gives a user agent its place. */
    abstract Account connect(String name, Transport transport);

    /** A user agent sends bytes to the server. */
    abstract void say(Account from, byte[] message);

    /** Does something when time has passed, on the thread of the test. */
    abstract void later(Duration delay, Runnable task);

    /** What else may explain a failure, such as a message that the server's parser has refused. */
    List<String> remarks() {
        return List.of();
    }

    /**
     * The next message the server said that no rung has taken.
     *
     * @param listener the receiver's name; null for any. Where the order between receivers is certain, it counts
     * @param quick true where nothing is expected: only what is on its way already
     * @return null if there is none, where time is real: none in time
     */
    abstract @Nullable Spoken next(@Nullable String listener, boolean quick);

    /** Takes the message that {@link #next} gave, so that the next one follows. */
    abstract void take(Spoken spoken);

    /** Time passes. */
    abstract void pass(Duration duration);

    /** Whether copies and 100 Trying may come unasked, because time is real and the machine is slow. */
    abstract boolean mayRepeat();
}
