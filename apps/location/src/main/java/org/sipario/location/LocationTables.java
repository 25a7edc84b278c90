package org.sipario.location;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * The two tables of the location service, in SQL that H2 and PostgreSQL both read: {@code sip_user} has a row for everybody
 * who ever registered, {@code sip_binding} one for each contact.
 */
public final class LocationTables {

    /** Longest user name that can be stored, in characters. */
    public static final int USER_LENGTH = 255;

    /** Longest URI, parameter list, Path or Call-ID that can be stored, in characters. */
    public static final int TEXT_LENGTH = 2000;

    private static final String[] STATEMENTS = {
        """
        CREATE TABLE IF NOT EXISTS sip_user (
            aor VARCHAR(255) PRIMARY KEY
        )""",
        """
        CREATE TABLE IF NOT EXISTS sip_binding (
            aor VARCHAR(255) NOT NULL,
            contact VARCHAR(2000) NOT NULL,
            parameters VARCHAR(2000) NOT NULL,
            q DOUBLE PRECISION NOT NULL,
            expires BIGINT NOT NULL,
            call_id VARCHAR(2000) NOT NULL,
            cseq BIGINT NOT NULL,
            path VARCHAR(2000) NOT NULL,
            received VARCHAR(2000) NOT NULL
        )""",
        "CREATE INDEX IF NOT EXISTS sip_binding_aor ON sip_binding (aor)",
        "CREATE INDEX IF NOT EXISTS sip_binding_received ON sip_binding (received)"
    };

    private LocationTables() {}

    /**
     * Creates the tables where they are absent. Every application that uses them does so at its start, as nobody knows
     * which starts first.
     *
     * @param database the database
     * @throws SQLException if the database cannot be reached, or does not allow it
     */
    public static void create(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : STATEMENTS) {
                statement.execute(sql);
            }
        }
    }
}
