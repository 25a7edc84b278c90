package org.sipario.location;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.TelURL;
import jakarta.servlet.sip.URI;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One search of the location service: from a URI to places outside this server, RFC 3261 §16.5. A contact that is itself an
 * address of this server, as of a forwarded phone, is looked up in its turn.
 */
final class Lookup {

    /** How many users one search looks up at most, and so how far contacts lead from user to user. */
    static final int MOST_USERS = 10;

    private static final Logger LOG = System.getLogger(Lookup.class.getName());

    private final Domain domain;
    private final Location location;
    private final SipFactory factory;
    private final Set<String> users = new HashSet<>();
    private final List<Target> found = new ArrayList<>();
    private boolean known;

    Lookup(Domain domain, Location location, SipFactory factory) {
        this.domain = domain;
        this.location = location;
        this.factory = factory;
    }

    /**
     * Follows a URI to its targets. An unknown user, and a scheme that cannot be called, have none.
     *
     * @param uri a Request-URI of this server, or a contact
     * @param q how much the contact is preferred, 1 for a Request-URI
     * @return whether the URI belongs to this server: it is in its domain, or the number of a user
     */
    boolean follow(URI uri, double q) throws SQLException {
        return switch (uri) {
            case SipURI sip
            when domain.contains(sip) -> {
                if (sip.getUser() != null) {
                    user(Users.of(sip), q);
                }
                yield true;
            }
            case SipURI sip -> {
                add(new Target(sip, q, List.of()));
                yield false;
            }
            case TelURL number -> user(Users.of(number), q);
            default -> false;
        };
    }

    /** Follows the contacts of a user. Tells whether there is such a user. */
    private boolean user(String name, double q) throws SQLException {
        if (users.contains(name)) {
            return true;
        }
        if (users.size() == MOST_USERS) {
            return false;
        }
        Optional<List<Binding>> bindings = location.bindings(name);
        if (bindings.isEmpty()) {
            return false;
        }
        known = true;
        users.add(name);
        for (Binding binding : bindings.get()) {
            try {
                binding(name, binding, q * preference(binding));
            } catch (ServletParseException unreadable) {
                // Left by an earlier version, or written by another program. The other phones ring all the same.
                LOG.log(Level.DEBUG, "passing over a contact of {0}: {1}", name, unreadable.getMessage());
            }
        }
        return true;
    }

    /** As registered; 1 where an earlier version let something else pass. */
    private static double preference(Binding binding) {
        return binding.q() >= 0 && binding.q() <= 1 ? binding.q() : 1;
    }

    private void binding(String name, Binding binding, double q) throws SQLException, ServletParseException {
        List<SipURI> path = path(binding);
        switch (factory.createURI(binding.uri())) {
            case SipURI phone when !path.isEmpty() -> add(new Target(phone, q, path));
            // One that names the user of this server who registered it is the phone itself, in a network that has our
            // address, too.
            case SipURI another when domain.contains(another) && !isNamed(another, name) -> follow(another, q);
            case SipURI phone
            when Source.parse(factory, binding.received()).orElse(null) instanceof SipURI source
                    && Nat.isBetween(phone.getHost(), source.getHost()) ->
                add(
                        source.getLrParam()
                                ? new Target(phone, q, List.of(source))
                                : new Target(Nat.outside(phone, source), q, List.of()));
            case URI contact -> follow(contact, q);
        }
    }

    private static boolean isNamed(SipURI uri, String user) {
        return uri.getUser() != null && Users.of(uri).equals(user);
    }

    private void add(Target target) {
        if (found.size() < TargetSet.MOST_TARGETS) {
            found.add(target);
        }
    }

    private List<SipURI> path(Binding binding) throws ServletParseException {
        List<SipURI> path = new ArrayList<>();
        for (String hop : binding.path()) {
            Address address = factory.createAddress(hop);
            if (address.getURI() instanceof SipURI proxy) {
                path.add(proxy);
            }
        }
        return path;
    }

    /** The targets found, best first. */
    List<Target> targets() {
        return found.stream()
                .sorted(Comparator.comparingDouble(Target::q).reversed())
                .toList();
    }

    /** Whether a user of this server was found, registered or not. */
    boolean isKnown() {
        return known;
    }
}
