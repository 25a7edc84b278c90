package org.sipario.tomcat;

import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** An application: a web application of Tomcat's that may have SIP servlets too. */
public final class SipContext extends StandardContext {
    private String problem = "";

    /** Made by Tomcat for each application. */
    public SipContext() {
        StandardJarScanner scanner = new StandardJarScanner();
        // The server's own jars hold no tag libraries and no web fragments: looking for them costs start time.
        scanner.setScanClassPath(false);
        scanner.setScanManifest(false);
        setJarScanner(scanner);
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

    /** Why the application does not serve, in one line; a hint at the log when we do not know. */
    String problem() {
        return problem.isEmpty() ? "it did not start; the log says why" : problem;
    }

    /** A URL of this application: the scheme's own connector, and a path below the context path. */
    String absoluteUrl(String path, String scheme) {
        return WebAddress.of(this, scheme) + getEncodedPath() + (path.startsWith("/") ? path : "/" + path);
    }
}
