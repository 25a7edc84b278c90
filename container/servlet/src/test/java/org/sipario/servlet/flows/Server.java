package org.sipario.servlet.flows;

import jakarta.servlet.ServletContext;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipSessionsUtil;
import jakarta.servlet.sip.TimerService;
import jakarta.servlet.sip.ar.SipApplicationRouter;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EventListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.sipario.core.Tokens;
import org.sipario.core.digest.DigestAlgorithm;
import org.sipario.message.MessageLimits;
import org.sipario.message.MessageParser;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Locator;
import org.sipario.message.wire.Wire;
import org.sipario.servlet.ContainerDependencies;
import org.sipario.servlet.ContainerSettings;
import org.sipario.servlet.Deployed;
import org.sipario.servlet.SipContainer;
import org.sipario.servlet.application.DeploymentException;
import org.sipario.servlet.application.Instances;
import org.sipario.servlet.descriptor.ApplicationDescriptor;
import org.sipario.servlet.descriptor.ApplicationDescriptor.Naming;
import org.sipario.servlet.descriptor.ApplicationDescriptor.Security;
import org.sipario.servlet.descriptor.ApplicationDescriptor.Settings;
import org.sipario.servlet.descriptor.SecurityConstraint;
import org.sipario.servlet.descriptor.ServletDeclaration;
import org.sipario.servlet.descriptor.ServletSelection;
import org.sipario.servlet.invocation.UserDatabase;
import org.sipario.testkit.InMemoryNetwork;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.TestUserAgent;
import org.sipario.testkit.TextMessage;

/**
 * A whole container in memory: network, virtual clock, and applications made of objects. Requests go to the
 * applications in the order in which they were deployed.
 */
final class Server {

    final InMemoryNetwork network;
    final SipContainer container;
    final SequentialRouter router = new SequentialRouter();

    /** By user name; empty unless the test adds some. */
    final Map<String, String> passwords = new ConcurrentHashMap<>();

    /** One role of each user, by user name. */
    final Map<String, String> roles = new ConcurrentHashMap<>();

    private static final Naming NO_NAMES = new Naming(List.of(), List.of(), List.of());

    Server() {
        this(new InMemoryNetwork());
    }

    Server(InMemoryNetwork network) {
        this(network, network.executor());
    }

    /** With a given application router. */
    Server(SipApplicationRouter applications) {
        this(new InMemoryNetwork(), applications);
    }

    private Server(InMemoryNetwork network, SipApplicationRouter applications) {
        this(network, network.executor(), applications);
    }

    /** @param queues runs the sessions' queues */
    Server(InMemoryNetwork network, Executor queues) {
        this(network, queues, null);
    }

    /** With a given wire and locator, for messages that a test user agent neither sends nor receives. */
    Server(InMemoryNetwork network, Wire wire, Locator locator) {
        this(network, wire, locator, network.executor(), null);
    }

    private Server(InMemoryNetwork network, Executor queues, @Nullable SipApplicationRouter applications) {
        this(network, network, network.locator(), queues, applications);
    }

    private Server(
            InMemoryNetwork network,
            Wire wire,
            Locator locator,
            Executor queues,
            @Nullable SipApplicationRouter applications) {
        this.network = network;
        this.container = new SipContainer(
                new ContainerDependencies(
                        wire,
                        locator,
                        network.timers(),
                        queues,
                        new Tokens(1, 2),
                        applications == null ? router : applications,
                        new Known(passwords)),
                ContainerSettings.DEFAULT);
        network.deliverTo(container.layer()).refuseTo(container.layer()::reject);
        container.serve();
    }

    private record Known(Map<String, String> passwords) implements UserDatabase {
        @Override
        public @Nullable Principal principal(String user) {
            return passwords.containsKey(user) ? () -> user : null;
        }

        @Override
        public @Nullable String ha1(String user, String realm, DigestAlgorithm algorithm) {
            String password = passwords.get(user);
            return password == null ? null : algorithm.ha1(user, realm, password);
        }
    }

    /** An application of one servlet and any number of listeners, started. */
    Application deploy(String name, SipServlet servlet, EventListener... listeners) {
        return deploy(name, 3, servlet, listeners);
    }

    /** @param sessionTimeout in minutes */
    Application deploy(String name, int sessionTimeout, SipServlet servlet, EventListener... listeners) {
        return deploy(name, sessionTimeout, Edition.CURRENT, Server.class.getClassLoader(), servlet, listeners);
    }

    /**
     * What most tests leave at its default.
     *
     * @param version decides defaults
     * @param key the method that names the session of a request, or null
     * @param constraints what requests must prove
     */
    record Edition(
            ApplicationDescriptor.Version version,
            ApplicationDescriptor.@Nullable KeyMethod key,
            List<SecurityConstraint> constraints) {
        static final Edition CURRENT = new Edition(ApplicationDescriptor.Version.V1_1, null, List.of());
        static final Edition OLD = new Edition(ApplicationDescriptor.Version.V1_0, null, List.of());

        static Edition guarded(SecurityConstraint... constraints) {
            return new Edition(CURRENT.version(), null, List.of(constraints));
        }

        /** @param type has the public static method of that name */
        static Edition keyed(Class<?> type, String method) {
            return new Edition(
                    CURRENT.version(), new ApplicationDescriptor.KeyMethod(type.getName(), method), List.of());
        }
    }

    /** @param loader the application's own */
    Application deploy(
            String name,
            int sessionTimeout,
            Edition edition,
            ClassLoader loader,
            SipServlet servlet,
            EventListener... listeners) {
        Map<String, Object> objects = new LinkedHashMap<>();
        objects.put("servlet", servlet);
        List<String> listenerNames = new ArrayList<>();
        for (EventListener listener : listeners) {
            if (listener == (Object) servlet) {
                listenerNames.add("servlet");
            } else {
                listenerNames.add("listener" + objects.size());
                objects.put("listener" + objects.size(), listener);
            }
        }
        ApplicationDescriptor descriptor = new ApplicationDescriptor(
                edition.version(),
                name,
                null,
                null,
                false,
                Map.of(),
                listenerNames,
                List.of(new ServletDeclaration("main", "servlet", null, Map.of(), 1, null, List.of())),
                new ServletSelection.MainServlet("main"),
                180,
                sessionTimeout,
                new Security(edition.constraints(), null, List.of()),
                NO_NAMES,
                edition.key(),
                new Settings(false, false, false, false),
                List.of());
        ServletContext context = context(name);
        try {
            Deployed deployed = container.deploy(descriptor, context, loader, new Given(objects), this::isInRole);
            deployed.start();
            return new Application(deployed, context);
        } catch (DeploymentException failure) {
            throw new AssertionError(failure);
        }
    }

    private boolean isInRole(Principal user, String role) {
        return role.equals(roles.get(user.getName()));
    }

    record Application(Deployed deployed, ServletContext context) {
        SipFactory factory() {
            return (SipFactory) Objects.requireNonNull(context.getAttribute(SipServlet.SIP_FACTORY));
        }

        TimerService timers() {
            return (TimerService) Objects.requireNonNull(context.getAttribute(SipServlet.TIMER_SERVICE));
        }

        SipSessionsUtil sessions() {
            return (SipSessionsUtil) Objects.requireNonNull(context.getAttribute(SipServlet.SIP_SESSIONS_UTIL));
        }
    }

    private record Given(Map<String, Object> objects) implements Instances {
        @Override
        public Object newInstance(String className) {
            return Objects.requireNonNull(objects.get(className), className);
        }

        @Override
        public void destroy(Object instance) {}
    }

    /** A context that knows attributes and its name, and nothing else. */
    private static ServletContext context(String name) {
        Map<String, Object> attributes = new ConcurrentHashMap<>();
        return (ServletContext) Proxy.newProxyInstance(
                Server.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getAttribute" -> attributes.get((String) arguments[0]);
                    case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                    case "getAttributeNames" -> Collections.enumeration(Set.copyOf(attributes.keySet()));
                    case "getServletContextName" -> name;
                    case "toString" -> name;
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == arguments[0];
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }

    /** Time passes, each timer at its own moment. */
    void after(Duration time) {
        network.timers().advance(time, network::settle);
    }

    /** Receives a message that a test user agent would not send, such as the 2xx of a second fork. */
    void receive(TestUserAgent from, TextMessage message) {
        byte[] bytes = message.bytes();
        if (new MessageParser(MessageLimits.DEFAULT).datagram(bytes, 0, bytes.length)
                instanceof MessageParser.Parsed.Whole(var whole)) {
            ListeningPoint point = network.listeningPoints().getFirst();
            container.layer().received(whole, new Flow(point, from.address(), Flow.ANY));
            network.settle();
        } else {
            throw new AssertionError("not a whole message: " + message);
        }
    }

    /** A ladder on this server. */
    Ladder ladder(String... agents) {
        return Ladder.on(network, agents);
    }

    /** Fails if an application session or a dialog is left. */
    void assertEmpty() {
        if (!container.index().applications().isEmpty() || container.index().dialogCount() > 0) {
            throw new AssertionError("left behind: " + container.index().applications() + " and "
                    + container.index().dialogCount() + " dialogs");
        }
    }
}
