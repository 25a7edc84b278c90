package org.sipario.location;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.TelURL;
import jakarta.servlet.sip.URI;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Finds where a request goes: to contacts of a user of ours, to another domain, or nowhere. RFC 3261 §16.5.
 *
 * <p>Two context parameters steer it: {@link Domain#NAMES domains}, further names of our domain, and {@code relay}, networks
 * whose requests may go to other domains. Without them only this machine and the phones registered here may call
 * elsewhere.
 */
public final class LocationService {

    /** 3xx that say where else the callee is. A 305 names a proxy, a 380 another service: these are for the caller. */
    private static final Set<Integer> FOLLOWED = Set.of(
            SipServletResponse.SC_MULTIPLE_CHOICES,
            SipServletResponse.SC_MOVED_PERMANENTLY,
            SipServletResponse.SC_MOVED_TEMPORARILY);

    private final Domain domain;
    private final RelayPolicy relay;
    private final Location location;
    private final SipFactory factory;

    private LocationService(Domain domain, RelayPolicy relay, Location location, SipFactory factory) {
        this.domain = domain;
        this.relay = relay;
        this.location = location;
        this.factory = factory;
    }

    /**
     * Makes the service of an application, for use in {@code init()}.
     *
     * @param context the application's context
     * @param database where the registrar writes; the tables are created where they are absent
     * @return the service
     * @throws ServletException if the database cannot be used, or a context parameter is wrong
     */
    public static LocationService of(ServletContext context, DataSource database) throws ServletException {
        try {
            LocationTables.create(database);
            Location location = new Location(database, InstantSource.system());
            // A table of another shape is found out now and not at the first call, which is spared the first query,
            // too.
            location.bindings("");
            return new LocationService(
                    Domain.of(context),
                    new RelayPolicy(context.getInitParameter(RelayPolicy.NETWORKS)),
                    location,
                    (SipFactory) context.getAttribute(SipServlet.SIP_FACTORY));
        } catch (SQLException e) {
            throw new ServletException("the database jdbc/sipario cannot be used: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new ServletException(e.getMessage(), e);
        }
    }

    /**
     * Finds where a request goes.
     *
     * @param request an initial request
     * @return where; a stranger's request that a Route header would take further goes nowhere
     * @throws ServletException if the database fails
     */
    public Targets targets(SipServletRequest request) throws ServletException {
        try {
            return switch (request.getRequestURI()) {
                case SipURI uri when !domain.contains(uri) -> elsewhere(request, uri);
                case URI _ when request.getHeader("Route") != null && !mayRelay(request) -> refused();
                case SipURI uri when uri.getUser() == null -> new Targets.Server();
                case SipURI uri -> here(uri);
                case TelURL number -> here(number);
                default -> new Targets.Nowhere(SipServletResponse.SC_UNSUPPORTED_URI_SCHEME, "Unsupported URI Scheme");
            };
        } catch (SQLException e) {
            throw new ServletException("cannot look up " + request.getRequestURI() + ": " + e.getMessage(), e);
        }
    }

    private Targets here(URI uri) throws SQLException {
        Lookup lookup = new Lookup(domain, location, factory);
        lookup.follow(uri, 1);
        return outcome(lookup);
    }

    private static Targets outcome(Lookup lookup) {
        List<Target> targets = lookup.targets();
        if (!targets.isEmpty()) {
            return new Targets.Reachable(targets);
        }
        return lookup.isKnown()
                ? new Targets.Nowhere(SipServletResponse.SC_TEMPORARILY_UNAVAILABLE, "Temporarily Unavailable")
                : new Targets.Nowhere(SipServletResponse.SC_NOT_FOUND, "Not Found");
    }

    /**
     * Finds where a redirection leads: RFC 3261 §16.7 step 4. Contacts that are addresses of this server, and numbers of its
     * users, are looked up here, as no other server can (§16.5).
     *
     * @param moved a 3xx from a phone
     * @return where; empty if only the caller can follow it, as with a number that no user here has
     * @throws ServletException if the database fails
     */
    public Optional<Targets> redirection(SipServletResponse moved) throws ServletException {
        if (!FOLLOWED.contains(moved.getStatus())) {
            return Optional.empty();
        }
        Lookup lookup = new Lookup(domain, location, factory);
        boolean here = false;
        try {
            for (Address contact : contacts(moved)) {
                URI uri = contact.getURI();
                float q = contact.getQ();
                here |= uri != null && lookup.follow(uri, q < 0 || q > 1 ? 1 : q);
            }
        } catch (SQLException e) {
            throw new ServletException("cannot look up where a call is forwarded: " + e.getMessage(), e);
        }
        return here || !lookup.targets().isEmpty() ? Optional.of(outcome(lookup)) : Optional.empty();
    }

    /** The contacts of a 3xx as far as they can be read. */
    private static List<Address> contacts(SipServletResponse moved) {
        List<Address> contacts = new ArrayList<>();
        try {
            moved.getAddressHeaders("Contact").forEachRemaining(contacts::add);
        } catch (ServletParseException unreadable) {
            // The caller may make sense of it: the response goes up as it came.
            return List.of();
        }
        return contacts;
    }

    private Targets elsewhere(SipServletRequest request, SipURI uri) throws SQLException {
        return mayRelay(request) ? new Targets.Elsewhere(uri) : refused();
    }

    private boolean mayRelay(SipServletRequest request) throws SQLException {
        Optional<Source> source = Source.of(request);
        return source.isEmpty() || relay.trusts(source.get().address()) || location.isRegisteredFrom(source.get());
    }

    private static Targets refused() {
        return new Targets.Nowhere(SipServletResponse.SC_FORBIDDEN, "No Relaying");
    }
}
