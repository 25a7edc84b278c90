package org.sipario.tomcat.deploy;

import javax.naming.CompositeName;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.NameAlreadyBoundException;
import javax.naming.NamingException;
import org.apache.catalina.core.NamingContextListener;
import org.apache.naming.ContextAccessController;

/** What an application sees below {@code java:comp/env}; written by the server, read-only for the application. */
@SuppressWarnings("BanJNDI") // a tree in memory with names from descriptors: no name from outside is looked up
final class EnvTree {
    private final NamingContextListener naming;
    private final Object token;

    /**
     * The tree of a context that has been configured.
     *
     * @param token what opens it for writing
     */
    EnvTree(NamingContextListener naming, Object token) {
        this.naming = naming;
        this.token = token;
    }

    /** Binds an object, in place of what may be there, under a path such as {@code jdbc/sipario}. */
    void bind(String path, Object object) throws NamingException {
        Name name = new CompositeName(path);
        ContextAccessController.setWritable(naming.getName(), token);
        try {
            Context env = naming.getEnvContext();
            for (int i = 1; i < name.size(); i++) {
                folder(env, name.getPrefix(i));
            }
            env.rebind(name, object);
        } finally {
            ContextAccessController.setReadOnly(naming.getName());
        }
    }

    private static void folder(Context env, Name name) throws NamingException {
        try {
            env.createSubcontext(name);
        } catch (NameAlreadyBoundException _) {
            // Created for another name before, or by Tomcat.
        }
    }
}
