package org.sipario.trace.calls;

import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Transport;

/**
 * A user agent or server that exchanged messages with the recording server.
 *
 * @param name its name in ladders and scenarios: letters and digits, unique
 * @param user the user part of its address; empty where no message has it
 * @param transport the first that it used
 * @param login its user name in credentials; null where it answered no challenge
 */
public record Agent(
        String name,
        String user,
        Transport transport,
        @Nullable String login) {}
