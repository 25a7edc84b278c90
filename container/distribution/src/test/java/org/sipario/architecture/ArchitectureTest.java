package org.sipario.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The few laws of the house that the build keeps; docs/architecture.md has the picture. */
class ArchitectureTest {
    private static final String[] LOGIC = {"org.sipario.message..", "org.sipario.transaction..", "org.sipario.core.."};

    private static JavaClasses server;

    @BeforeAll
    static void look() {
        server = House.server();
    }

    @Test
    void every_room_was_really_seen() {
        House.ROOMS.forEach((room, floor) -> {
            int seen = House.classes(room).size();
            System.out.println("architecture: " + seen + " classes in " + room);
            assertThat(seen).as("classes in %s", room).isGreaterThanOrEqualTo(floor);
        });
    }

    @Test
    void packages_are_free_of_cycles() {
        slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(server);
    }

    @Test
    void netty_stays_in_transport() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.sipario.transport..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(server);
    }

    @Test
    void tomcat_stays_in_its_room() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.sipario.tomcat..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.catalina..", "org.apache.coyote..", "org.apache.tomcat..", "org.apache.naming..")
                .check(server);
    }

    @Test
    void the_application_router_knows_the_api_alone() {
        classes()
                .that()
                .resideInAPackage("org.sipario.servlet.router..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "jakarta.servlet..", "org.jspecify..", "org.sipario.servlet.router..")
                .check(server);
    }

    @Test
    void the_server_knows_nothing_of_what_is_for_tests() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.sipario.junit..", "org.sipario.arquillian..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.sipario.testkit..",
                        "org.sipario.junit..",
                        "org.sipario.arquillian..",
                        "org.junit..",
                        "org.jboss.arquillian..",
                        "org.jboss.shrinkwrap..")
                .check(server);
    }

    @Test
    void protocol_logic_knows_no_servlet() {
        noClasses()
                .that()
                .resideInAnyPackage(LOGIC)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta..", "org.sipario.servlet..", "org.sipario.transport..", "org.sipario.tomcat..")
                .check(server);
    }

    @Test
    void protocol_logic_has_no_clock_and_no_thread() {
        noClasses()
                .that()
                .resideInAnyPackage(LOGIC)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Executor.class)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Executors.class, Timer.class, LockSupport.class)
                .check(server);
    }

    @Test
    void applications_see_the_api_and_nothing_behind_it() {
        int seen = 0;
        for (String application : House.APPLICATIONS) {
            JavaClasses own = House.classes(application);
            seen += own.size();
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(packagesOf(
                            own,
                            "java..",
                            "javax.sql..",
                            "javax.naming..",
                            "jakarta..",
                            "org.jspecify..",
                            "org.sipario.location.."))
                    .allowEmptyShould(true)
                    .check(own);
        }
        System.out.println("architecture: " + seen + " classes in applications");
    }

    private static String[] packagesOf(JavaClasses own, String... others) {
        List<String> packages = new ArrayList<>(List.of(others));
        own.stream().map(JavaClass::getPackageName).distinct().forEach(packages::add);
        return packages.toArray(String[]::new);
    }

    @Test
    void nine_files_in_ten_have_less_than_400_lines() {
        List<Path> sources = House.sources();
        List<Path> longOnes =
                sources.stream().filter(file -> House.lines(file) >= 400).toList();
        List<Long> sorted = sources.stream().map(House::lines).sorted().toList();
        System.out.println("architecture: " + sources.size() + " files, median " + sorted.get(sorted.size() / 2)
                + " lines, nine in ten below " + sorted.get(sorted.size() * 9 / 10) + ", longest "
                + sources.stream()
                        .max(Comparator.comparing(House::lines))
                        .orElseThrow()
                        .getFileName());

        assertThat(sources).hasSizeGreaterThan(100);
        assertThat(longOnes.size() * 10).as("%s", longOnes).isLessThanOrEqualTo(sources.size());
    }

    /** Each package is a slice of its own, and what is nested in a class belongs to it. */
    private static final class ByPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
