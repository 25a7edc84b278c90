package org.sipario.location;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocationTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final JdbcDataSource database = new JdbcDataSource();
    private final Location location = new Location(database, () -> NOW);

    @BeforeEach
    void tables() throws SQLException {
        database.setURL("jdbc:h2:mem:" + System.identityHashCode(this) + ";DB_CLOSE_DELAY=-1");
        LocationTables.create(database);
        LocationTables.create(database); // whoever comes second finds them
    }

    @Test
    void a_stranger_is_unknown() throws SQLException {
        assertThat(location.bindings("carol")).isEmpty();
    }

    @Test
    void a_user_without_live_bindings_is_known() throws SQLException {
        user("alice");
        binding("alice", "sip:old@192.0.2.1", 1, NOW);

        assertThat(location.bindings("alice")).hasValue(List.of());
    }

    @Test
    void bindings_come_best_first_and_whole() throws SQLException {
        user("alice");
        user("bob");
        binding("alice", "sip:desk@192.0.2.1", 0.5, NOW.plusSeconds(60));
        binding("alice", "sip:soft@192.0.2.2", 1, NOW.plusMillis(1));
        binding("bob", "sip:bob@192.0.2.3", 1, NOW.plusSeconds(60));

        List<Binding> bindings = location.bindings("alice").orElseThrow();

        assertThat(bindings).extracting(Binding::uri).containsExactly("sip:soft@192.0.2.2", "sip:desk@192.0.2.1");
        assertThat(bindings.getLast())
                .isEqualTo(new Binding(
                        "sip:desk@192.0.2.1",
                        ";x=1",
                        0.5,
                        NOW.plusSeconds(60),
                        "call-id",
                        7,
                        List.of("<sip:edge1.example;lr>", "<sip:edge2.example;lr>"),
                        "sip:192.0.2.9:5060;transport=udp"));
    }

    @Test
    void a_phone_is_known_by_where_its_register_came_from() throws SQLException {
        binding("alice", "sip:alice@10.0.0.1", 1, NOW.plusSeconds(60));

        assertThat(location.isRegisteredFrom(new Source("192.0.2.9", 5060, "UDP")))
                .isTrue();
        assertThat(location.isRegisteredFrom(new Source("192.0.2.9", 5060, "TCP")))
                .isFalse();
        assertThat(location.isRegisteredFrom(new Source("192.0.2.9", 5061, "UDP")))
                .isFalse();
    }

    @Test
    void a_phone_behind_a_proxy_is_known_by_that_proxy() throws SQLException {
        binding("alice", "sip:alice@10.0.0.1", 1, NOW.plusSeconds(60));
        execute("UPDATE sip_binding SET received = received || ';lr'");

        assertThat(location.isRegisteredFrom(new Source("192.0.2.9", 5060, "UDP")))
                .isTrue();
    }

    @Test
    void a_phone_whose_binding_expired_is_not_known_any_more() throws SQLException {
        binding("alice", "sip:alice@10.0.0.1", 1, NOW);

        assertThat(location.isRegisteredFrom(new Source("192.0.2.9", 5060, "UDP")))
                .isFalse();
    }

    private void user(String name) throws SQLException {
        execute("INSERT INTO sip_user VALUES ('%s')".formatted(name));
    }

    private void binding(String user, String uri, double q, Instant expires) throws SQLException {
        execute("""
                INSERT INTO sip_binding VALUES ('%s', '%s', ';x=1', %s, %d, 'call-id', 7,
                    '<sip:edge1.example;lr>' || CHR(10) || '<sip:edge2.example;lr>', 'sip:192.0.2.9:5060;transport=udp')
                """.formatted(user, uri, q, expires.toEpochMilli()));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
