package org.sipario.samples.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sipario.junit.Configure;
import org.sipario.junit.SipTest;
import org.sipario.junit.UserAgent;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.TestUserAgent;
import org.sipario.tomcat.embedded.EmbeddedServerBuilder;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Contact: <sip:[::bad>",
                "Contact: <sip:>",
                "Contact: <sip:alice@192.0.2.11",
                "Contact: \"Alice <sip:alice@192.0.2.11>",
                "Contact: <sip:alice@192.0.2.11>, <sip:[::bad>",
                "Contact: <sip:alice@192.0.2.11>;q=2",
                "Contact: <sip:alice@192.0.2.11>;q=high",
                "Contact: <sip:alice@192.0.2.11>;q",
                "Contact: <sip:alice@192.0.2.11>, <sip:alice@192.0.2.12>;q=NaN",
                "Contact: <sip:alice@192.0.2.11>;+sip.instance=\"<urn:uuid:1>",
                "Contact: *, <sip:alice@192.0.2.11>",
                "Path: <sip:192.0.2.9:5070;lr;p=\"a,b\">",
                "Path: <sip:edge.example.com;lr>, <sip:[::bad;lr>",
                "Path: <tel:+15551234>",
                "Path: <sip:edge.example.com;lr",
            })
    void what_cannot_be_read_is_refused_and_nothing_of_it_is_kept(String header, Ladder ladder) {
        ladder.play("""
            alice -> registrar REGISTER
                + %s
                + Supported: path
            registrar -> alice 401
            alice -> registrar REGISTER
            registrar -> alice 400
            """.formatted(header));

        assertThat(bindings()).isZero();
    }

    @Test
    void a_refused_register_leaves_the_earlier_binding(Ladder ladder) {
        ladder.play(ALICE_REGISTERS);

        ladder.play("""
            alice -> registrar REGISTER
                + Path: <sip:192.0.2.9:5070;lr;p="a,b">
            registrar -> alice 401
            alice -> registrar REGISTER
            registrar -> alice 400
            """);

        assertThat(text("SELECT path FROM sip_binding")).isEmpty();
    }

    @Test
    void an_expiry_that_is_no_number_counts_as_an_hour(Ladder ladder) {
        ladder.play("""
            alice -> registrar REGISTER
                + Contact: <sip:alice@192.0.2.11:5060>;expires="soon"
            registrar -> alice 401
            alice -> registrar REGISTER
            registrar -> alice 200
                + Contact: <sip:alice@192.0.2.11:5060>;expires=3600
            """);
    }

    @Test
    void contact_parameters_are_listed_as_they_came(Ladder ladder) {
        String parameters = ";+g.3gpp.icsi-ref=\"urn%3Aurn-7%3A3gpp-service.ims.icsi.mmtel\";language=\"en,fr\""
                + ";+sip.instance=\"<urn:uuid:00000000-0000-1000-8000-AABBCCDDEEFF>\";reg-id=1;+sip.rendering=\"no\""
                + ";methods=\"INVITE\";audio;q=0.50;x=\"a \\\"b\\\"\"";

        ladder.play("""
            alice -> registrar REGISTER
                + Contact: "Alice > Desk" <sip:alice@192.0.2.11:5060>%s;expires=60
            registrar -> alice 401
            alice -> registrar REGISTER
            registrar -> alice 200
                + Contact: <sip:alice@192.0.2.11:5060>%s;expires=60
            """.formatted(parameters, parameters));
    }

    @Test
    void a_path_is_kept_and_returned_to_phones_that_support_it(Ladder ladder) {
        ladder.play("""
            alice -> registrar REGISTER
                + Path: <sip:p2@edge2.example.com;lr>, "Edge" <sip:edge1.example.com;lr>;x="y"
                + Supported: path
            registrar -> alice 401
            alice -> registrar REGISTER
            registrar -> alice 200
            """)
                .where(
                        "registrar -> alice 200",
                        ok -> assertThat(ok.headers("Path"))
                                .containsExactly(
                                        "<sip:p2@edge2.example.com;lr>",
                                        "\"Edge\" <sip:edge1.example.com;lr>;x=\"y\""));
    }

    @Test
    void where_a_register_came_from_is_kept_and_a_proxy_told_from_a_phone(Ladder ladder) {
        ladder.play(ALICE_REGISTERS);
        assertThat(text("SELECT received FROM sip_binding")).isEqualTo("sip:192.0.2.11:5060;transport=udp");

        ladder.with(
                        "alice -> registrar REGISTER",
                        register -> register.plus("Via", "SIP/2.0/UDP 10.0.0.7;branch=z9hG4bK-7"))
                .play(ALICE_REGISTERS);
        assertThat(text("SELECT received FROM sip_binding")).isEqualTo("sip:192.0.2.11:5060;transport=udp;lr");
    }

    private static String text(String query) {
        try (Connection connection = DATABASE.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static long bindings() {
        return Long.parseLong(text("SELECT COUNT(*) FROM sip_binding"));
    }
}
