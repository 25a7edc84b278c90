package org.sipario.tomcat.deploy;

import java.lang.reflect.InvocationTargetException;
import javax.naming.NamingException;
import org.apache.tomcat.InstanceManager;

/**
 * Tomcat's manager of servlets, filters and listeners, which also injects SIP's objects: before one is created, the
 * objects that its class asks for are bound to the names under which Tomcat looks them up.
 */
final class SipInstanceManager implements InstanceManager {
    private final InstanceManager tomcat;
    private final SipResources resources;
    private final ClassLoader loader;

    SipInstanceManager(InstanceManager tomcat, SipResources resources, ClassLoader loader) {
        this.tomcat = tomcat;
        this.resources = resources;
        this.loader = loader;
    }

    @Override
    public Object newInstance(Class<?> type)
            throws IllegalAccessException, InvocationTargetException, NamingException, InstantiationException,
                    NoSuchMethodException {
        resources.bindFor(type);
        return tomcat.newInstance(type);
    }

    @Override
    public Object newInstance(String className)
            throws IllegalAccessException, InvocationTargetException, NamingException, InstantiationException,
                    ClassNotFoundException, NoSuchMethodException {
        return newInstance(className, loader);
    }

    @Override
    public Object newInstance(String className, ClassLoader classLoader)
            throws IllegalAccessException, InvocationTargetException, NamingException, InstantiationException,
                    ClassNotFoundException, NoSuchMethodException {
        resources.bindFor(classLoader.loadClass(className));
        return tomcat.newInstance(className, classLoader);
    }

    @Override
    public void newInstance(Object object) throws IllegalAccessException, InvocationTargetException, NamingException {
        resources.bindFor(object.getClass());
        tomcat.newInstance(object);
    }

    @Override
    public void destroyInstance(Object object) throws IllegalAccessException, InvocationTargetException {
        tomcat.destroyInstance(object);
    }

    @Override
    public void backgroundProcess() {
        tomcat.backgroundProcess();
    }
}
