package org.sipario.arquillian;

import jakarta.servlet.ServletContext;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipSessionsUtil;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.TimerService;
import java.lang.annotation.Annotation;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.core.api.Instance;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.arquillian.core.spi.LoadableExtension.ExtensionBuilder;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.arquillian.test.spi.enricher.resource.ResourceProvider;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Transport;

/**
 * Gives tests that run inside an application what its servlets find in their context (JSR 289, Servlet Context): factory, timer
 * service, sessions; and {@link SipAddresses} from there, so that one class can have tests of both kinds.
 */
abstract class ResourcesInside implements ResourceProvider {
    private final Class<?> type;
    private final String attribute;

    @Inject
    private @Nullable Instance<ServletContext> context;

    ResourcesInside(Class<?> type, String attribute) {
        this.type = type;
        this.attribute = attribute;
    }

    static void register(ExtensionBuilder builder) {
        builder.service(ResourceProvider.class, Factory.class)
                .service(ResourceProvider.class, Timers.class)
                .service(ResourceProvider.class, Sessions.class)
                .service(ResourceProvider.class, Addresses.class);
    }

    @Override
    public boolean canProvide(Class<?> wanted) {
        return wanted.equals(type);
    }

    /** {@inheritDoc} Null where the application has no SIP half. */
    @Override
    public @Nullable Object lookup(ArquillianResource resource, Annotation... qualifiers) {
        ServletContext servlets = context == null ? null : context.get();
        Object found = servlets == null ? null : servlets.getAttribute(attribute);
        return found == null ? null : shown(found);
    }

    /** What the test gets for the attribute's value. */
    Object shown(Object found) {
        return found;
    }

    /** The factory of requests, addresses and URIs. */
    static final class Factory extends ResourcesInside {
        Factory() {
            super(SipFactory.class, SipServlet.SIP_FACTORY);
        }
    }

    /** The timer service. */
    static final class Timers extends ResourcesInside {
        Timers() {
            super(TimerService.class, SipServlet.TIMER_SERVICE);
        }
    }

    /** The application's sessions. */
    static final class Sessions extends ResourcesInside {
        Sessions() {
            super(SipSessionsUtil.class, SipServlet.SIP_SESSIONS_UTIL);
        }
    }

    /** Where the server listens. */
    static final class Addresses extends ResourcesInside {
        Addresses() {
            super(SipAddresses.class, SipServlet.OUTBOUND_INTERFACES);
        }

        @Override
        Object shown(Object found) {
            Map<Transport, InetSocketAddress> addresses = new EnumMap<>(Transport.class);
            for (Object each : (List<?>) found) {
                SipURI uri = (SipURI) each;
                Transport.of(uri.getTransportParam())
                        .ifPresent(transport ->
                                addresses.putIfAbsent(transport, new InetSocketAddress(uri.getHost(), uri.getPort())));
            }
            return new SipAddresses(addresses);
        }
    }
}
