package org.sipario.samples.registrar;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.sipario.junit.Configure;
import org.sipario.junit.SipTest;
import org.sipario.junit.UserAgent;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.TestUserAgent;
import org.sipario.tomcat.embedded.EmbeddedServerBuilder;

/**
 * Recorded on 2026-11-21 at 08:33:05 UTC: REGISTER sip:example.com, answered 200.
 *
 * <p>Made by {@code sipario trace export CALL-ID --as ladder --application org.sipario.samples.registrar --webapp src/main/webapp
 * --server registrar --password alice=wonderland}. What a trace cannot know was added by hand: the database and the domain.
 */
@SipTest(packages = "org.sipario.samples.registrar", webapp = "src/main/webapp")
class RecordedRegistrationTest {

    @UserAgent(value = "alice", password = "wonderland")
    private TestUserAgent alice;

    @Configure
    static void users(EmbeddedServerBuilder server) {
        server.user("alice", "wonderland", "sip-user");
    }

    @Configure
    static void surroundings(EmbeddedServerBuilder server) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:recorded-registration;DB_CLOSE_DELAY=-1");
        server.resource("jdbc/sipario", database).parameter("domains", "example.com");
    }

    @Test
    void goes_as_it_was_recorded(Ladder ladder) {
        ladder.play("""
            alice     -> registrar  REGISTER
                + Expires: 600
            registrar -> alice      401
            alice     -> registrar  REGISTER
            registrar -> alice      200
            after 2s
            alice     -> registrar  REGISTER
                + Expires: 0
                + Contact: *
            registrar -> alice      401
            alice     -> registrar  REGISTER
            registrar -> alice      200
            """);
    }
}
