package org.sipario.tomcat;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.servlet.ServletContext;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.rmi.Remote;
import java.util.Map;
import java.util.Optional;
import javax.naming.NamingException;
import org.apache.catalina.Container;
import org.apache.catalina.Host;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.core.NamingContextListener;
import org.apache.catalina.core.StandardContext;
import org.apache.juli.logging.Log;
import org.apache.tomcat.InstanceManager;
import org.apache.tomcat.util.descriptor.web.ApplicationParameter;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.jspecify.annotations.Nullable;
import org.sipario.servlet.Deployed;
import org.sipario.servlet.application.DeploymentException;
import org.sipario.servlet.application.ServletEntry;
import org.sipario.servlet.descriptor.ApplicationDescriptor;
import org.sipario.servlet.descriptor.DescriptorException;

/**
 * An application: a web application of Tomcat's that may have SIP servlets too.
 *
 * <p>It is a SIP application when its archive has a {@code WEB-INF/sip.xml} or classes with SIP annotations. Then the SIP half is made
 * known to the container before any listener or servlet of the archive is made, so that all of them find a {@code SipFactory},
 * and lets messages in when the web half has started.
 */
public final class SipContext extends StandardContext {
    private static final System.Logger LOG = System.getLogger("org.sipario.Deployment");

    private @Nullable ApplicationDescriptor descriptor;
    private @Nullable Deployed sip;
    private @Nullable SipResources resources;
    private boolean prepared;
    private String problem = "";

    /** Made by Tomcat for each application. */
    public SipContext() {
        StandardJarScanner scanner = new StandardJarScanner();
        // The server's own jars hold no tag libraries and no web fragments: looking for them costs start time.
        scanner.setScanClassPath(false);
        scanner.setScanManifest(false);
        setJarScanner(scanner);
        // Where the JVM does not let Tomcat look, it would say so each time an application goes.
        setClearReferencesThreadLocals(isOpen(Object.class.getModule(), "java.lang"));
        setClearReferencesRmiTargets(isOpen(Remote.class.getModule(), "sun.rmi.transport"));
    }

    private static boolean isOpen(Module module, String packageName) {
        return module.isOpen(packageName, StandardContext.class.getModule());
    }

    @Override
    protected void initInternal() throws LifecycleException {
        // Absolute, so that servers with different base folders can live in one process.
        setDefaultWebXml(conf("web.xml"));
        setDefaultContextXml(conf("context.xml"));
        super.initInternal();
    }

    private String conf(String name) {
        return getCatalinaBase().toPath().resolve("conf").resolve(name).toString();
    }

    @Override
    protected void startInternal() throws LifecycleException {
        problem = "";
        try {
            descriptor = describe().orElse(null);
            if (!prepared) {
                prepared = true;
                prepare();
            }
            super.startInternal();
        } catch (DeploymentFailure e) {
            explain(String.valueOf(e.getMessage()));
            LOG.log(ERROR, problem);
            setState(LifecycleState.FAILED);
        } catch (LifecycleException | RuntimeException e) {
            explain(ToldLog.oneLine(String.valueOf(ToldLog.root(e))));
            throw e;
        }
    }

    /** The first thing that goes wrong is why the application does not serve; the rest follows from it. */
    private void explain(String failure) {
        if (problem.isEmpty()) {
            problem = name() + " is not deployed: " + failure;
        }
    }

    @Override
    public Log getLogger() {
        if (logger == null) {
            logger = new ToldLog(super.getLogger(), this::explain);
        }
        return logger;
    }

    /** What the archive says of its SIP half; empty when it has none. */
    private Optional<ApplicationDescriptor> describe() {
        File docBase = new File(getDocBase());
        Path root = (docBase.isAbsolute() ? docBase : new File(host().getAppBaseFile(), getDocBase())).toPath();
        try {
            return new Contents(root).describe(name());
        } catch (DescriptorException | IOException e) {
            throw new DeploymentFailure(String.valueOf(e.getMessage()));
        }
    }

    private String name() {
        return getBaseName();
    }

    private Host host() {
        return (Host) getParent();
    }

    /** What a SIP application has besides a web application's; done once, as Tomcat keeps it over a reload. */
    private void prepare() {
        if (host() instanceof SipHost ours) {
            ours.parameters().forEach(this::overrule);
        }
        addLifecycleListener(this::configured);
        addServletContainerInitializer((_, _) -> deploySip(), null);
        if (descriptor == null) {
            return;
        }
        descriptor.warnings().forEach(warning -> LOG.log(WARNING, "{0}: {1}", name(), warning));
        if (getManager() == null) {
            setManager(new ConvergedSessions());
        }
        getPipeline().addValve(new ApplicationSessionValve());
    }

    private void overrule(String name, String value) {
        ApplicationParameter parameter = new ApplicationParameter();
        parameter.setName(name);
        parameter.setValue(value);
        parameter.setOverride(false);
        addApplicationParameter(parameter);
    }

    /** After Tomcat has read web.xml, and before it fills the JNDI tree. */
    private void configured(LifecycleEvent event) {
        if (!event.getType().equals(Lifecycle.CONFIGURE_START_EVENT)) {
            return;
        }
        if (descriptor != null) {
            new DescriptorMerge(this, descriptor).apply();
        }
        if (host() instanceof SipHost ours) {
            // What the server was given it need not make: Tomcat would try, and complain of what is not on the class
            // path.
            ours.resources().keySet().forEach(getNamingResources()::removeResource);
        }
    }

    @Override
    public ServletContext getServletContext() {
        if (context == null) {
            useServletContextThatKnowsSip();
        }
        return super.getServletContext();
    }

    private synchronized void useServletContextThatKnowsSip() {
        if (context == null) {
            context = new SipServletContext(this);
        }
    }

    /** The SIP servlet of that name; null where there is none. */
    @Nullable
    ServletEntry sipServlet(String name) {
        Deployed half = sip;
        return half == null ? null : half.application().servlet(name);
    }

    @Override
    public InstanceManager createInstanceManager() {
        InstanceManager tomcat = super.createInstanceManager();
        NamingContextListener naming = getNamingContextListener();
        if (naming == null) {
            return tomcat;
        }
        EnvTree env = new EnvTree(naming, getNamingToken());
        if (host() instanceof SipHost ours) {
            bind(env, ours.resources());
        }
        if (descriptor == null) {
            return tomcat;
        }
        SipResources objects = new SipResources(getServletContext(), env);
        resources = objects;
        return new SipInstances(tomcat, objects, getLoader().getClassLoader());
    }

    private void bind(EnvTree env, Map<String, Object> objects) {
        try {
            for (Map.Entry<String, Object> object : objects.entrySet()) {
                env.bind(object.getKey(), object.getValue());
            }
        } catch (NamingException e) {
            throw new DeploymentFailure("its JNDI tree cannot be filled: " + e);
        }
    }

    private void deploySip() {
        if (descriptor == null) {
            return;
        }
        sip = engine().deploy(descriptor, this);
        try {
            if (resources != null) {
                resources.bindFor(descriptor.name());
            }
        } catch (NamingException e) {
            throw new DeploymentFailure("its JNDI tree cannot be filled: " + e);
        }
    }

    private SipEngine engine() {
        if (host().getParent() instanceof SipEngine engine) {
            return engine;
        }
        throw new DeploymentFailure("it is a SIP application, and conf/server.xml has no <Engine className=\""
                + SipEngine.class.getName() + "\"> around its host");
    }

    @Override
    public boolean loadOnStartup(Container[] children) {
        boolean started = super.loadOnStartup(children);
        if (started && sip != null) {
            try {
                sip.start();
            } catch (DeploymentException e) {
                throw new DeploymentFailure(String.valueOf(e.getMessage()));
            }
        }
        return started;
    }

    @Override
    protected void stopInternal() throws LifecycleException {
        Deployed half = sip;
        sip = null;
        if (half != null) {
            half.undeploy();
        }
        super.stopInternal();
        resources = null;
        descriptor = null;
    }

    /** Why the application does not serve, in one line; a hint at the log when we do not know. */
    String problem() {
        return problem.isEmpty() ? name() + " is not deployed; the log says why" : problem;
    }

    /** The class loader that sees the application's classes. */
    ClassLoader applicationLoader() {
        return getLoader().getClassLoader();
    }

    /** A URL of this application: the scheme's own connector, and a path below the context path. */
    String absoluteUrl(String path, String scheme) {
        return WebAddress.of(this, scheme) + getEncodedPath() + (path.startsWith("/") ? path : "/" + path);
    }
}
