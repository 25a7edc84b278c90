package org.sipario.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.TestUserAgent;
import org.sipario.tomcat.embedded.EmbeddedServer;

/** A package, an instance for all tests, and HTTP. */
@SipTest(packages = "org.sipario.junit.converged")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebSideTest {

    @UserAgent("alice")
    private TestUserAgent alice;

    private URI web = URI.create("about:blank");

    @BeforeAll
    void find_the_web_side(URI web, EmbeddedServer server) {
        this.web = web;
        assertThat(web.getPort()).isEqualTo(server.http().getPort());
    }

    @Test
    void a_page_shows_what_came_by_sip(Ladder ladder) throws IOException {
        assertThat(get("messages")).isEqualTo("null");

        ladder.play("""
            alice -> app MESSAGE
            app -> alice 200
            """);

        assertThat(get("messages")).isEqualTo("1");
    }

    @Test
    void the_next_test_has_a_page_that_shows_nothing_and_a_user_agent_of_its_own(Ladder ladder) throws IOException {
        assertThat(get("messages")).isEqualTo("null");
        assertThat(alice.requestsHeard()).isEmpty();
    }

    @Test
    void a_servlet_may_block_and_the_ladder_waits(Ladder ladder) {
        ladder.play("""
            alice -> app MESSAGE
            app -> alice 200
            alice -> app OPTIONS
                + X-Page: %s
            app -> alice 200
                + X-Said: 1
            """.formatted(web.resolve("messages")));
    }

    private String get(String path) throws IOException {
        try (InputStream in = web.resolve(path).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
