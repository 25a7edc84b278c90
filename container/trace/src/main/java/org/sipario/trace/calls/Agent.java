package org.sipario.trace.calls;

import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Transport;

/**
 * Somebody who talked to the server.
 *
 * @param name what to call him: letters and digits, unlike any other agent's and the server's
 * @param user the user part of his address; empty where no message tells it
 * @param transport what he spoke first
 * @param login as whom he answered a challenge; null where he answered none
 */
public record Agent(
        String name,
        String user,
        Transport transport,
        @Nullable String login) {}
