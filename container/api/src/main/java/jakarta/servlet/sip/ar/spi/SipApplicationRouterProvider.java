package jakarta.servlet.sip.ar.spi;

import jakarta.servlet.sip.ar.SipApplicationRouter;

/**
 * The service provider that brings an application router into the container.
 *
 * <p>A router archive names a public subclass with a constructor without parameters in {@code
 * META-INF/services/jakarta.servlet.sip.ar.spi.SipApplicationRouterProvider}; of several the first on the class path is
 * taken. The system property {@code jakarta.servlet.sip.ar.spi.SipApplicationRouterProvider} with a class name
 * overrides that search. A container has exactly one router; without any it uses its default one.
 *
 * <p>JSR 289 §15.
 */
public abstract class SipApplicationRouterProvider {

    /** For the container, which makes the provider by reflection. */
    public SipApplicationRouterProvider() {}

    /** {@return the router, not yet initialised, never null} The container calls one of its {@code init} methods. */
    public abstract SipApplicationRouter getSipApplicationRouter();
}
