package org.sipario.tomcat.deploy;

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
import org.sipario.tomcat.Causes;
import org.sipario.tomcat.converged.ApplicationSessionValve;
import org.sipario.tomcat.converged.ConvergedSessions;
import org.sipario.tomcat.engine.SipEngine;

/**
 * An application: a web application of Tomcat's that may have SIP servlets too.
 *
 * <p>It is a SIP application when its archive has a {@code WEB-INF/sip.xml} or classes with SIP annotations. Then its SIP
 * half is announced to the container before any listener or servlet of the archive is created, so that all of them find a
 * {@code SipFactory}, and gets messages when the web half has started.
 */
public final class SipContext extends StandardContext {
    private static final System.Logger LOG = System.getLogger("org.sipario.Deployment");

    private @Nullable ApplicationDescriptor descriptor;
    private @Nullable Deployed sip;
    private @Nullable SipResources resources;
    private Map<String, Object> hostResources = Map.of();
    private Map<String, String> hostParameters = Map.of();
    private boolean prepared;
    private String problem = "";

    /** Created by Tomcat for each application. */
    public SipContext() {
        StandardJarScanner scanner = new StandardJarScanner();
        // The server's own jars have no tag libraries and no web fragments: a search for them costs start time.
        scanner.setScanClassPath(false);
        scanner.setScanManifest(false);
        setJarScanner(scanner);
        // Without access to these fields of the JVM, Tomcat would log that for every application that is undeployed.
        setClearReferencesThreadLocals(isOpen(Object.class.getModule(), "java.lang"));
        setClearReferencesRmiTargets(isOpen(Remote.class.getModule(), "sun.rmi.transport"));
    }

    private static boolean isOpen(Module module, String packageName) {
        return module.isOpen(packageName, StandardContext.class.getModule());
    }

    /**
     * Takes what the host gives to all its applications.
     *
     * @param resources objects, by their names under {@code java:comp/env/}
     * @param parameters context parameters, which take precedence over the application's own
     */
    void provide(Map<String, Object> resources, Map<String, String> parameters) {
        hostResources = Map.copyOf(resources);
        hostParameters = Map.copyOf(parameters);
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
            explain(ReportingLog.oneLine(String.valueOf(Causes.root(e))));
            throw e;
        }
    }

    /** The first failure is why the application does not run; the others follow from it. */
    private void explain(String failure) {
        if (problem.isEmpty()) {
            problem = name() + " is not deployed: " + failure;
        }
    }

    @Override
    public Log getLogger() {
        if (logger == null) {
            logger = new ReportingLog(super.getLogger(), this::explain);
        }
        return logger;
    }

    /** The SIP half as descriptor and annotations describe it; empty when there is none. */
    private Optional<ApplicationDescriptor> describe() {
        File docBase = new File(getDocBase());
        Path root = (docBase.isAbsolute() ? docBase : new File(host().getAppBaseFile(), getDocBase())).toPath();
        try {
            return new ApplicationFiles(root).describe(name());
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

    /** Adds the parts that a web application does not have; done once, as Tomcat keeps them over a reload. */
    private void prepare() {
        hostParameters.forEach(this::overrule);
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
        // The host has these objects already; Tomcat would try to create them, and fail for classes that are not there.
        hostResources.keySet().forEach(getNamingResources()::removeResource);
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
            context = new SipServletContext(this, this::sipServlet);
        }
    }

    /** The SIP servlet of that name, if there is one. */
    private @Nullable ServletEntry sipServlet(String name) {
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
        bind(env, hostResources);
        if (descriptor == null) {
            return tomcat;
        }
        SipResources objects = new SipResources(getServletContext(), env);
        resources = objects;
        return new SipInstanceManager(tomcat, objects, getLoader().getClassLoader());
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
        try {
            sip = engine().deploy(
                            descriptor,
                            getServletContext(),
                            getLoader().getClassLoader(),
                            new TomcatInstances(this),
                            (user, role) -> getRealm().hasRole(null, user, role));
            if (resources != null) {
                resources.bindFor(descriptor.name());
            }
        } catch (DeploymentException e) {
            throw new DeploymentFailure(String.valueOf(e.getMessage()));
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

    /** Why the application does not run, in one line; a hint at the log when the reason is not known. */
    String problem() {
        return problem.isEmpty() ? name() + " is not deployed; the log says why" : problem;
    }
}
