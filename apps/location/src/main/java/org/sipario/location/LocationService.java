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
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Finds where a request goes: to contacts of a user of ours, to another domain, or nowhere. RFC 3261 §16.5.
 *
 * <p>Two context parameters steer it: {@link Domain#NAMES domains}, further names of our domain, and {@code relay}, networks
 * whose requests may go to other domains. Without them only this machine and the phones registered here may call
 * elsewhere.
 */
public final class LocationService {

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
                case SipURI uri -> of(uri.getUser());
                case TelURL number -> of((number.isGlobal() ? "+" : "") + number.getPhoneNumber());
                default -> new Targets.Nowhere(SipServletResponse.SC_UNSUPPORTED_URI_SCHEME, "Unsupported URI Scheme");
            };
        } catch (SQLException e) {
            throw new ServletException("cannot look up " + request.getRequestURI() + ": " + e.getMessage(), e);
        }
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

    private Targets of(String user) throws SQLException, ServletParseException {
        Optional<List<Binding>> bindings = location.bindings(user);
        if (bindings.isEmpty()) {
            return new Targets.Nowhere(SipServletResponse.SC_NOT_FOUND, "Not Found");
        }
        List<Target> targets = new ArrayList<>();
        for (Binding binding : bindings.get()) {
            URI uri = factory.createURI(binding.uri());
            if (uri instanceof SipURI contact) {
                targets.add(new Target(contact, binding.q(), route(binding, contact)));
            }
        }
        return targets.isEmpty()
                ? new Targets.Nowhere(SipServletResponse.SC_TEMPORARILY_UNAVAILABLE, "Temporarily Unavailable")
                : new Targets.Reachable(targets);
    }

    private List<SipURI> route(Binding binding, SipURI contact) throws ServletParseException {
        List<SipURI> route = new ArrayList<>();
        for (String hop : binding.path()) {
            Address address = factory.createAddress(hop);
            if (address.getURI() instanceof SipURI proxy) {
                route.add(proxy);
            }
        }
        if (route.isEmpty()) {
            SipURI received = (SipURI) factory.createURI(binding.received());
            if (isBehindNat(contact.getHost(), received.getHost())) {
                received.setLrParam(true);
                route.add(received);
            }
        }
        return route;
    }

    /**
     * Whether a contact cannot be reached by its own host: a browser's invented name (RFC 7118 §5), or a private address
     * that the REGISTER did not come from.
     */
    static boolean isBehindNat(String contactHost, String receivedHost) {
        if (Host.normal(contactHost).endsWith(".invalid")) {
            return true;
        }
        Optional<InetAddress> contact = Host.address(contactHost);
        return contact.isPresent() && Host.isPrivate(contact.get()) && !contact.equals(Host.address(receivedHost));
    }
}
