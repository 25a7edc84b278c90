package org.sipario.tomcat.deploy;

import static java.lang.System.Logger.Level.WARNING;

import java.lang.reflect.InvocationTargetException;
import org.apache.catalina.Context;
import org.sipario.servlet.application.Instances;

/** Creates SIP servlets and listeners of an application as Tomcat creates HTTP ones: with injection and callbacks. */
record TomcatInstances(Context context) implements Instances {
    private static final System.Logger LOG = System.getLogger("org.sipario.Deployment");

    @Override
    public Object newInstance(String className) throws Exception {
        return context.getInstanceManager()
                .newInstance(className, context.getLoader().getClassLoader());
    }

    @Override
    public void destroy(Object instance) {
        try {
            context.getInstanceManager().destroyInstance(instance);
        } catch (IllegalAccessException | InvocationTargetException | RuntimeException e) {
            LOG.log(WARNING, "the @PreDestroy method of " + instance.getClass().getName() + " failed", e);
        }
    }
}
