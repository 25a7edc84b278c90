package org.sipario.servlet.routing;

import org.jspecify.annotations.Nullable;
import org.sipario.message.NameAddr;
import org.sipario.message.wire.Flow;

/**
 * How a request first reached this server; the same for every application of the chain (MSG-41, REQ-12).
 *
 * @param flow the way it came from outside
 * @param poppedRoute our own Route that it carried then, or null
 */
public record InitialHop(Flow flow, @Nullable NameAddr poppedRoute) {}
