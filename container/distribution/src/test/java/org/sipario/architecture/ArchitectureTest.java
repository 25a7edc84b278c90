package org.sipario.architecture;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.Timer;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The laws of the code that the build keeps. The README has the picture of the modules; Maven keeps their arrows. */
class ArchitectureTest {
    /** The modules that are logic alone. */
    private static final String[] LOGIC = {"org.sipario.message..", "org.sipario.transaction..", "org.sipario.core.."};

    /** Programs started from a shell, whose answers go to its terminal. */
    private static final Set<String> COMMANDS = Set.of(
            "org.sipario.maven.server.Main",
            "org.sipario.tomcat.standalone.StatusCommand",
            "org.sipario.tomcat.standalone.WarmUp",
            "org.sipario.trace.TraceCommand");

    private static JavaClasses container;

    @BeforeAll
    static void read() {
        container = Modules.container();
    }

    // ---- modules

    @Test
    void every_module_was_read() {
        for (String module : Modules.CONTAINER) {
            int count = Modules.classes(module).size();
            System.out.println("architecture: " + count + " classes in " + module);
            assertThat(count).as("classes in %s", module).isGreaterThan(10);
        }
        assertThat(Modules.classes(Modules.API).size()).isGreaterThan(50);
    }

    @Test
    void netty_stays_in_transport() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.sipario.transport..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(container);
    }

    @Test
    void tomcat_stays_in_its_module() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.sipario.tomcat..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.catalina..", "org.apache.coyote..", "org.apache.tomcat..", "org.apache.naming..")
                .check(container);
    }

    @Test
    void the_server_does_not_know_what_is_for_tests() {
        String[] forTests = {"org.sipario.testkit..", "org.sipario.junit..", "org.sipario.arquillian.."};
        noClasses()
                .that()
                .resideOutsideOfPackages(forTests)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forTests)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..", "org.jboss.arquillian..", "org.jboss.shrinkwrap..")
                .check(container);
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
                .check(container);
    }

    @Test
    void applications_see_the_api_and_nothing_behind_it() {
        int count = 0;
        for (String application : Modules.APPLICATIONS) {
            JavaClasses own = Modules.classes(application);
            count += own.size();
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
        System.out.println("architecture: " + count + " classes in applications");
    }

    private static String[] packagesOf(JavaClasses own, String... others) {
        List<String> packages = new ArrayList<>(List.of(others));
        own.stream().map(JavaClass::getPackageName).distinct().forEach(packages::add);
        return packages.toArray(String[]::new);
    }

    // ---- packages

    @Test
    void packages_are_free_of_cycles() {
        slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(container);
    }

    @Test
    void the_application_router_knows_the_api_alone() {
        classes()
                .that()
                .resideInAPackage("org.sipario.servlet.router..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "jakarta.servlet..", "org.jspecify..", "org.sipario.servlet.router..")
                .check(container);
    }

    @Test
    void objects_of_the_specification_are_made_in_few_packages() {
        classes()
                .that(implementTheSpecification())
                .should()
                .resideInAnyPackage(
                        "org.sipario.servlet.facade..",
                        "org.sipario.servlet.address..",
                        "org.sipario.tomcat.converged..")
                .check(container);
    }

    private static DescribedPredicate<JavaClass> implementTheSpecification() {
        return DescribedPredicate.describe(
                "implement a type of jakarta.servlet.sip",
                type -> type.getAllRawInterfaces().stream()
                        .anyMatch(api -> api.getPackageName().equals("jakarta.servlet.sip")));
    }

    @Test
    void few_packages_know_the_facades() {
        classes()
                .that()
                .resideInAPackage("org.sipario.servlet.facade..")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage(
                        "org.sipario.servlet",
                        "org.sipario.servlet.facade..",
                        "org.sipario.servlet.invocation..",
                        "org.sipario.tomcat.converged..",
                        "org.sipario.tomcat.engine..")
                .check(container);
    }

    /** But for the package of Maven's help goal, which a plugin of Maven's generates. */
    @Test
    void every_package_is_null_marked() {
        List<String> unmarked = container.stream()
                .filter(type -> !type.getPackageName().equals("org.sipario.maven.help"))
                .map(JavaClass::getPackage)
                .distinct()
                .filter(there -> !there.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();

        assertThat(unmarked).isEmpty();
    }

    /** Bounds are in class-knots.properties: a package that is not there has no knot at all. */
    @Test
    void knots_of_classes_inside_a_package_only_get_smaller() throws IOException {
        Map<String, Integer> largest = new TreeMap<>();
        SortedMap<String, List<Set<String>>> knots = ClassKnots.of(container);
        knots.forEach((name, sets) -> largest.put(name, sets.getFirst().size()));
        knots.forEach((name, sets) -> sets.forEach(
                knot -> System.out.println("architecture: knot of " + knot.size() + " in " + name + ": " + knot)));

        Map<String, Integer> bounds = bounds();
        largest.forEach((name, size) -> assertThat(size)
                .as("largest knot in %s: %s", name, knots.get(name))
                .isLessThanOrEqualTo(bounds.getOrDefault(name, 1)));
        bounds.forEach((name, bound) -> {
            int size = largest.getOrDefault(name, 1);
            if (size < bound) {
                System.out.println("architecture: the bound of " + name + " can be lowered to " + size);
            }
        });
    }

    private static Map<String, Integer> bounds() throws IOException {
        Properties bounds = new Properties();
        try (InputStream in = ArchitectureTest.class.getResourceAsStream("class-knots.properties")) {
            bounds.load(Objects.requireNonNull(in));
        }
        Map<String, Integer> byPackage = new TreeMap<>();
        bounds.stringPropertyNames().forEach(name -> byPackage.put(name, Integer.valueOf(bounds.getProperty(name))));
        return byPackage;
    }

    // ---- habits

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
                .check(container);
    }

    /** Of what is final and static, a declared type shows only in part whether it can change. */
    @Test
    void nothing_static_changes() {
        fields().that().areStatic().should().beFinal().check(container);
        noFields()
                .that()
                .areStatic()
                .should()
                .haveRawType(are(containersOfState()))
                .check(container);
    }

    private static DescribedPredicate<JavaClass> containersOfState() {
        return DescribedPredicate.describe(
                "containers of state",
                type -> type.getPackageName().startsWith("java.util.concurrent")
                        || type.isAssignableTo(ThreadLocal.class)
                        || type.isAssignableTo(StringBuilder.class)
                        || !type.isInterface()
                                && (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class)));
    }

    @Test
    void only_commands_print() {
        noClasses()
                .that(DescribedPredicate.describe("are no commands", type -> !COMMANDS.contains(type.getFullName())))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(container);
    }

    @Test
    void nothing_sleeps() {
        ArchRule law = noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class);

        law.check(container);
        law.check(Modules.tests());
    }

    // ---- sizes

    @Test
    void nine_files_in_ten_have_less_than_400_lines() {
        List<Path> sources = Modules.sources();
        List<Path> longOnes =
                sources.stream().filter(file -> Modules.lines(file) >= 400).toList();
        List<Long> sorted = sources.stream().map(Modules::lines).sorted().toList();
        System.out.println("architecture: " + sources.size() + " files, median " + sorted.get(sorted.size() / 2)
                + " lines, nine in ten below " + sorted.get(sorted.size() * 9 / 10) + ", longest "
                + sources.stream()
                        .max(Comparator.comparing(Modules::lines))
                        .orElseThrow()
                        .getFileName());

        assertThat(sources).hasSizeGreaterThan(100);
        assertThat(longOnes.size() * 10).as("%s", longOnes).isLessThanOrEqualTo(sources.size());
    }

    @Test
    void the_largest_packages_are_known() {
        container.stream()
                .filter(JavaClass::isTopLevelClass)
                .collect(java.util.stream.Collectors.groupingBy(
                        JavaClass::getPackageName, TreeMap::new, java.util.stream.Collectors.counting()))
                .forEach((name, count) -> System.out.println("architecture: " + count + " files in " + name));
    }

    /** Each package is a slice of its own, with the classes nested in its classes. */
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
