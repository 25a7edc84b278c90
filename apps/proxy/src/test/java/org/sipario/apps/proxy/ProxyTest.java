package org.sipario.apps.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sipario.junit.Configure;
import org.sipario.junit.SipTest;
import org.sipario.junit.UserAgent;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.TestUserAgent;
import org.sipario.tomcat.embedded.EmbeddedServerBuilder;

/** Calls through the proxy, to phones that stand in the location tables. */
@SipTest(packages = "org.sipario.apps.proxy")
class ProxyTest {

    private static final JdbcDataSource DATABASE = new JdbcDataSource();

    @UserAgent("alice")
    private TestUserAgent alice;

    @UserAgent("bob")
    private TestUserAgent bob;

    @UserAgent("carol")
    private TestUserAgent carol;

    @UserAgent("dave")
    private TestUserAgent dave;

    @Configure
    static void surroundings(EmbeddedServerBuilder server) {
        DATABASE.setURL("jdbc:h2:mem:proxy;DB_CLOSE_DELAY=-1");
        server.resource("jdbc/sipario", DATABASE)
                .parameter("domains", "example.com 10.9.9.9")
                .parameter("relay", "192.0.2.0/24");
    }

    @BeforeEach
    void phones() throws SQLException {
        execute("DELETE FROM sip_binding", "DELETE FROM sip_user");
        phone("bob", bob.contact());
        phone("carol", carol.contact());
    }

    // ---- targets

    @Test
    void a_contact_is_called_without_method_and_headers(Ladder ladder) throws SQLException {
        phone("dave", dave.contact() + ";method=INVITE;line=7?X-Foo=1");

        ladder.play("""
            alice -> proxy MESSAGE sip:dave@example.com
            proxy -> dave  MESSAGE %s;line=7
            dave  -> proxy 200
            proxy -> alice 200
            """.formatted(dave.contact()));
    }

    @Test
    void a_contact_that_cannot_be_read_is_passed_over(Ladder ladder) throws SQLException {
        binding("dave", "sip:[::bad", 1, "", "");
        binding("dave", "sip:dave@192.0.2.77", 1, "<sip:192.0.2.9;lr;p=\"a,b\">", "");
        binding("dave", "sip:dave@10.1.1.1", 1, "", "not a source");

        ladder.play("""
            alice -> proxy MESSAGE sip:dave@example.com
            proxy -> alice 480
            """);

        phone("dave", dave.contact());
        ladder.play("""
            alice -> proxy MESSAGE sip:dave@example.com
            proxy -> dave  MESSAGE
            dave  -> proxy 200
            proxy -> alice 200
            """);
    }

    @Test
    void a_contact_that_is_another_user_of_this_server_leads_to_its_phones(Ladder ladder) throws SQLException {
        binding("dave", "sip:carol@example.com", 1, "", "sip:192.0.2.14:5060;transport=udp");

        ladder.play("""
            alice -> proxy INVITE sip:dave@example.com
            [proxy -> alice 100]
            proxy -> carol INVITE %s
            carol -> proxy 486
            proxy -> carol ACK
            proxy -> alice 486
            alice -> proxy ACK
            """.formatted(carol.contact()));
    }

    @Test
    void a_contact_that_is_the_number_of_a_user_leads_to_its_phones(Ladder ladder) throws SQLException {
        binding("dave", "tel:+1-555-1234", 1, "", "");
        phone("+15551234", carol.contact());

        ladder.play("""
            alice -> proxy MESSAGE sip:dave@example.com
            proxy -> carol MESSAGE
            carol -> proxy 200
            proxy -> alice 200
            """);
    }

    @Test
    void users_who_are_each_others_contacts_are_unavailable(Ladder ladder) throws SQLException {
        binding("dave", "sip:erin@example.com", 1, "", "");
        binding("erin", "sip:dave@192.0.2.1", 1, "", "");

        ladder.play("""
            alice -> proxy MESSAGE sip:dave@example.com
            proxy -> alice 480
            """);
    }

    @Test
    void q_counts_along_the_way_to_the_phones_of_another_user(Ladder ladder) throws SQLException {
        binding("dave", "sip:carol@example.com", 0.5, "", "");
        binding("dave", dave.contact(), 0.4, "", "");
        binding("carol", bob.contact(), 0.1, "", "");

        ladder.play("""
            alice -> proxy INVITE sip:dave@example.com
            [proxy -> alice 100]
            proxy -> carol INVITE
            carol -> proxy 486
            proxy -> carol ACK
            proxy -> dave  INVITE
            dave  -> proxy 486
            proxy -> dave  ACK
            proxy -> bob   INVITE
            bob   -> proxy 486
            proxy -> bob   ACK
            proxy -> alice 486
            alice -> proxy ACK
            """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tel:+15551234",
                "tel:+1-(555)-12.34",
                "sip:+1-555-1234@example.com;user=phone",
                "sip:+15551234;isub=1@example.com;user=phone",
                "sip:+15551234@example.com",
            })
    void a_number_is_a_user_however_it_is_written(String uri, Ladder ladder) throws SQLException {
        phone("+15551234", dave.contact());

        ladder.play("""
            alice -> proxy MESSAGE %s
            proxy -> dave  MESSAGE %s
            dave  -> proxy 200
            proxy -> alice 200
            """.formatted(uri, dave.contact()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tel:+15559999", "tel:7042;phone-context=example.com", "sip:nobody@example.com"})
    void a_number_that_no_user_has_is_not_found(String uri, Ladder ladder) {
        ladder.play("""
            alice -> proxy MESSAGE %s
            proxy -> alice 404
            """.formatted(uri));
    }

    // ---- redirections

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<sip:carol@example.com>",
                "<sip:carol@192.0.2.1:5060;user=phone>",
                "<sip:carol@192.0.2.1;method=INVITE?Subject=Forwarded>;q=0.5",
                "<tel:+15550001>, <sip:carol@example.com>",
            })
    void a_302_to_another_user_rings_there(String contact, Ladder ladder) {
        ladder.play("""
            alice -> proxy INVITE sip:bob@example.com
            [proxy -> alice 100]
            proxy -> bob   INVITE
            bob   -> proxy 302
                + Contact: %s
            proxy -> bob   ACK
            proxy -> carol INVITE %s
            carol -> proxy 200
            proxy -> alice 200
            alice -> proxy ACK
            proxy -> carol ACK
            alice -> proxy BYE
            proxy -> carol BYE
            carol -> proxy 200
            proxy -> alice 200
            """.formatted(contact, carol.contact()));
    }

    @Test
    void what_the_other_user_answers_goes_back_and_not_the_302(Ladder ladder) {
        ladder.play("""
            alice -> proxy INVITE sip:bob@example.com
            [proxy -> alice 100]
            proxy -> bob   INVITE
            bob   -> proxy 302
                + Contact: <sip:carol@example.com>
            proxy -> bob   ACK
            proxy -> carol INVITE
            carol -> proxy 486
            proxy -> carol ACK
            proxy -> alice 486
            alice -> proxy ACK
            """);
    }

    @Test
    void a_302_is_followed_while_another_phone_rings(Ladder ladder) throws SQLException {
        phone("bob", dave.contact());

        ladder.play("""
            alice -> proxy INVITE sip:bob@example.com
            [proxy -> alice 100]
            proxy -> bob   INVITE
            proxy -> dave  INVITE
            dave  -> proxy 180
            proxy -> alice 180
            bob   -> proxy 302
                + Contact: <sip:carol@example.com>
            proxy -> bob   ACK
            proxy -> carol INVITE
            carol -> proxy 200
            proxy -> alice 200
            alice -> proxy ACK
            proxy -> carol ACK
            proxy -> dave  CANCEL
            dave  -> proxy 200 CANCEL
            dave  -> proxy 487 INVITE
            proxy -> dave  ACK
            """);
    }

    @Test
    void a_302_that_is_followed_while_another_phone_rings_does_not_go_back(Ladder ladder) throws SQLException {
        phone("bob", dave.contact());

        ladder.play("""
            alice -> proxy INVITE sip:bob@example.com
            [proxy -> alice 100]
            proxy -> bob   INVITE
            proxy -> dave  INVITE
            bob   -> proxy 302
                + Contact: <sip:carol@example.com>
            proxy -> bob   ACK
            proxy -> carol INVITE
            carol -> proxy 404
            proxy -> carol ACK
            dave  -> proxy 486
            proxy -> dave  ACK
            proxy -> alice 486
            alice -> proxy ACK
            """);
    }

    @Test
    void a_302_elsewhere_is_followed_for_a_phone_of_this_server(Ladder ladder) {
        ladder.play("""
            alice -> proxy INVITE sip:bob@example.com
            [proxy -> alice 100]
            proxy -> bob   INVITE
            bob   -> proxy 302
                + Contact: <sip:dave@elsewhere.example.net>
            proxy -> bob   ACK
            proxy -> dave  INVITE sip:dave@elsewhere.example.net
            dave  -> proxy 486
            proxy -> dave  ACK
            proxy -> alice 486
            alice -> proxy ACK
            """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "302|<tel:+15559999>",
                "302|<mailto:bob@example.com>",
                "380|<sip:carol@example.com>",
                "305|<sip:192.0.2.99>"
            })
    void a_3xx_that_only_the_caller_can_follow_goes_back_with_its_contact(String answer, Ladder ladder) {
        String[] parts = answer.split("\\|");

        ladder.play("""
            alice -> proxy INVITE sip:bob@example.com
            [proxy -> alice 100]
            proxy -> bob   INVITE
            bob   -> proxy %1$s
                + Contact: %2$s
            proxy -> bob   ACK
            proxy -> alice %1$s
                + Contact: %2$s
            alice -> proxy ACK
            """.formatted(parts[0], parts[1]));
    }

    @Test
    void a_302_to_a_user_who_is_not_registered_is_480(Ladder ladder) throws SQLException {
        execute("INSERT INTO sip_user VALUES ('dave')");
        forwarded("<sip:dave@example.com>", 480, ladder);
    }

    @Test
    void a_302_to_a_user_who_is_not_known_is_404(Ladder ladder) {
        forwarded("<sip:nobody@example.com>", 404, ladder);
    }

    @Test
    void a_302_to_the_phone_that_sent_it_is_480(Ladder ladder) {
        forwarded("<sip:bob@example.com>", 480, ladder);
    }

    private void forwarded(String contact, int status, Ladder ladder) {
        ladder.play("""
            alice -> proxy INVITE sip:bob@example.com
            [proxy -> alice 100]
            proxy -> bob   INVITE
            bob   -> proxy 302
                + Contact: %s
            proxy -> bob   ACK
            proxy -> alice %d
            alice -> proxy ACK
            """.formatted(contact, status));
    }

    @Test
    void phones_that_redirect_to_each_other_are_called_once(Ladder ladder) {
        ladder.play("""
            alice -> proxy INVITE sip:bob@example.com
            [proxy -> alice 100]
            proxy -> bob   INVITE
            bob   -> proxy 302
                + Contact: <sip:carol@example.com>
            proxy -> bob   ACK
            proxy -> carol INVITE
            carol -> proxy 302
                + Contact: <sip:bob@example.com>
            proxy -> carol ACK
            proxy -> alice 480
            alice -> proxy ACK
            """);
    }

    @Test
    void a_message_is_forwarded_as_a_call_is(Ladder ladder) {
        ladder.with("bob -> proxy 302", moved -> moved.with("Contact", "<sip:carol@example.com>"))
                .play("""
            alice -> proxy MESSAGE sip:bob@example.com
            proxy -> bob   MESSAGE
            bob   -> proxy 302
            proxy -> carol MESSAGE
            carol -> proxy 200
            proxy -> alice 200
            """);
    }

    @Test
    void after_a_6xx_no_redirection_is_followed(Ladder ladder) throws SQLException {
        phone("bob", dave.contact());

        ladder.play("""
            alice -> proxy INVITE sip:bob@example.com
            [proxy -> alice 100]
            proxy -> bob   INVITE
            proxy -> dave  INVITE
            dave  -> proxy 180
            proxy -> alice 180
            bob   -> proxy 603
            proxy -> bob   ACK
            proxy -> dave  CANCEL
            dave  -> proxy 200 CANCEL
            dave  -> proxy 302 INVITE
                + Contact: <sip:carol@example.com>
            proxy -> dave  ACK
            proxy -> alice 603
            alice -> proxy ACK
            """);
    }

    @Test
    void after_a_cancel_no_redirection_is_followed(Ladder ladder) {
        ladder.play("""
            alice -> proxy INVITE sip:bob@example.com
            [proxy -> alice 100]
            proxy -> bob   INVITE
            bob   -> proxy 180
            proxy -> alice 180
            alice -> proxy CANCEL
            proxy -> alice 200 CANCEL
            proxy -> bob   CANCEL
            bob   -> proxy 200 CANCEL
            bob   -> proxy 302 INVITE
                + Contact: <sip:carol@example.com>
            proxy -> bob   ACK
            proxy -> alice 302
            alice -> proxy ACK
            """);
    }

    @Test
    void another_domain_follows_its_redirections_itself(Ladder ladder) {
        ladder.play("""
            alice -> proxy INVITE sip:dave@elsewhere.example.net
            [proxy -> alice 100]
            proxy -> dave  INVITE
            dave  -> proxy 302
                + Contact: <sip:carol@example.com>
            proxy -> dave  ACK
            proxy -> alice 302
                + Contact: <sip:carol@example.com>
            alice -> proxy ACK
            """);
    }

    // ---- how long phones ring

    @Test
    void a_phone_that_does_not_answer_gives_way_after_20_seconds_and_the_last_after_three_minutes(Ladder ladder)
            throws SQLException {
        binding("bob", dave.contact(), 0.5, "", "");

        ladder.play("""
            alice -> proxy INVITE sip:bob@example.com
            [proxy -> alice 100]
            proxy -> bob   INVITE
            bob   -> proxy 180
            proxy -> alice 180
            after 20s
            proxy -> bob   CANCEL
            bob   -> proxy 200 CANCEL
            bob   -> proxy 487 INVITE
            proxy -> bob   ACK
            proxy -> dave  INVITE
            dave  -> proxy 180
            proxy -> alice 180
            after 180s
            after 1s
            proxy -> dave  CANCEL
            dave  -> proxy 200 CANCEL
            dave  -> proxy 487 INVITE
            proxy -> dave  ACK
            proxy -> alice 408
            alice -> proxy ACK
            """);
    }

    @Test
    void a_dead_phone_does_not_keep_the_next_from_ringing(Ladder ladder) throws SQLException {
        binding("bob", dave.contact(), 0.5, "", "");

        ladder.play("""
            alice -> proxy INVITE sip:bob@example.com
            [proxy -> alice 100]
            proxy -> bob   INVITE       # lost
            after 500ms
            proxy -> bob   INVITE       # lost
            after 1s
            proxy -> bob   INVITE       # lost
            after 2s
            proxy -> bob   INVITE       # lost
            after 4s
            proxy -> bob   INVITE       # lost
            after 8s
            proxy -> bob   INVITE       # lost
            after 4500ms
            proxy -> dave  INVITE
            dave  -> proxy 200
            proxy -> alice 200
            alice -> proxy ACK
            proxy -> dave  ACK
            """);
    }

    @Test
    void a_phone_to_which_the_call_was_forwarded_has_its_whole_time(Ladder ladder) throws SQLException {
        binding("bob", dave.contact(), 0.5, "", "");

        ladder.play("""
            alice -> proxy INVITE sip:bob@example.com
            [proxy -> alice 100]
            proxy -> bob   INVITE
            bob   -> proxy 180
            proxy -> alice 180
            after 15s
            bob   -> proxy 302
                + Contact: <sip:carol@example.com>
            proxy -> bob   ACK
            proxy -> carol INVITE
            carol -> proxy 180
            proxy -> alice 180
            after 19s
            after 1s
            proxy -> carol CANCEL
            carol -> proxy 200 CANCEL
            carol -> proxy 487 INVITE
            proxy -> carol ACK
            proxy -> dave  INVITE
            """);
    }

    // ---- phones behind NAT

    @Test
    void a_phone_behind_a_nat_is_called_where_its_register_came_from(Ladder ladder) throws SQLException {
        binding("dave", "sip:dave@10.1.1.1:5066;line=7", 1, "", source(dave));

        ladder.play("""
            alice -> proxy INVITE sip:dave@example.com
            [proxy -> alice 100]
            proxy -> dave  INVITE %s;line=7
                - Route
            dave  -> proxy 486
            proxy -> dave  ACK
            proxy -> alice 486
            alice -> proxy ACK
            """.formatted(dave.contact()));
    }

    @Test
    void a_phone_behind_a_proxy_and_a_nat_is_called_by_way_of_that_proxy(Ladder ladder) throws SQLException {
        binding("dave", "sip:dave@10.1.1.1:5066", 1, "", source(dave) + ";lr");

        ladder.play("""
            alice -> proxy MESSAGE sip:dave@example.com
            proxy -> dave  MESSAGE sip:dave@10.1.1.1:5066
                + Route: <%s;lr>
            dave  -> proxy 200
            proxy -> alice 200
            """.formatted(source(dave)));
    }

    @Test
    void a_phone_with_a_path_is_called_along_it(Ladder ladder) throws SQLException {
        String edge = "<" + dave.contact().replace("dave@", "t@") + ";lr>";
        binding("dave", "sip:dave@10.1.1.1:5066", 1, edge + "\n<sip:192.0.2.99;lr>", source(dave));

        ladder.play("""
            alice -> proxy MESSAGE sip:dave@example.com
            proxy -> dave  MESSAGE sip:dave@10.1.1.1:5066
            dave  -> proxy 200
            proxy -> alice 200
            """)
                .where(
                        "proxy -> dave MESSAGE",
                        message -> assertThat(message.headers("Route")).containsExactly(edge, "<sip:192.0.2.99;lr>"));
    }

    @Test
    void a_phone_behind_a_nat_whose_network_has_the_address_of_this_server_is_called_too(Ladder ladder)
            throws SQLException {
        binding("dave", "sip:dave@10.9.9.9", 1, "", source(dave));
        binding("erin", "sip:carol@10.9.9.9", 1, "", source(dave));

        ladder.play("""
            alice -> proxy MESSAGE sip:dave@example.com
            proxy -> dave  MESSAGE %s
            dave  -> proxy 200
            proxy -> alice 200
            alice -> proxy MESSAGE sip:erin@example.com
            proxy -> carol MESSAGE
            carol -> proxy 200
            proxy -> alice 200
            """.formatted(dave.contact()));
    }

    private static String source(TestUserAgent phone) {
        return phone.contact().replaceFirst("sip:.*@", "sip:") + ";transport=udp";
    }

    private static void phone(String user, String contact) throws SQLException {
        binding(user, contact, 1, "", contact);
    }

    private static void binding(String user, String contact, double q, String path, String received)
            throws SQLException {
        execute("MERGE INTO sip_user VALUES ('%s')".formatted(user), """
                INSERT INTO sip_binding VALUES ('%s', '%s', '', %s, %d, 'call-id', 7, '%s', '%s')
                """.formatted(
                        user, contact, q, Long.MAX_VALUE, path, received));
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
