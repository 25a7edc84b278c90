package org.sipario.core;

import org.jspecify.annotations.Nullable;
import org.sipario.message.NameAddr;
import org.sipario.message.SipRequest;

/**
 * A request whose topmost Route was ours.
 *
 * @param request without that Route, and with the Request-URI that a strict router had moved away
 * @param popped the Route taken off, or null
 */
public record PreprocessedRequest(
        SipRequest request, @Nullable NameAddr popped) {}
