package org.sipario.servlet.facade;

import org.jspecify.annotations.Nullable;
import org.sipario.message.NameAddr;
import org.sipario.servlet.routing.Passage;

/**
 * How a request came to an application.
 *
 * @param exchange to answer it; for a CANCEL or ACK that of the INVITE
 * @param passage how it first came to this server
 * @param poppedRoute our own Route that it carried when it came to this application, or null
 */
public record Arrival(
        ServerExchange exchange, Passage passage, @Nullable NameAddr poppedRoute) {}
