package org.sipario.testkit;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sipario.message.Transport;

/** What a ladder is played on: user agents on one side, the server under test on the other. */
public abstract sealed class Network permits InMemoryNetwork, SocketNetwork {

    /** A message that the server said, to whom. */
    record Spoken(String listener, TextMessage message) {}

    /** Replaced as a whole, for the server's threads look into it. */
    private volatile Map<String, TestUserAgent> agents = Map.of();

    private String domain = "example.com";

    Network() {}

    /** The domain of the user agents' addresses of record; {@code example.com} unless set. Set it before the first agent. */
    public Network domain(String name) {
        domain = name;
        return this;
    }

    String domain() {
        return domain;
    }

    /** The user agent of that name, made on first use; it speaks UDP. */
    public TestUserAgent agent(String name) {
        TestUserAgent known = agents.get(name);
        return known == null ? agent(name, Transport.UDP) : known;
    }

    /**
     * A new user agent.
     *
     * @param transport UDP or TCP
     */
    public TestUserAgent agent(String name, Transport transport) {
        if (agents.containsKey(name)) {
            throw new IllegalArgumentException("there is a user agent " + name + " already");
        }
        TestUserAgent agent = connect(name, transport);
        Map<String, TestUserAgent> more = new LinkedHashMap<>(agents);
        more.put(name, agent);
        agents = Collections.unmodifiableMap(more);
        return agent;
    }

    Map<String, TestUserAgent> agents() {
        return agents;
    }

    /** Gives a user agent its place. */
    abstract TestUserAgent connect(String name, Transport transport);

    /** A user agent sends bytes to the server. */
    abstract void say(TestUserAgent agent, byte[] message);

    /**
     * The next message the server said that no rung has taken.
     *
     * @param listener to whom; null for whoever. Where order between listeners is certain, it is that order that counts
     * @param quick true where nothing is expected: whatever is on its way is enough
     * @return null if there is none, where time is real: none in time
     */
    abstract @Nullable Spoken next(@Nullable String listener, boolean quick);

    /** Takes the message that {@link #next} gave, so that the next one follows. */
    abstract void take(Spoken spoken);

    /** Time passes. */
    abstract void pass(Duration duration);

    /** Whether copies may come unasked, because time is real and the machine is slow. */
    abstract boolean mayRepeat();
}
