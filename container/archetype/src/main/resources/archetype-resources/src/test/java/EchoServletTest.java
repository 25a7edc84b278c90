package ${package};

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.sipario.junit.SipTest;
import org.sipario.junit.UserAgent;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.TestUserAgent;

@SipTest(packages = "${package}", webapp = "src/main/webapp")
class EchoServletTest {
    @UserAgent("alice")
    TestUserAgent alice;

    @Test
    void a_call_is_answered_and_ends_when_the_caller_hangs_up(Ladder ladder) {
        ladder.play("""
                alice -> echo   INVITE
                echo  -> alice  200
                alice -> echo   ACK
                after 30s
                alice -> echo   BYE
                echo  -> alice  200
                """);
    }

    @Test
    void the_page_shows_who_has_called(Ladder ladder, URI application) throws IOException {
        ladder.play("""
                alice -> echo   INVITE
                echo  -> alice  200
                alice -> echo   ACK
                """);
        try (InputStream page = application.toURL().openStream()) {
            assertTrue(new String(page.readAllBytes(), StandardCharsets.UTF_8).contains("sip:alice@example.com"));
        }
    }
}
