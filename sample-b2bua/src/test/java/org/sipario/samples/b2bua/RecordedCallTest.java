package org.sipario.samples.b2bua;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.sipario.junit.Configure;
import org.sipario.junit.SipTest;
import org.sipario.junit.UserAgent;
import org.sipario.message.wire.Transport;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.TestUserAgent;
import org.sipario.tomcat.embedded.EmbeddedServerBuilder;

/**
 * Recorded on 2026-11-21 at 08:32:58 UTC: INVITE sip:bob@127.0.0.1:47489, answered 200.
 *
 * <p>Made by {@code sipario trace export CALL-ID CALL-ID --as ladder --application org.sipario.samples.b2bua --server b2bua}, with
 * the Call-IDs of both legs. What a trace cannot know was added by hand: the database, and who may be called for strangers.
 */
@SipTest(packages = "org.sipario.samples.b2bua")
class RecordedCallTest {

    @UserAgent(value = "alice", transport = Transport.TCP)
    private TestUserAgent alice;

    @UserAgent("bob")
    private TestUserAgent bob;

    @Configure
    static void surroundings(EmbeddedServerBuilder server) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:recorded-call;DB_CLOSE_DELAY=-1");
        server.resource("jdbc/sipario", database).parameter("relay", "192.0.2.0/24");
    }

    @Test
    void goes_as_it_was_recorded(Ladder ladder) {
        ladder.play("""
            alice -> b2bua  INVITE
                + SDP
            b2bua -> bob    INVITE
            [b2bua -> alice 100]
            bob   -> b2bua  180
            b2bua -> alice  180
            bob   -> b2bua  200
                + SDP
            b2bua -> alice  200
            alice -> b2bua  ACK
            b2bua -> bob    ACK
            alice -> b2bua  INVITE
                + SDP: sendonly
            b2bua -> bob    INVITE
            bob   -> b2bua  200
                + SDP: recvonly
            b2bua -> alice  200
            alice -> b2bua  ACK
            b2bua -> bob    ACK
            bob   -> b2bua  BYE
            b2bua -> bob    200
            b2bua -> alice  BYE
            alice -> b2bua  200
            """);
    }
}
