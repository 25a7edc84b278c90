package org.sipario.samples.registrar;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.sipario.location.Binding;
import org.sipario.location.Location;

/**
 * Writes bindings. One user's changes come one after another, as each holds the lock on his row of {@code sip_user}; those
 * of different users do not wait for each other.
 */
final class RegistrationStore {

    private static final String LOCK = "SELECT aor FROM sip_user WHERE aor = ? FOR UPDATE";
    private static final String NEW_USER = "INSERT INTO sip_user (aor) VALUES (?)";
    private static final String READ = """
            SELECT contact, parameters, q, expires, call_id, cseq, path, received
            FROM sip_binding WHERE aor = ? AND expires > ? ORDER BY q DESC, expires DESC""";
    private static final String FORGET = "DELETE FROM sip_binding WHERE aor = ?";
    private static final String WRITE = """
            INSERT INTO sip_binding (contact, parameters, q, expires, call_id, cseq, path, received, aor)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String PURGE = "DELETE FROM sip_binding WHERE expires <= ?";

    /** SQLSTATE class of a key that is there already. */
    private static final String INTEGRITY_VIOLATION = "23";

    private final DataSource database;

    RegistrationStore(DataSource database) {
        this.database = database;
    }

    /**
     * Changes the bindings of a user in one transaction.
     *
     * @param user whose
     * @param now the time of day: what has expired is not seen and not kept
     * @param rules turns the live bindings into an outcome, and what that accepts is written
     * @return the outcome
     * @throws SQLException if the database fails; nothing has changed then
     */
    RegistrationRules.Outcome change(String user, Instant now, Function<List<Binding>, RegistrationRules.Outcome> rules)
            throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                lock(connection, user);
                List<Binding> before = read(connection, user, now);
                RegistrationRules.Outcome outcome = rules.apply(before);
                if (outcome instanceof RegistrationRules.Outcome.Accepted(List<Binding> after)
                        && !after.equals(before)) {
                    write(connection, user, after);
                }
                connection.commit();
                return outcome;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static void lock(Connection connection, String user) throws SQLException {
        if (!tryLock(connection, user)) {
            introduce(connection, user);
            tryLock(connection, user);
        }
    }

    private static boolean tryLock(Connection connection, String user) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setString(1, user);
            try (ResultSet row = lock.executeQuery()) {
                return row.next();
            }
        }
    }

    private static void introduce(Connection connection, String user) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(NEW_USER)) {
            insert.setString(1, user);
            insert.executeUpdate();
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            String state = e.getSQLState();
            boolean another = state != null && state.startsWith(INTEGRITY_VIOLATION);
            if (!another) {
                throw e;
            }
            // Another phone of his was faster; the row is there, and that is all we want.
        }
    }

    private static List<Binding> read(Connection connection, String user, Instant now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setString(1, user);
            select.setLong(2, now.toEpochMilli());
            List<Binding> bindings = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    bindings.add(Location.binding(rows));
                }
            }
            return bindings;
        }
    }

    private static void write(Connection connection, String user, List<Binding> bindings) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
            delete.setString(1, user);
            delete.executeUpdate();
        }
        if (bindings.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(WRITE)) {
            for (Binding binding : bindings) {
                insert.setString(1, binding.uri());
                insert.setString(2, binding.parameters());
                insert.setDouble(3, binding.q());
                insert.setLong(4, binding.expires().toEpochMilli());
                insert.setString(5, binding.callId());
                insert.setLong(6, binding.cseq());
                insert.setString(7, String.join("\n", binding.path()));
                insert.setString(8, binding.received());
                insert.setString(9, user);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /**
     * Deletes what has expired.
     *
     * @param now the time of day
     * @return how many bindings that were
     * @throws SQLException if the database fails
     */
    int purge(Instant now) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement(PURGE)) {
            delete.setLong(1, now.toEpochMilli());
            return delete.executeUpdate();
        }
    }
}
