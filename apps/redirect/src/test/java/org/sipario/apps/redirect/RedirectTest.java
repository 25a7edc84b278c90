package org.sipario.apps.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sipario.junit.Configure;
import org.sipario.junit.SipTest;
import org.sipario.junit.UserAgent;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.TestUserAgent;
import org.sipario.tomcat.embedded.EmbeddedServerBuilder;

/** The redirect server, and phones that have it as their outbound proxy. */
@SipTest(packages = "org.sipario.apps.redirect")
class RedirectTest {

    private static final JdbcDataSource DATABASE = new JdbcDataSource();

    @UserAgent("alice")
    private TestUserAgent alice;

    @UserAgent("bob")
    private TestUserAgent bob;

    @UserAgent("mallory")
    private TestUserAgent mallory;

    @Configure
    static void surroundings(EmbeddedServerBuilder server) {
        DATABASE.setURL("jdbc:h2:mem:redirect;DB_CLOSE_DELAY=-1");
        server.resource("jdbc/sipario", DATABASE).parameter("domains", "example.com");
    }

    @BeforeEach
    void phones() throws SQLException {
        execute("DELETE FROM sip_binding", "DELETE FROM sip_user");
        phone("alice", alice.contact(), 1);
        phone("bob", bob.contact(), 2); // as earlier versions took it
    }

    @Test
    void a_caller_is_told_where_the_phones_are(Ladder ladder) throws SQLException {
        phone("bob", "sip:bob@192.0.2.99;method=INVITE?Subject=Hello", 0.5);

        ladder.play("""
            mallory  -> redirect INVITE sip:bob@example.com
            redirect -> mallory  302
            mallory  -> redirect ACK
            """)
                .where(
                        "redirect -> mallory 302",
                        moved -> assertThat(moved.headers("Contact"))
                                .containsExactly(
                                        "<" + bob.contact() + ">;q=1.0",
                                        "<sip:bob@192.0.2.99;method=INVITE?Subject=Hello>;q=0.5"));
    }

    @Test
    void a_contact_that_is_another_user_is_resolved_at_once(Ladder ladder) throws SQLException {
        phone("carol", "sip:bob@example.com", 0.5);

        ladder.play("""
            alice    -> redirect INVITE sip:carol@example.com
            redirect -> alice    302
                + Contact: <%s>;q=0.5
            alice    -> redirect ACK
            """.formatted(bob.contact()));
    }

    @Test
    void a_phone_with_this_outbound_proxy_gets_through_with_its_second_invite(Ladder ladder) {
        ladder.play("""
            alice    -> redirect INVITE sip:bob@example.com
                + Route: <sip:192.0.2.1;lr>
            redirect -> alice    302
                + Contact: <%1$s>
            alice    -> redirect ACK
            alice    -> redirect INVITE %1$s
                + Route: <sip:192.0.2.1;lr>
            [redirect -> alice   100]
            redirect -> bob      INVITE %1$s
                - Route
            bob      -> redirect 200
            redirect -> alice    200
            alice    -> redirect ACK
            redirect -> bob      ACK
            bob      -> redirect BYE
            redirect -> alice    BYE
            alice    -> redirect 200
            redirect -> bob      200
            """.formatted(bob.contact()));
    }

    @Test
    void a_failure_of_the_second_invite_goes_back(Ladder ladder) {
        ladder.play("""
            alice    -> redirect INVITE %s
            [redirect -> alice   100]
            redirect -> bob      INVITE
            bob      -> redirect 302
                + Contact: <sip:carol@example.com>
            redirect -> bob      ACK
            redirect -> alice    302
                + Contact: <sip:carol@example.com>
            alice    -> redirect ACK
            """.formatted(bob.contact()));
    }

    @Test
    void a_caller_who_is_not_registered_here_calls_the_phone_without_this_server(Ladder ladder) {
        ladder.play("""
            mallory  -> redirect INVITE %s
            redirect -> mallory  403
            mallory  -> redirect ACK
            """.formatted(bob.contact()));
    }

    private static void phone(String user, String contact, double q) throws SQLException {
        execute("MERGE INTO sip_user VALUES ('%s')".formatted(user), """
                INSERT INTO sip_binding VALUES ('%s', '%s', '', %s, %d, 'call-id', 7, '', '%s')
                """.formatted(
                        user, contact, q, Long.MAX_VALUE, contact.replaceFirst("sip:.*@", "sip:") + ";transport=udp"));
    }

    private static void execute(String... statements) throws SQLException {
        try (Connection connection = DATABASE.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
