package org.sipario.tomcat;

import static java.lang.System.Logger.Level.WARNING;

import java.lang.reflect.InvocationTargetException;
import org.sipario.servlet.application.Instances;

/** The SIP servlets and listeners of an application, made as Tomcat makes HTTP ones: injected, and told of their life. */
record TomcatInstances(SipContext context) implements Instances {
    private static final System.Logger LOG = System.getLogger("org.sipario.Deployment");

    @Override
    public Object newInstance(String className) throws Exception {
        return context.getInstanceManager().newInstance(className, context.applicationLoader());
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
