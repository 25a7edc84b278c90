package org.sipario.junit;

import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.TestUserAgent;

/** A servlet for one test may be nested in it, and a parameterised test's arguments may precede what is injected. */
@SipTest(ServletInTheTestTest.Refusing.class)
class ServletInTheTestTest {

    /** Refuses a call with the status that the request names. */
    @jakarta.servlet.sip.annotation.SipServlet(applicationName = "refusing")
    public static class Refusing extends SipServlet {
        @Override
        protected void doInvite(SipServletRequest invite) throws IOException {
            invite.createResponse(Integer.parseInt(invite.getHeader("X-Wish"))).send();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 486, 603})
    void a_call_is_refused_as_the_caller_wishes(int status, Ladder ladder, @UserAgent("alice") TestUserAgent alice) {
        ladder.play("""
            alice    -> refusing INVITE
                + X-Wish: %1$d
            refusing -> alice    %1$d
            alice    -> refusing ACK
            """.formatted(status));
    }
}
