package org.sipario.location;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads what the registrar wrote. What has expired is not seen, whether or not it has been purged. */
public final class Location {

    /** One row a live binding; one row without a contact for a user who has none; no row for an unknown user. */
    private static final String BINDINGS = """
            SELECT b.contact, b.parameters, b.q, b.expires, b.call_id, b.cseq, b.path, b.received
            FROM sip_user u LEFT JOIN sip_binding b ON b.aor = u.aor AND b.expires > ?
            WHERE u.aor = ?
            ORDER BY b.q DESC, b.expires DESC""";

    private static final String REGISTERED_FROM =
            "SELECT 1 FROM sip_binding WHERE received IN (?, ?) AND expires > ? LIMIT 1";

    private final DataSource database;
    private final InstantSource clock;

    /**
     * Reads from a database that has the {@link LocationTables}.
     *
     * @param database the database
     * @param clock tells what has expired
     */
    public Location(DataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Looks a user up.
     *
     * @param user the user's name, without escapes
     * @return the live bindings, best first, which may be none; or empty if no user of that name ever registered
     * @throws SQLException if the database fails
     */
    public Optional<List<Binding>> bindings(String user) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(BINDINGS)) {
            select.setLong(1, clock.millis());
            select.setString(2, user);
            try (ResultSet rows = select.executeQuery()) {
                return bindings(rows);
            }
        }
    }

    private static Optional<List<Binding>> bindings(ResultSet rows) throws SQLException {
        boolean known = false;
        List<Binding> bindings = new ArrayList<>();
        while (rows.next()) {
            known = true;
            if (rows.getString(1) != null) {
                bindings.add(binding(rows));
            }
        }
        return known ? Optional.of(bindings) : Optional.empty();
    }

    /**
     * Reads the binding of a row whose columns stand in the order of the record, expiry in milliseconds since 1970.
     *
     * @param row a result set on a row
     * @return the binding
     * @throws SQLException if the database fails
     */
    public static Binding binding(ResultSet row) throws SQLException {
        return new Binding(
                row.getString(1),
                row.getString(2),
                row.getDouble(3),
                Instant.ofEpochMilli(row.getLong(4)),
                row.getString(5),
                row.getLong(6),
                row.getString(7).lines().toList(),
                row.getString(8));
    }

    /**
     * Tells whether a phone that is registered now sent its REGISTER from there.
     *
     * @param source where a request came from
     * @return whether a live binding was received from the very same address, port and transport
     * @throws SQLException if the database fails
     */
    public boolean isRegisteredFrom(Source source) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(REGISTERED_FROM)) {
            select.setString(1, source.uri());
            select.setString(2, source.uri() + Source.ROUTE);
            select.setLong(3, clock.millis());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }
}
