package org.sipario.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import java.util.List;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.sipario.junit.apps.Broken;
import org.sipario.junit.apps.Greeter;
import org.sipario.junit.apps.NoServlet;
import org.sipario.junit.apps.Unmarked;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.LadderFailure;
import org.sipario.testkit.TestUserAgent;
import org.sipario.testkit.VirtualTimers;
import org.sipario.tomcat.deploy.DeploymentFailure;
import org.sipario.tomcat.embedded.EmbeddedServerBuilder;

/** What JUnit prints of tests that cannot run or that fail. The classes in here are run by JUnit inside this test. */
class MisuseTest {

    /** The failures of a test class, of its methods and of the class itself. */
    private static List<Throwable> failures(Class<?> testClass) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .execute()
                .allEvents()
                .finished()
                .stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .flatMap(result -> result.getThrowable().stream())
                .toList();
    }

    private static String message(Class<?> testClass) {
        List<Throwable> failures = failures(testClass);
        assertThat(failures).hasSize(1);
        return String.valueOf(failures.getFirst().getMessage());
    }

    private static String name(Class<?> testClass) {
        return testClass.getName();
    }

    @SipTest
    static class No_application {
        @Test
        void test() {}
    }

    @Test
    void a_test_without_an_application_says_how_to_name_one() {
        assertThat(message(No_application.class))
                .isEqualTo(name(No_application.class) + " has no application: name its classes, as in"
                        + " @SipTest(Greeter.class), its packages, or make an archive in a static method with @Deploy");
    }

    @SipTest(Greeter.class)
    static class Two_applications {
        @Deploy
        static Path archive() {
            return Path.of("greeter.war");
        }

        @Test
        void test() {}
    }

    @Test
    void classes_and_an_archive_are_one_application_too_many() {
        assertThat(message(Two_applications.class))
                .isEqualTo(
                        name(Two_applications.class) + " names classes, packages or a webapp in @SipTest, and has the"
                                + " @Deploy method archive; take one of the two away");
    }

    @SipTest(NoServlet.class)
    static class No_servlet {
        @Test
        void test() {}
    }

    @Test
    void a_class_that_is_no_servlet_is_named() {
        assertThat(message(No_servlet.class))
                .startsWith(name(No_servlet.class) + ": there is no SIP servlet in the application: found"
                        + " org.sipario.junit.apps.NoServlet (not a SipServlet). Put @jakarta");
    }

    @SipTest(Unmarked.class)
    static class No_annotation {
        @Test
        void test() {}
    }

    @Test
    void a_servlet_without_its_annotation_is_named() {
        assertThat(message(No_annotation.class)).contains("found org.sipario.junit.apps.Unmarked (no @SipServlet)");
    }

    @SipTest(packages = "org.sipario.junit.nowhere")
    static class No_package {
        @Test
        void test() {}
    }

    @Test
    void a_package_that_is_empty_is_named() {
        assertThat(message(No_package.class)).contains("no class in the package \"org.sipario.junit.nowhere\"");
    }

    @SipTest(packages = "org.jboss.shrinkwrap.api.asset")
    static class Package_of_a_library {
        @Test
        void test() {}
    }

    @Test
    void a_package_is_looked_for_in_libraries_too() {
        assertThat(message(Package_of_a_library.class))
                .contains("there is no SIP servlet in the application: found org.jboss.shrinkwrap.api.asset.");
    }

    @SipTest(value = Greeter.class, webapp = "src/main/nowhere")
    static class No_folder {
        @Test
        void test() {}
    }

    @Test
    void a_folder_that_is_not_there_is_named_with_where_it_was_looked_for() {
        assertThat(message(No_folder.class))
                .contains(
                        "webapp = \"src/main/nowhere\" is no folder",
                        Path.of("").toAbsolutePath().toString());
    }

    @SipTest
    static class No_file {
        @Deploy
        static Path archive() {
            return Path.of("target/no-such.war");
        }

        @Test
        void test() {}
    }

    @Test
    void an_archive_that_is_not_there_is_named_with_the_method_that_named_it() {
        assertThat(message(No_file.class))
                .startsWith(name(No_file.class) + ".archive() returned target/no-such.war, and there is no such file");
    }

    @SipTest
    static class Wrong_archive {
        @Deploy
        static Archive<?> archive() {
            return ShrinkWrap.create(JavaArchive.class, "greeter.jar");
        }

        @Test
        void test() {}
    }

    @Test
    void an_archive_that_servers_do_not_take_is_named() {
        assertThat(message(Wrong_archive.class))
                .isEqualTo(name(Wrong_archive.class) + ".archive() returned an archive named \"greeter.jar\"; what a"
                        + " server deploys ends in .war or .sar");
    }

    @SipTest
    static class Wrong_maker {
        @Deploy
        Path archive() {
            return Path.of("greeter.war");
        }

        @Test
        void test() {}
    }

    @Test
    void a_deploy_method_that_is_not_static_is_named() {
        assertThat(message(Wrong_maker.class))
                .endsWith("the @Deploy method archive must be static and have no parameter");
    }

    @SipTest(Greeter.class)
    static class Wrong_configuration {
        @Configure
        static void settings(EmbeddedServerBuilder server) {
            server.setting("t7", "500");
        }

        @Test
        void test() {}
    }

    @Test
    void what_a_configure_method_throws_is_shown_as_it_is() {
        assertThat(message(Wrong_configuration.class)).startsWith("SipEngine has no attribute \"t7\"");
    }

    @SipTest(Greeter.class)
    static class Two_of_a_name {
        @UserAgent("alice")
        private TestUserAgent alice;

        @Test
        void test(@UserAgent("alice") TestUserAgent other) {}
    }

    @Test
    void two_user_agents_of_one_name_are_one_too_many() {
        assertThat(message(Two_of_a_name.class))
                .contains("test: the parameter TestUserAgent other")
                .contains("there is a user agent alice already");
    }

    @SipTest(Greeter.class)
    static class No_name {
        @Test
        void test(TestUserAgent alice) {}
    }

    @Test
    void a_user_agent_without_a_name_is_told_how_to_get_one() {
        assertThat(message(No_name.class)).endsWith("has no name: write @UserAgent(\"alice\") before it");
    }

    @SipTest(Greeter.class)
    static class Wrong_type {
        @UserAgent("alice")
        private String alice = "";

        @Test
        void test() {}
    }

    @Test
    void a_user_agent_of_another_type_is_named() {
        assertThat(message(Wrong_type.class))
                .isEqualTo(name(Wrong_type.class) + ".alice has @UserAgent and is a java.lang.String, not a"
                        + " org.sipario.testkit.TestUserAgent");
    }

    @SipTest(Greeter.class)
    static class Unknown_parameter {
        @Test
        void test(StringBuilder builder) {}
    }

    @Test
    void a_parameter_of_an_unknown_type_is_named() {
        assertThat(message(Unknown_parameter.class)).contains("java.lang.StringBuilder", "test(");
    }

    @SipTest(value = Greeter.class, network = SipNetwork.SOCKETS)
    static class No_clock {
        @Test
        void test(VirtualTimers clock) {}
    }

    @Test
    void there_is_no_clock_to_turn_where_time_is_real() {
        assertThat(message(No_clock.class))
                .endsWith("there is none with network = SOCKETS, where sockets and time are real");
    }

    @SipTest(Greeter.class)
    static class Too_early {
        @BeforeAll
        static void before(Ladder ladder) {}

        @Test
        void test() {}
    }

    @Test
    void what_belongs_to_one_test_is_not_given_to_all() {
        assertThat(message(Too_early.class)).contains("before: the parameter Ladder ladder belongs to one test");
    }

    @SipTest(Broken.class)
    static class Broken_application {
        @Test
        void test() {}
    }

    @Test
    void a_deployment_that_fails_says_why() {
        List<Throwable> failures = failures(Broken_application.class);

        assertThat(failures).singleElement().isInstanceOf(DeploymentFailure.class);
        assertThat(failures.getFirst()).hasMessageContaining("the coffee machine is empty");
    }

    @SipTest(Greeter.class)
    static class Wrong_expectation {
        @UserAgent("alice")
        private TestUserAgent alice;

        @Test
        void test(Ladder ladder) {
            ladder.play("""
                alice   -> greeter INVITE
                greeter -> alice   180
                """);
        }
    }

    @Test
    void a_ladder_that_fails_shows_what_was_expected_beside_what_was_seen() {
        List<Throwable> failures = failures(Wrong_expectation.class);

        assertThat(failures).singleElement().isInstanceOf(LadderFailure.class);
        assertThat(failures.getFirst().getMessage())
                .containsPattern("expected +seen")
                .containsPattern("alice +-> greeter +INVITE +alice +-> greeter +INVITE")
                .containsPattern("> +greeter +-> alice +180 +greeter +-> alice +200");
    }
}
