package org.sipario.samples.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sipario.junit.Configure;
import org.sipario.junit.SipTest;
import org.sipario.junit.UserAgent;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.TestUserAgent;
import org.sipario.tomcat.EmbeddedServerBuilder;

/** The registrar as phones see it, on a server in memory. */
@SipTest(packages = "org.sipario.samples.registrar", webapp = "src/main/webapp")
class RegistrarTest {

    private static final JdbcDataSource DATABASE = new JdbcDataSource();

    private static final String ALICE_REGISTERS = """
            alice -> registrar REGISTER
                + Expires: 600
            registrar -> alice 401
            alice -> registrar REGISTER
            registrar -> alice 200
                + Contact: <sip:alice@192.0.2.11:5060>;expires=600
            """;

    @UserAgent(value = "alice", password = "wonderland")
    private TestUserAgent alice;

    @Configure
    static void surroundings(EmbeddedServerBuilder server) {
        DATABASE.setURL("jdbc:h2:mem:registrar;DB_CLOSE_DELAY=-1");
        server.parameter("domains", "example.com")
                .resource("jdbc/sipario", DATABASE)
                .user("alice", "wonderland", "sip-user");
    }

    @AfterEach
    void forget_everybody() throws SQLException {
        try (Connection connection = DATABASE.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM sip_binding");
        }
    }

    @Test
    void a_phone_registers_with_its_password(Ladder ladder) {
        ladder.play(ALICE_REGISTERS)
                .where(
                        "registrar -> alice 401",
                        challenge -> assertThat(challenge.required("WWW-Authenticate"))
                                .contains("realm=\"sipario\""));
    }

    @Test
    void a_phone_registers_and_unregisters() {
        alice.register();
        assertThat(bindings()).isEqualTo(1);

        alice.unregister();
        assertThat(bindings()).isZero();
    }

    @Test
    void a_wrong_password_is_challenged_again(Ladder ladder) {
        alice.credentials("alice", "looking-glass");

        ladder.play("""
            alice -> registrar REGISTER
            registrar -> alice 401
            alice -> registrar REGISTER
            registrar -> alice 401
            """);
    }

    @Test
    void nobody_registers_for_somebody_else(
            Ladder ladder,
            @UserAgent(value = "mallory", user = "alice", password = "wonderland") TestUserAgent mallory) {
        ladder.play("""
            mallory -> registrar REGISTER
            registrar -> mallory 401
            mallory -> registrar REGISTER
            registrar -> mallory 403
            """);
    }

    @Test
    void who_gives_no_contact_fetches_the_bindings(Ladder ladder) {
        ladder.play(ALICE_REGISTERS).play("after 100s");

        ladder.with("alice -> registrar REGISTER", register -> register.without("Contact"))
                .play("""
                    alice -> registrar REGISTER
                    registrar -> alice 401
                    alice -> registrar REGISTER
                    registrar -> alice 200
                        + Contact: <sip:alice@192.0.2.11:5060>;expires=500
                    """);
    }

    @Test
    void a_star_unregisters_all_phones(Ladder ladder) {
        ladder.play(ALICE_REGISTERS);

        ladder.play("""
            alice -> registrar REGISTER
                + Contact: *
                + Expires: 0
            registrar -> alice 401
            alice -> registrar REGISTER
            registrar -> alice 200
            """)
                .where(
                        "registrar -> alice 200",
                        2,
                        ok -> assertThat(ok.headers("Contact")).isEmpty());
    }

    @Test
    void a_binding_that_nobody_refreshes_expires(Ladder ladder) {
        ladder.play(ALICE_REGISTERS).play("after 10min");

        ladder.with("alice -> registrar REGISTER", register -> register.without("Contact"))
                .play("""
                    alice -> registrar REGISTER
                    registrar -> alice 401
                    alice -> registrar REGISTER
                    registrar -> alice 200
                    """)
                .where(
                        "registrar -> alice 200",
                        2,
                        ok -> assertThat(ok.headers("Contact")).isEmpty());
        assertThat(bindings()).isZero();
    }

    @Test
    void a_life_that_is_too_short_is_refused(Ladder ladder) {
        ladder.play("""
            alice -> registrar REGISTER
                + Expires: 5
            registrar -> alice 401
            alice -> registrar REGISTER
            registrar -> alice 423
                + Min-Expires: 60
            """);
    }

    private static long bindings() {
        try (Connection connection = DATABASE.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM sip_binding")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
