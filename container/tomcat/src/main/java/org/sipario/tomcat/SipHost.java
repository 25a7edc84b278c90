package org.sipario.tomcat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.catalina.LifecycleListener;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.util.ContextName;

/**
 * A virtual host whose applications may speak SIP as well as HTTP.
 *
 * <p>In {@code conf/server.xml}: {@code <Host className="org.sipario.tomcat.SipHost"
 * hostConfigClass="org.sipario.tomcat.SipHostConfig" appBase="apps" legacyAppBase="apps-javax">}.
 */
public final class SipHost extends StandardHost {
    /** The attribute that is not Tomcat's. */
    static final List<Setting> OWN = List.of(Setting.text(
            "hostConfigClass",
            "class name",
            "",
            "`" + SipHostConfig.class.getName()
                    + "`, which knows `.sar` archives and converts old ones; must be given"));

    private final Map<String, Deployment> deployments = new TreeMap<>();
    private final Map<String, Object> resources = new TreeMap<>();
    private final Map<String, String> parameters = new TreeMap<>();
    private Runnable onChange = () -> {};

    /** Makes a host whose contexts are {@link SipContext}s. */
    public SipHost() {
        setContextClass(SipContext.class.getName());
    }

    /**
     * Takes the attribute that Tomcat has read already when it makes the host, so that Tomcat does not warn about it.
     *
     * @param className the class name of the host's deployer
     */
    public void setHostConfigClass(String className) {
        if (!className.equals(SipHostConfig.class.getName())) {
            throw new StartFailure(
                    "hostConfigClass=\"" + className + "\" of SipHost is not " + SipHostConfig.class.getName());
        }
    }

    /** What has become of each archive and directory in {@code apps/}, by the name that it has there. */
    Map<String, Deployment> deployments() {
        synchronized (deployments) {
            return Collections.unmodifiableMap(new TreeMap<>(deployments));
        }
    }

    /** Calls back after each change of {@link #deployments()}, on the thread that deploys. */
    void onChange(Runnable callback) {
        onChange = callback;
    }

    /** Objects that every application finds under {@code java:comp/env/}. */
    void bind(Map<String, Object> objects) {
        resources.putAll(objects);
    }

    Map<String, Object> resources() {
        return Collections.unmodifiableMap(resources);
    }

    /** Context parameters of every application, which go before its own. */
    void parameters(Map<String, String> values) {
        parameters.putAll(values);
    }

    Map<String, String> parameters() {
        return Collections.unmodifiableMap(parameters);
    }

    /** Deploys anew what lies in {@code apps/} under a name, and says how that went. */
    Deployment check(String stem, String file) {
        String context = new ContextName(stem, false).getName();
        deployer().check(context);
        return deployments()
                .getOrDefault(file, new Deployment(file, context, 0, file + " is not deployed; the log says why"));
    }

    /** Undeploys what lies in {@code apps/} under a name, and then has its files deleted. */
    void undeploy(String stem, Runnable deleteFiles) {
        deployer().undeploy(new ContextName(stem, false).getName(), deleteFiles);
    }

    private SipHostConfig deployer() {
        for (LifecycleListener listener : findLifecycleListeners()) {
            if (listener instanceof SipHostConfig deployer) {
                return deployer;
            }
        }
        throw new IllegalStateException("the host " + getName() + " has no SipHostConfig");
    }

    void deployed(Deployment deployment) {
        synchronized (deployments) {
            deployments.put(deployment.file(), deployment);
        }
        onChange.run();
    }

    void undeployed(String context) {
        synchronized (deployments) {
            deployments.values().removeIf(d -> d.context().equals(context));
        }
        onChange.run();
    }
}
