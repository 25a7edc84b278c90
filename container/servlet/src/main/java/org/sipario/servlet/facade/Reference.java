package org.sipario.servlet.facade;

import jakarta.servlet.sip.SipSessionsUtil;
import java.io.InvalidObjectException;
import java.io.Serial;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;
import org.sipario.servlet.session.ApplicationSession;
import org.sipario.servlet.session.Exchange;
import org.sipario.servlet.session.Session;
import org.sipario.servlet.useragent.OutgoingRequest;
import org.sipario.servlet.useragent.Request;
import org.sipario.servlet.useragent.UserAgentClient;
import org.sipario.servlet.useragent.UserAgentServer;

/**
 * The serial form of sessions and messages: which one it is, not what it holds. Applications keep them in attributes
 * and timers, which take serializable values only. Read back it is the object that the application has now; it is
 * looked up in the application's own JNDI tree, so the reading thread must have the application's class loader.
 *
 * @param session id of the SIP session; null for the application session itself
 * @param message which message of the session, or null for the session itself
 */
record Reference(
        String application,
        String applicationSession,
        @Nullable String session,
        @Nullable Message message) implements Serializable {

    /**
     * A message of a session.
     *
     * @param sent whether this side sent the request
     * @param status of a response; 0 for the request
     */
    record Message(boolean sent, String method, long cseq, int status) implements Serializable {}

    static Reference to(ApplicationSession session) {
        return new Reference(session.application().name(), session.id(), null, null);
    }

    static Reference to(Session session) {
        return new Reference(
                session.parent().application().name(), session.parent().id(), session.id(), null);
    }

    static Reference to(Request request, int status) {
        Session session = request.session();
        Message message = new Message(
                request instanceof OutgoingRequest,
                request.method().name(),
                request.message().cseq().number(),
                status);
        return new Reference(
                session.parent().application().name(), session.parent().id(), session.id(), message);
    }

    @Serial
    private Object readResolve() throws InvalidObjectException {
        ApplicationSessionFacade parent = lookUp();
        if (session == null) {
            return parent;
        }
        for (Session one : parent.state().sessions()) {
            if (one.id().equals(session)) {
                return message == null
                        ? SessionFacade.of(one)
                        : parent.state().call(() -> find(one)).orElseThrow(this::gone);
            }
        }
        throw gone();
    }

    /**
     * The name begins with {@code java:comp/env}, whatever the stream says: nothing is looked up outside this server.
     */
    @SuppressWarnings("BanJNDI")
    private ApplicationSessionFacade lookUp() throws InvalidObjectException {
        String name = "java:comp/env/sip/" + application + "/SipSessionsUtil";
        try {
            Object found = new InitialContext().lookup(name);
            if (found instanceof SipSessionsUtil sessions
                    && sessions.getApplicationSessionById(applicationSession) instanceof ApplicationSessionFacade own) {
                return own;
            }
        } catch (NamingException unknown) {
            throw (InvalidObjectException) new InvalidObjectException("A session of application " + application
                            + " is read by a thread that is none of this application: there is no " + name)
                    .initCause(unknown);
        }
        throw gone();
    }

    private Optional<Object> find(Session owner) {
        Message wanted = Objects.requireNonNull(message);
        for (Exchange exchange : owner.exchanges().open()) {
            if (exchange.isSent() == wanted.sent()
                    && exchange.sequence() == wanted.cseq()
                    && exchange.method().name().equals(wanted.method())) {
                return switch (exchange) {
                    case UserAgentServer server
                    when wanted.status() == 0 -> Optional.of(RequestFacade.of(server.request()));
                    case UserAgentClient client
                    when wanted.status() == 0 -> Optional.of(RequestFacade.of(client.request()));
                    case UserAgentClient client ->
                        client.unacknowledged(owner).stream()
                                .filter(response -> response.message().status() == wanted.status())
                                .<Object>map(ResponseFacade::of)
                                .findFirst();
                    default -> Optional.empty();
                };
            }
        }
        return Optional.empty();
    }

    private InvalidObjectException gone() {
        return new InvalidObjectException("It has ended: " + this);
    }
}
