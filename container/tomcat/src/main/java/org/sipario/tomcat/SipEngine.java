package org.sipario.tomcat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardEngine;
import org.jspecify.annotations.Nullable;
import org.sipario.message.ListeningPoint;
import org.sipario.servlet.descriptor.ApplicationDescriptor;

/**
 * An engine that serves SIP beside HTTP: one SIP container, shared by all hosts and SIP connectors of its service.
 *
 * <p>In {@code conf/server.xml}: {@code <Engine className="org.sipario.tomcat.SipEngine" name="Sipario" defaultHost="localhost"
 * dar="conf/dar.properties">}. An unknown attribute stops the start.
 */
public final class SipEngine extends StandardEngine {
    /** How long calls in progress may go on after the server was told to stop. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private @Nullable String dar;
    private @Nullable SipStack stack;

    /** Made by Tomcat, which knows this class from {@code conf/server.xml}. */
    public SipEngine() {}

    /**
     * The file of the default application router (JSR 289, appendix C).
     *
     * @param file relative to the server's base folder, or absolute. Default: none
     */
    public void setDar(String file) {
        dar = file;
    }

    /** The file of the default application router; null for none. */
    public @Nullable String getDar() {
        return dar;
    }

    /**
     * Hears of an attribute that there is no setter for; Tomcat would go on with a line in the log.
     *
     * @throws StartFailure always
     */
    public boolean setProperty(String name, String value) {
        throw new StartFailure("SipEngine has no attribute \"" + name + "\" that could be \"" + value + "\"");
    }

    @Override
    protected void initInternal() throws LifecycleException {
        stack = new NoStack();
        for (Connector connector : getService().findConnectors()) {
            if (connector.getProtocolHandler() instanceof SipProtocol protocol) {
                protocol.attach(this);
                connector.setThrowOnFailure(true);
            }
        }
        super.initInternal();
    }

    /** The router's file, if there is to be one. */
    @Nullable
    Path darFile() {
        if (dar == null) {
            return null;
        }
        Path file = getCatalinaBase().toPath().resolve(dar);
        if (!Files.isReadable(file)) {
            throw new StartFailure("dar=\"" + dar + "\": there is no file " + file
                    + ". Name one with -Dsip.dar=FILE, or take the attribute away to route to the only application");
        }
        return file;
    }

    SipStack.Application deploy(ApplicationDescriptor descriptor, SipContext context) {
        return stack().deploy(descriptor, context);
    }

    ListeningPoint listen(ListeningSettings settings) throws IOException {
        return stack().listen(settings);
    }

    void serve() {
        stack().serve();
    }

    void drain() {
        stack().drain();
    }

    @Override
    protected void destroyInternal() throws LifecycleException {
        super.destroyInternal();
        if (stack != null) {
            stack.stop(GRACE);
        }
    }

    private SipStack stack() {
        if (stack == null) {
            throw new IllegalStateException("not initialised");
        }
        return stack;
    }

    /** Until the rooms below have it. */
    private static final class NoStack implements SipStack {
        @Override
        public ListeningPoint listen(ListeningSettings settings) {
            throw new UnsupportedOperationException("SipStack.listen");
        }

        @Override
        public SipStack.Application deploy(ApplicationDescriptor descriptor, SipContext context) {
            throw new UnsupportedOperationException("SipStack.deploy");
        }

        @Override
        public void serve() {}

        @Override
        public void drain() {}

        @Override
        public void stop(Duration grace) {}
    }
}
