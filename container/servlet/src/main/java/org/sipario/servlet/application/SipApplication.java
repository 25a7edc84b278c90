package org.sipario.servlet.application;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletContextEvent;
import jakarta.servlet.sip.SipServletListener;
import jakarta.servlet.sip.SipServletRequest;
import java.lang.reflect.InvocationTargetException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EventListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sipario.servlet.descriptor.ApplicationDescriptor;
import org.sipario.servlet.descriptor.ServletDeclaration;
import org.sipario.servlet.security.Constraints;

/** A deployed SIP application: made from its descriptor, started once, stopped once. */
public final class SipApplication {

    private static final System.Logger LOG = System.getLogger(SipApplication.class.getName());

    private final ApplicationDescriptor descriptor;
    private final ServletContext context;
    private final ClassLoader loader;
    private final Instances instances;
    private final Roles roles;
    private final Listeners listeners = new Listeners();
    private final Constraints constraints;
    private final Map<String, ServletEntry> servlets = new LinkedHashMap<>();
    private final Map<String, Object> made = new LinkedHashMap<>();

    /**
     * @param loader sees the application's classes
     * @param instances makes its objects
     * @param roles knows its users
     */
    public SipApplication(
            ApplicationDescriptor descriptor,
            ServletContext context,
            ClassLoader loader,
            Instances instances,
            Roles roles) {
        this.descriptor = descriptor;
        this.context = context;
        this.loader = loader;
        this.instances = instances;
        this.roles = roles;
        this.constraints = new Constraints(descriptor.security());
    }

    // ---- what it is

    /** Unique in the container. */
    public String name() {
        return descriptor.name();
    }

    /** As declared. */
    public ApplicationDescriptor descriptor() {
        return descriptor;
    }

    /** Shared with the HTTP half of the archive. */
    public ServletContext servletContext() {
        return context;
    }

    /** Who hears of its events. */
    public Listeners listeners() {
        return listeners;
    }

    /** What requests must prove. */
    public Constraints constraints() {
        return constraints;
    }

    /** Minutes; 0 or less: never. */
    public int sessionTimeout() {
        return descriptor.sessionTimeout();
    }

    /** Seconds. */
    public int proxyTimeout() {
        return descriptor.proxyTimeout();
    }

    /** Whether sessions end by themselves when nothing is to come (SAS-17): not in applications of JSR 116. */
    public boolean invalidatesWhenReady() {
        return descriptor.version() != ApplicationDescriptor.Version.V1_0;
    }

    /** The servlet of that name, or null. */
    public @Nullable ServletEntry servlet(String name) {
        return servlets.get(name);
    }

    /** The servlet for an initial request; empty where none is meant: 404 (MAP-6). */
    public Optional<String> select(SipServletRequest request) {
        return descriptor.selection().select(request);
    }

    /** The servlet for sessions that the application itself began: main servlet or the first one (SSN-27). */
    public @Nullable String defaultServlet() {
        return switch (descriptor.selection()) {
            case org.sipario.servlet.descriptor.ServletSelection.MainServlet(String servlet) -> servlet;
            case org.sipario.servlet.descriptor.ServletSelection.Mappings _,
                    org.sipario.servlet.descriptor.ServletSelection.None _ ->
                servlets.isEmpty() ? null : servlets.keySet().iterator().next();
        };
    }

    /** Whether a user has a role, by the name that a servlet has for it (SEC-14). */
    public boolean isInRole(Principal user, @Nullable String servlet, String role) {
        String meant = role;
        if (servlet != null) {
            meant = descriptor.servlet(servlet).stream()
                    .flatMap(s -> s.roleReferences().stream())
                    .filter(reference -> reference.name().equals(role))
                    .map(ServletDeclaration.RoleReference::link)
                    .findFirst()
                    .orElse(role);
        }
        return roles.isInRole(user, meant);
    }

    /** The key that the application gives a request, or null for none (KEY-3 to KEY-6). */
    public @Nullable String key(SipServletRequest request) {
        ApplicationDescriptor.KeyMethod method = descriptor.applicationKey();
        if (method == null) {
            return null;
        }
        try {
            Class<?> type = Class.forName(method.className(), true, loader);
            Object key =
                    type.getMethod(method.method(), SipServletRequest.class).invoke(null, request);
            return key == null || key.toString().isEmpty() ? null : key.toString();
        } catch (InvocationTargetException thrown) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    name() + ": the @SipApplicationKey method failed; no key is used",
                    thrown.getCause());
            return null;
        } catch (ReflectiveOperationException impossible) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    name() + ": the @SipApplicationKey method can not be called",
                    impossible);
            return null;
        }
    }

    /** From now on the application's class loader is that of the calling thread (APP-7); the caller restores it. */
    public void enter() {
        Thread.currentThread().setContextClassLoader(loader);
    }

    /** Runs work with the application's class loader as the thread's (APP-7). */
    public void run(Runnable work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        if (before == loader) {
            work.run();
            return;
        }
        thread.setContextClassLoader(loader);
        try {
            work.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    // ---- its life

    /**
     * Makes listeners, then servlets in the order of load-on-startup, and tells who wants to know (DDX-6).
     *
     * @throws DeploymentException if something can not be made; what was made has been taken down again
     */
    public void start() throws DeploymentException {
        DeploymentException[] failure = new DeploymentException[1];
        run(() -> {
            try {
                makeListeners();
                listeners.tell(
                        ServletContextListener.class, l -> l.contextInitialized(new ServletContextEvent(context)));
                makeServlets();
            } catch (DeploymentException wrong) {
                failure[0] = wrong;
            }
        });
        if (failure[0] != null) {
            stop();
            throw failure[0];
        }
    }

    private void makeListeners() throws DeploymentException {
        for (String className : descriptor.listeners()) {
            if (make(className, "listener") instanceof EventListener listener) {
                listeners.add(listener);
            } else {
                throw new DeploymentException(name() + ": listener " + className + " implements no listener interface");
            }
        }
    }

    private Object make(String className, String what) throws DeploymentException {
        Object present = made.get(className);
        if (present != null) {
            // A class that is both servlet and listener is one object in two roles (SRV-13).
            return present;
        }
        try {
            Object instance = instances.newInstance(className);
            made.put(className, instance);
            return instance;
        } catch (Exception | LinkageError failure) {
            throw new DeploymentException(
                    name() + ": " + what + " " + className + " can not be made: " + cause(failure), failure);
        }
    }

    private void makeServlets() throws DeploymentException {
        List<ServletDeclaration> order = new ArrayList<>(descriptor.servlets());
        order.sort(Comparator.comparingInt(s -> s.loadOnStartup() < 0 ? Integer.MAX_VALUE : s.loadOnStartup()));
        Map<String, ServletEntry> byName = new LinkedHashMap<>();
        for (ServletDeclaration declaration : order) {
            if (!(make(declaration.className(), "servlet") instanceof Servlet servlet)) {
                throw new DeploymentException(
                        name() + ": " + declaration.className() + " is no servlet: it does not extend SipServlet");
            }
            byName.put(
                    declaration.name(),
                    new ServletEntry(declaration.name(), declaration.initParameters(), context, servlet));
        }
        for (ServletDeclaration declaration : descriptor.servlets()) {
            servlets.put(declaration.name(), byName.get(declaration.name()));
        }
        for (ServletEntry entry : byName.values()) {
            init(entry);
        }
    }

    /** A servlet whose init fails gets no messages; the others serve (SRV-2). */
    private void init(ServletEntry entry) {
        try {
            entry.init();
        } catch (Exception | LinkageError failure) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    name() + ": servlet " + entry.getServletName() + " failed to initialise and gets no messages: "
                            + cause(failure),
                    failure);
            return;
        }
        if (entry.servlet() instanceof SipServlet sip) {
            listeners.tell(
                    SipServletListener.class, l -> l.servletInitialized(new SipServletContextEvent(context, sip)));
        }
    }

    /**
     * Destroys its servlets, last made first. Its sessions are still there: a servlet may say BYE in {@code destroy}.
     */
    public void stopServlets() {
        run(() -> {
            for (ServletEntry entry : new ArrayList<>(servlets.values()).reversed()) {
                try {
                    entry.destroy();
                } catch (RuntimeException | LinkageError failure) {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            name() + ": destroy of " + entry.getServletName() + " failed",
                            failure);
                }
            }
        });
    }

    /** Destroys what is left of servlets and listeners, last made first. */
    public void stop() {
        stopServlets();
        run(() -> {
            listeners.tellInReverse(
                    ServletContextListener.class, l -> l.contextDestroyed(new ServletContextEvent(context)));
            new ArrayList<>(made.values()).reversed().forEach(instances::destroy);
        });
        servlets.clear();
        made.clear();
    }

    private static String cause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null
                ? root.getClass().getName()
                : root.getClass().getSimpleName() + ": " + root.getMessage();
    }

    @Override
    public String toString() {
        return name();
    }
}
