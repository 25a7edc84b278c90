package org.sipario.junit;

import java.util.Optional;
import org.sipario.testkit.InMemoryNetwork;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.Network;
import org.sipario.testkit.TestUserAgent;
import org.sipario.tomcat.engine.ServerCounts;

/**
 * What one test has to itself: a network, the user agents on it, a ladder.
 *
 * @param before the server's counters when the test began
 */
record TestScope(Network network, Ladder ladder, ServerCounts before) implements AutoCloseable {

    /**
     * A new user agent.
     *
     * @param place the field or parameter that it is for, in error messages
     * @throws Misuse when there is one of that name
     */
    TestUserAgent agent(UserAgent wanted, String place) {
        TestUserAgent agent;
        try {
            agent = network.agent(wanted.value(), wanted.transport());
        } catch (IllegalArgumentException e) {
            throw new Misuse(
                    place + ": @UserAgent(\"" + wanted.value() + "\") cannot be created: " + e.getMessage(), e);
        }
        if (!wanted.password().isEmpty()) {
            agent.credentials(wanted.user().isEmpty() ? wanted.value() : wanted.user(), wanted.password());
        }
        return agent;
    }

    /** The network, if it is one in memory. */
    Optional<InMemoryNetwork> memory() {
        return network instanceof InMemoryNetwork memory ? Optional.of(memory) : Optional.empty();
    }

    @Override
    public void close() throws Exception {
        if (network instanceof AutoCloseable sockets) {
            sockets.close();
        }
    }
}
