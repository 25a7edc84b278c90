package org.sipario.tomcat.deploy;

import jakarta.annotation.Resource;
import jakarta.servlet.ServletContext;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipSessionsUtil;
import jakarta.servlet.sip.TimerService;
import java.beans.Introspector;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * The container's objects of one application in its JNDI tree: under {@code java:comp/env/sip/NAME/} (JSR 289, JNDI
 * Lookup), and under the name of each {@code @Resource} for one of them, from where Tomcat injects it.
 */
final class SipResources {
    private static final String ENV = "java:comp/env/";
    private static final Map<Class<?>, String> ATTRIBUTES = Map.of(
            SipFactory.class, SipServlet.SIP_FACTORY,
            TimerService.class, SipServlet.TIMER_SERVICE,
            SipSessionsUtil.class, SipServlet.SIP_SESSIONS_UTIL);

    private final ServletContext servletContext;
    private final EnvTree env;

    SipResources(ServletContext servletContext, EnvTree env) {
        this.servletContext = servletContext;
        this.env = env;
    }

    /** Binds the three objects for look-ups by the application's name. */
    void bindFor(String applicationName) throws NamingException {
        for (Class<?> type : ATTRIBUTES.keySet()) {
            bind("sip/" + applicationName + "/" + type.getSimpleName(), type);
        }
    }

    /** Binds what the fields and setters of a class and of those above it ask for. */
    void bindFor(Class<?> injected) throws NamingException {
        for (Class<?> type = injected; type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                bind(field.getAnnotation(Resource.class), type, field.getName(), field.getType());
            }
            for (Method method : type.getDeclaredMethods()) {
                if (method.getParameterCount() == 1 && method.getName().startsWith("set")) {
                    String property = Introspector.decapitalize(method.getName().substring("set".length()));
                    bind(method.getAnnotation(Resource.class), type, property, method.getParameterTypes()[0]);
                }
            }
        }
    }

    private void bind(@Nullable Resource annotation, Class<?> type, String property, Class<?> declared)
            throws NamingException {
        if (annotation == null) {
            return;
        }
        Class<?> kind = annotation.type() == Object.class ? declared : annotation.type();
        if (ATTRIBUTES.containsKey(kind)) {
            String name = annotation.name().isEmpty() ? type.getName() + "/" + property : annotation.name();
            bind(name.startsWith(ENV) ? name.substring(ENV.length()) : name, kind);
        }
    }

    private void bind(String path, Class<?> type) throws NamingException {
        Object object = servletContext.getAttribute(ATTRIBUTES.getOrDefault(type, ""));
        if (object != null) {
            env.bind(path, object);
        }
    }
}
