package org.sipario.tomcat.deploy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.catalina.Container;
import org.apache.catalina.LifecycleListener;
import org.apache.catalina.core.StandardHost;
import org.sipario.tomcat.Setting;
import org.sipario.tomcat.StartFailure;

/**
 * A virtual host whose applications may speak SIP as well as HTTP.
 *
 * <p>In {@code conf/server.xml}: {@code <Host className="org.sipario.tomcat.deploy.SipHost"
 * hostConfigClass="org.sipario.tomcat.deploy.SipHostConfig" appBase="apps" legacyAppBase="apps-javax">}.
 */
public final class SipHost extends StandardHost {
    /** The attribute that is not Tomcat's. */
    public static final List<Setting> TABLE = List.of(Setting.text(
            "hostConfigClass",
            "class name",
            "",
            "`" + SipHostConfig.class.getName()
                    + "`, which knows `.sar` archives and converts old ones; must be given"));

    private final Map<String, Object> resources = new TreeMap<>();
    private final Map<String, String> parameters = new TreeMap<>();

    /** Creates a host whose contexts are {@link SipContext}s. */
    public SipHost() {
        setContextClass(SipContext.class.getName());
    }

    /**
     * Takes the attribute that Tomcat has read before, when it created the host; without this setter Tomcat would warn of
     * it.
     *
     * @param className the class name of the host's deployer
     */
    public void setHostConfigClass(String className) {
        if (!className.equals(SipHostConfig.class.getName())) {
            throw new StartFailure(
                    "hostConfigClass=\"" + className + "\" of SipHost is not " + SipHostConfig.class.getName());
        }
    }

    /** Gives objects to every application, under {@code java:comp/env/}. */
    public void bind(Map<String, Object> objects) {
        resources.putAll(objects);
    }

    /** Gives context parameters to every application; they take precedence over its own. */
    public void parameters(Map<String, String> values) {
        parameters.putAll(values);
    }

    @Override
    public void addChild(Container child) {
        if (child instanceof SipContext application) {
            application.provide(resources, parameters);
        }
        super.addChild(child);
    }

    /** The host's deployer. */
    public SipHostConfig deployer() {
        for (LifecycleListener listener : findLifecycleListeners()) {
            if (listener instanceof SipHostConfig deployer) {
                return deployer;
            }
        }
        throw new IllegalStateException("the host " + getName() + " has no SipHostConfig");
    }
}
