package org.sipario.samples.registrar;

import jakarta.annotation.Resource;
import jakarta.servlet.ServletException;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.URI;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.sipario.location.Binding;
import org.sipario.location.Domain;
import org.sipario.location.LocationTables;

/**
 * Answers REGISTER: RFC 3261 §10.3, in its order. Who the sender is, the container has made sure of by digest before it
 * calls us; {@code WEB-INF/sip.xml} asks for that.
 */
@jakarta.servlet.sip.annotation.SipServlet(name = "registrar", loadOnStartup = 1)
public class RegistrarServlet extends SipServlet {

    /** Form of the Date header, RFC 3261 §20.17. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final RegistrationRules rules = new RegistrationRules(this::isSame);

    @Resource
    @SuppressWarnings("NullAway.Init") // injected by the container
    private SipFactory factory;

    @Resource(name = "jdbc/sipario")
    @SuppressWarnings("NullAway.Init") // injected by the container
    private DataSource database;

    @SuppressWarnings("NullAway.Init") // made in init
    private Domain domain;

    @SuppressWarnings("NullAway.Init") // made in init
    private RegistrationStore store;

    /** Made by the container. */
    public RegistrarServlet() {}

    @Override
    public void init() throws ServletException {
        domain = Domain.of(getServletContext());
        store = new RegistrationStore(database);
        try {
            LocationTables.create(database);
            store.purge(Instant.now());
        } catch (SQLException e) {
            throw new ServletException("the database jdbc/sipario cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    protected void doRegister(SipServletRequest request) throws ServletException, IOException {
        answer(request).send();
        // A REGISTER makes no dialog: nothing more will come, so nothing need wait for it.
        SipApplicationSession session = request.getApplicationSession(false);
        if (session != null && session.isValid()) {
            session.invalidate();
        }
    }

    private SipServletResponse answer(SipServletRequest request) throws ServletException {
        List<String> unsupported = unsupported(request);
        if (!unsupported.isEmpty()) {
            SipServletResponse refusal = request.createResponse(SipServletResponse.SC_BAD_EXTENSION);
            refusal.setHeader("Unsupported", String.join(", ", unsupported));
            return refusal;
        }
        if (!(request.getTo().getURI() instanceof SipURI aor) || !isOurs(request.getRequestURI()) || !isOurs(aor)) {
            return request.createResponse(SipServletResponse.SC_NOT_FOUND, "Domain Not Served Here");
        }
        String user = aor.getUser();
        if (user == null || user.length() > LocationTables.USER_LENGTH || !user.equals(request.getRemoteUser())) {
            return request.createResponse(SipServletResponse.SC_FORBIDDEN, "Not Your Address");
        }
        return register(request, user);
    }

    /** What the request requires and we do not know: RFC 3261 §8.2.2.3. */
    private static List<String> unsupported(SipServletRequest request) {
        List<String> unsupported = new ArrayList<>();
        for (Iterator<String> required = request.getHeaders("Require"); required.hasNext(); ) {
            String option = required.next().trim();
            if (!option.equalsIgnoreCase("path")) {
                unsupported.add(option);
            }
        }
        return unsupported;
    }

    private boolean isOurs(URI uri) {
        return uri instanceof SipURI sip && domain.contains(sip);
    }

    private SipServletResponse register(SipServletRequest request, String user) throws ServletException {
        Registration registration;
        try {
            registration = RegistrationReader.read(request);
        } catch (ServletParseException e) {
            return request.createResponse(SipServletResponse.SC_BAD_REQUEST, e.getMessage());
        }
        Instant now = came(request);
        try {
            return switch (store.change(user, now, before -> rules.apply(before, registration, now))) {
                case RegistrationRules.Outcome.Accepted(List<Binding> bindings) ->
                    accept(request, registration, bindings, now);
                case RegistrationRules.Outcome.Refused(int status, String reason) -> refuse(request, status, reason);
            };
        } catch (SQLException e) {
            throw new ServletException("cannot change the bindings of " + user + ": " + e.getMessage(), e);
        }
    }

    /** When a request came by the container's clock, which a test can turn. */
    private static Instant came(SipServletRequest request) {
        return Instant.ofEpochMilli(request.getApplicationSession().getLastAccessedTime());
    }

    private SipServletResponse accept(
            SipServletRequest request, Registration registration, List<Binding> bindings, Instant now)
            throws ServletParseException {
        SipServletResponse ok = request.createResponse(SipServletResponse.SC_OK);
        for (Binding binding : bindings) {
            ok.addHeader("Contact", binding.contact(now));
        }
        ok.setHeader("Date", DATE.format(now));
        if (!registration.path().isEmpty() && supports(request, "path")) {
            for (String hop : registration.path().reversed()) {
                ok.pushPath(factory.createAddress(hop));
            }
        }
        return ok;
    }

    private static boolean supports(SipServletRequest request, String option) {
        Iterable<String> supported = () -> request.getHeaders("Supported");
        for (String one : supported) {
            if (one.trim().equalsIgnoreCase(option)) {
                return true;
            }
        }
        return false;
    }

    private static SipServletResponse refuse(SipServletRequest request, int status, String reason) {
        SipServletResponse refusal = request.createResponse(status, reason);
        if (status == SipServletResponse.SC_INTERVAL_TOO_BRIEF) {
            refusal.setHeader("Min-Expires", String.valueOf(RegistrationRules.MIN_SECONDS));
        }
        return refusal;
    }

    private boolean isSame(String one, String other) {
        try {
            return one.equals(other) || factory.createURI(one).equals(factory.createURI(other));
        } catch (ServletParseException noUri) {
            return false;
        }
    }
}
