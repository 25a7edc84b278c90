package org.sipario.samples.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sipario.location.Binding;
import org.sipario.location.Location;
import org.sipario.location.LocationTables;
import org.sipario.samples.registrar.RegistrationRules.Outcome;

class RegistrationStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final JdbcDataSource database = new JdbcDataSource();
    private final RegistrationStore store = new RegistrationStore(database);
    private final Location location = new Location(database, () -> NOW);

    @BeforeEach
    void tables() throws SQLException {
        database.setURL("jdbc:h2:mem:" + System.identityHashCode(this) + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000");
        LocationTables.create(database);
    }

    @Test
    void what_is_accepted_can_be_read_as_it_was() throws SQLException {
        Binding binding = binding("sip:a@192.0.2.1", 600);

        store.change("alice", NOW, _ -> new Outcome.Accepted(List.of(binding)));

        assertThat(location.bindings("alice")).hasValue(List.of(binding));
        assertThat(location.bindings("bob")).isEmpty();
    }

    @Test
    void whoever_registered_once_is_known_even_without_a_binding() throws SQLException {
        store.change("alice", NOW, before -> new Outcome.Accepted(before));

        assertThat(location.bindings("alice")).hasValue(List.of());
    }

    @Test
    void the_rules_see_live_bindings_only() throws SQLException {
        Binding live = binding("sip:live@192.0.2.1", 1);
        store.change("alice", NOW, _ -> new Outcome.Accepted(List.of(binding("sip:old@192.0.2.1", 0), live)));

        List<Binding> seen = new ArrayList<>();
        store.change("alice", NOW, before -> {
            seen.addAll(before);
            return new Outcome.Accepted(before);
        });

        assertThat(seen).containsExactly(live);
    }

    @Test
    void a_refusal_writes_nothing() throws SQLException {
        Binding binding = binding("sip:a@192.0.2.1", 600);
        store.change("alice", NOW, _ -> new Outcome.Accepted(List.of(binding)));

        store.change("alice", NOW, _ -> new Outcome.Refused(500, "Out of Order"));

        assertThat(location.bindings("alice")).hasValue(List.of(binding));
    }

    @Test
    void what_fails_half_way_changes_nothing_and_locks_nobody_out() throws SQLException {
        Binding good = binding("sip:a@192.0.2.1", 600);
        Binding tooLong = binding("sip:" + "x".repeat(3000), 600);
        store.change("alice", NOW, _ -> new Outcome.Accepted(List.of(good)));

        assertThatThrownBy(() -> store.change("alice", NOW, _ -> new Outcome.Accepted(List.of(good, tooLong))))
                .isInstanceOf(SQLException.class);

        assertThat(location.bindings("alice")).hasValue(List.of(good));
        store.change("alice", NOW, _ -> new Outcome.Accepted(List.of()));
        assertThat(location.bindings("alice")).hasValue(List.of());
    }

    @Test
    void phones_of_one_user_that_register_at_once_are_all_kept() throws Exception {
        int phones = 20;
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> changes = new ArrayList<>();
            for (int phone = 0; phone < phones; phone++) {
                Function<List<Binding>, Outcome> one = adding(binding("sip:" + phone + "@192.0.2.1", 600));
                changes.add(executor.submit(() -> store.change("alice", NOW, one)));
            }
            for (Future<Outcome> change : changes) {
                assertThat(outcome(change)).isInstanceOf(Outcome.Accepted.class);
            }
        }

        assertThat(location.bindings("alice").orElseThrow()).hasSize(phones);
    }

    @Test
    void a_purge_deletes_what_has_expired() throws SQLException {
        Binding live = binding("sip:live@192.0.2.1", 1);
        store.change("alice", NOW, _ -> new Outcome.Accepted(List.of(binding("sip:old@192.0.2.1", 0), live)));

        assertThat(store.purge(NOW)).isEqualTo(1);
        assertThat(store.purge(NOW)).isZero();
        assertThat(location.bindings("alice")).hasValue(List.of(live));
    }

    private static Outcome outcome(Future<Outcome> change) throws InterruptedException, ExecutionException {
        return change.get();
    }

    private static Function<List<Binding>, Outcome> adding(Binding binding) {
        return before -> {
            List<Binding> after = new ArrayList<>(before);
            after.add(binding);
            return new Outcome.Accepted(after);
        };
    }

    private static Binding binding(String uri, int seconds) {
        return new Binding(
                uri,
                ";+sip.instance=\"<urn:uuid:1>\"",
                0.7,
                NOW.plusSeconds(seconds),
                "call",
                3,
                List.of("<sip:edge.example;lr>"),
                "sip:192.0.2.1:5060;transport=tcp");
    }
}
