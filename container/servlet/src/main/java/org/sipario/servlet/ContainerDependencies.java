package org.sipario.servlet;

import jakarta.servlet.sip.ar.SipApplicationRouter;
import java.util.concurrent.Executor;
import org.sipario.core.Tokens;
import org.sipario.message.wire.Locator;
import org.sipario.message.wire.Timers;
import org.sipario.message.wire.Wire;
import org.sipario.servlet.invocation.UserDatabase;

/**
 * What a container is built on; a test gives it a network in memory and a clock of its own.
 *
 * @param wire the way out
 * @param locator finds servers; may block
 * @param timers the clock
 * @param executor runs session queues; each on a virtual thread in the server
 * @param tokens tags and identifiers
 * @param router chooses applications; initialised by the container
 * @param users the users of the platform and their passwords
 */
public record ContainerDependencies(
        Wire wire,
        Locator locator,
        Timers timers,
        Executor executor,
        Tokens tokens,
        SipApplicationRouter router,
        UserDatabase users) {}
