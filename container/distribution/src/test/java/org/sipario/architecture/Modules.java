package org.sipario.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The modules of the build on the disk: their compiled classes, tests included, and their sources. */
final class Modules {
    /** The specification's types. Their names, and their cycles, are not ours to change. */
    static final String API = "container/api";

    /** The modules of the container and those for tests of applications. */
    static final List<String> CONTAINER = List.of(
            "container/message",
            "container/transaction",
            "container/transport",
            "container/core",
            "container/servlet",
            "container/trace",
            "container/tomcat",
            "container/testkit",
            "container/junit",
            "container/arquillian",
            "container/maven-plugin");

    /** Applications, shipped or to learn from. */
    static final List<String> APPLICATIONS =
            List.of("apps/location", "apps/proxy", "apps/redirect", "sample-registrar", "sample-b2bua");

    private static final Path ROOT = Path.of(System.getProperty("basedir", "."))
            .toAbsolutePath()
            .resolve("../..")
            .normalize();

    private Modules() {}

    /** The classes of one module. */
    static JavaClasses classes(String module) {
        return read(List.of(module), "target/classes");
    }

    /** The classes of all modules of the container together. */
    static JavaClasses container() {
        return read(CONTAINER, "target/classes");
    }

    /** The classes of all modules' tests. */
    static JavaClasses tests() {
        return read(Stream.concat(CONTAINER.stream(), APPLICATIONS.stream()).toList(), "target/test-classes");
    }

    private static JavaClasses read(List<String> modules, String folder) {
        return new ClassFileImporter()
                .importPaths(modules.stream()
                        .map(module -> ROOT.resolve(module).resolve(folder))
                        .toList());
    }

    /** Every source file that is not a test's. */
    static List<Path> sources() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java")
                            && ROOT.relativize(file).toString().contains("src/main/java/"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
