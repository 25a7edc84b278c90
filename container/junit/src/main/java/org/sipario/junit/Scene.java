package org.sipario.junit;

import java.util.Optional;
import org.sipario.testkit.InMemoryNetwork;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.Network;
import org.sipario.testkit.TestUserAgent;
import org.sipario.tomcat.ServerCounts;

/**
 * One test's own: its network, the user agents there, its ladder.
 *
 * @param before what the server's counters said when the test began
 */
record Scene(Network network, Ladder ladder, ServerCounts before) implements AutoCloseable {

    /**
     * A new user agent.
     *
     * @param place which field or parameter wants it, for complaints
     * @throws Misuse when there is one of that name
     */
    TestUserAgent agent(UserAgent wanted, String place) {
        TestUserAgent agent;
        try {
            agent = network.agent(wanted.value(), wanted.transport());
        } catch (IllegalArgumentException e) {
            throw new Misuse(place + ": @UserAgent(\"" + wanted.value() + "\") cannot be had: " + e.getMessage(), e);
        }
        if (!wanted.password().isEmpty()) {
            agent.credentials(wanted.user().isEmpty() ? wanted.value() : wanted.user(), wanted.password());
        }
        return agent;
    }

    /** The network, where it is one in memory. */
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
