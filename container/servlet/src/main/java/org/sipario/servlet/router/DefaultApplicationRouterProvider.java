package org.sipario.servlet.router;

import jakarta.servlet.sip.ar.SipApplicationRouter;
import jakarta.servlet.sip.ar.spi.SipApplicationRouterProvider;

/**
 * Provider of the {@link DefaultApplicationRouter}. It is not listed under {@code META-INF/services}, as the first one
 * listed wins and must be able to be a foreign one; it may be named by the system property like any other.
 */
public final class DefaultApplicationRouterProvider extends SipApplicationRouterProvider {

    private final SipApplicationRouter router = new DefaultApplicationRouter();

    /** Makes the provider and its one router. */
    public DefaultApplicationRouterProvider() {}

    @Override
    public SipApplicationRouter getSipApplicationRouter() {
        return router;
    }
}
