package org.sipario.core;

import org.jspecify.annotations.Nullable;
import org.sipario.message.NameAddr;
import org.sipario.message.SipRequest;

/**
 * A request after Route information preprocessing: RFC 3261 §16.4.
 *
 * @param request without our Route, and with the Request-URI that a strict router had moved to the last Route
 * @param popped the Route removed, or null
 */
public record PreprocessedRequest(
        SipRequest request, @Nullable NameAddr popped) {}
