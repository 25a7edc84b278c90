package org.sipario.junit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.sipario.testkit.InMemoryNetwork;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.TestUserAgent;
import org.sipario.testkit.VirtualTimers;
import org.sipario.tomcat.embedded.EmbeddedServer;
import org.sipario.tomcat.engine.ServerCounts;

/** JUnit's side of a {@link SipTest}: a server for the class, a scope for each test, and parameters from both. */
final class SipTestExtension implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SipTestExtension.class);
    private static final Set<Class<?>> OF_THE_SERVER = Set.of(EmbeddedServer.class, URI.class);
    private static final Set<Class<?>> OF_A_TEST =
            Set.of(TestUserAgent.class, Ladder.class, VirtualTimers.class, InMemoryNetwork.class, ServerCounts.class);

    SipTestExtension() {}

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    /** A nested class without an annotation of its own uses the server of its enclosing class. */
    @Override
    public void beforeAll(ExtensionContext context) {
        Class<?> test = context.getRequiredTestClass();
        AnnotationSupport.findAnnotation(test, SipTest.class)
                .ifPresent(settings -> store(context).put(TestServer.class, TestServer.start(test, settings)));
    }

    private static TestServer server(ExtensionContext context) {
        TestServer server = store(context).get(TestServer.class, TestServer.class);
        if (server == null) {
            throw new Misuse(context.getDisplayName() + ": @SipTest belongs on the class of the tests");
        }
        return server;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IllegalAccessException {
        TestScope scope = server(context).begin();
        store(context).put(TestScope.class, scope);
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            inject(instance, scope);
        }
    }

    private static void inject(Object instance, TestScope scope) throws IllegalAccessException {
        List<Field> fields = AnnotationSupport.findAnnotatedFields(
                instance.getClass(), UserAgent.class, _ -> true, HierarchyTraversalMode.TOP_DOWN);
        for (Field field : fields) {
            String place = field.getDeclaringClass().getName() + "." + field.getName();
            checkType(field.getType(), place);
            if (Modifier.isStatic(field.getModifiers()) || Modifier.isFinal(field.getModifiers())) {
                throw new Misuse(
                        place + ": a field with @UserAgent must be neither static nor final: each test has its own");
            }
            field.setAccessible(true);
            field.set(instance, scope.agent(field.getAnnotation(UserAgent.class), place));
        }
    }

    private static void checkType(Class<?> type, String place) {
        if (type != TestUserAgent.class) {
            throw new Misuse(
                    place + " has @UserAgent and is a " + type.getName() + ", not a " + TestUserAgent.class.getName());
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        TestScope scope = store(context).remove(TestScope.class, TestScope.class);
        if (scope != null) {
            server(context).end(scope);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return OF_THE_SERVER.contains(type) || OF_A_TEST.contains(type) || parameter.isAnnotated(UserAgent.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        TestServer server = server(context);
        if (type == EmbeddedServer.class) {
            return server.server();
        }
        if (type == URI.class) {
            return server.web();
        }
        String place = place(parameter);
        if (type == VirtualTimers.class) {
            return server.clock().orElseThrow(() -> real(place));
        }
        TestScope scope = scope(context, place);
        if (type == Ladder.class) {
            return scope.ladder();
        }
        if (type == InMemoryNetwork.class) {
            return scope.memory().orElseThrow(() -> real(place));
        }
        return type == ServerCounts.class ? scope.before() : agent(parameter, scope, place);
    }

    private static Misuse real(String place) {
        return new Misuse(place + ": there is none with network = SOCKETS, where sockets and time are real");
    }

    private static TestScope scope(ExtensionContext context, String place) {
        @Nullable TestScope scope = store(context).get(TestScope.class, TestScope.class);
        if (scope == null) {
            throw new Misuse(place + " belongs to one test, and here there is none: make it a parameter of a test,"
                    + " of @BeforeEach or of @AfterEach");
        }
        return scope;
    }

    private static TestUserAgent agent(ParameterContext parameter, TestScope scope, String place) {
        checkType(parameter.getParameter().getType(), place);
        UserAgent wanted = parameter
                .findAnnotation(UserAgent.class)
                .orElseThrow(() -> new Misuse(place + " has no name: write @UserAgent(\"alice\") before it"));
        return scope.agent(wanted, place);
    }

    private static String place(ParameterContext context) {
        Parameter parameter = context.getParameter();
        return context.getDeclaringExecutable().getDeclaringClass().getName() + "."
                + context.getDeclaringExecutable().getName() + ": the parameter "
                + parameter.getType().getSimpleName() + " " + parameter.getName();
    }
}
