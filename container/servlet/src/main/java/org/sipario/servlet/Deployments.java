package org.sipario.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipURI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sipario.message.SipUri;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.servlet.address.Addresses;
import org.sipario.servlet.address.Mutability;
import org.sipario.servlet.application.DeploymentException;
import org.sipario.servlet.application.Instances;
import org.sipario.servlet.application.Roles;
import org.sipario.servlet.application.SipApplication;
import org.sipario.servlet.descriptor.ApplicationDescriptor;
import org.sipario.servlet.facade.ContextObjects;
import org.sipario.servlet.session.ApplicationSession;
import org.sipario.servlet.session.ApplicationSessions;
import org.sipario.servlet.session.Services;
import org.sipario.servlet.useragent.MessageUser;

/** Lets applications in and out: their objects, their names, the application router's knowledge of them. */
final class Deployments {

    /** Option tags that the container serves (CTX-4). */
    private static final List<String> SUPPORTED = List.of("100rel", "replaces", "join", "path");

    /** RFCs by number (CTX-5). */
    private static final List<String> RFCS =
            List.of("3261", "3262", "3263", "3265", "3311", "3327", "3428", "3515", "3581", "3903", "6026", "6086");

    private final Map<String, SipApplication> running;
    private final Map<String, SipApplication> known = new ConcurrentHashMap<>();
    private final ContainerDependencies dependencies;
    private final ApplicationSessions sessions;
    private final Services services;
    private final MessageUser messages;
    private boolean routerStarted;

    /** @param running those that get messages, by name: shared with the routing */
    Deployments(
            Map<String, SipApplication> running,
            ContainerDependencies dependencies,
            ApplicationSessions sessions,
            Services services,
            MessageUser messages) {
        this.running = running;
        this.dependencies = dependencies;
        this.sessions = sessions;
        this.services = services;
        this.messages = messages;
    }

    Deployed deploy(
            ApplicationDescriptor descriptor,
            ServletContext context,
            ClassLoader loader,
            Instances instances,
            Roles roles)
            throws DeploymentException {
        SipApplication application = new SipApplication(descriptor, context, loader, instances, roles);
        SipApplication present = known.putIfAbsent(application.name(), application);
        if (present != null) {
            throw new DeploymentException("The application name \"" + application.name()
                    + "\" is taken by another archive that is deployed; give this one another app-name");
        }
        publish(application, context);
        return new Life(application);
    }

    private void publish(SipApplication application, ServletContext context) {
        ContextObjects objects = ContextObjects.of(application, sessions, messages);
        context.setAttribute(SipServlet.SIP_FACTORY, objects.factory());
        context.setAttribute(SipServlet.TIMER_SERVICE, objects.timers());
        context.setAttribute(SipServlet.SIP_SESSIONS_UTIL, objects.sessions());
        context.setAttribute(SipServlet.SUPPORTED, SUPPORTED);
        context.setAttribute(SipServlet.SUPPORTED_RFCs, RFCS);
        context.setAttribute("jakarta.servlet.sip.100rel", Boolean.TRUE);
        context.setAttribute(SipServlet.OUTBOUND_INTERFACES, outboundInterfaces());
    }

    private List<SipURI> outboundInterfaces() {
        return dependencies.wire().listeningPoints().stream()
                .map(Deployments::uri)
                .toList();
    }

    private static SipURI uri(ListeningPoint point) {
        SipUri uri = SipUri.of(null, point.host(), point.port())
                .withSecure(point.transport().isSecure())
                .with("transport", point.transport().parameter());
        return (SipURI) Addresses.uri(uri, Mutability.READ_ONLY);
    }

    private synchronized void startRouter() {
        if (!routerStarted) {
            routerStarted = true;
            dependencies.router().init();
        }
    }

    private final class Life implements Deployed {

        private final SipApplication application;
        private boolean started;

        Life(SipApplication application) {
            this.application = application;
        }

        @Override
        public SipApplication application() {
            return application;
        }

        @Override
        public void start() throws DeploymentException {
            startRouter();
            // Connectors may have been opened since: applications see what there is now.
            application.servletContext().setAttribute(SipServlet.OUTBOUND_INTERFACES, outboundInterfaces());
            try {
                application.start();
            } catch (DeploymentException failure) {
                known.remove(application.name(), application);
                throw failure;
            }
            started = true;
            running.put(application.name(), application);
            dependencies.router().applicationDeployed(List.of(application.name()));
        }

        @Override
        public void undeploy() {
            if (!known.remove(application.name(), application)) {
                return;
            }
            running.remove(application.name(), application);
            if (started) {
                dependencies.router().applicationUndeployed(List.of(application.name()));
            }
            application.stopServlets();
            for (ApplicationSession session : services.index().applications()) {
                if (session.application() == application) {
                    // A handler that blocks must not hold up the end of its application.
                    session.queue().runSoon(session::invalidate);
                }
            }
            application.stop();
        }
    }
}
