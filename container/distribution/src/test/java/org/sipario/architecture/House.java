package org.sipario.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rooms as they lie on the disk: their compiled classes and their sources. */
final class House {
    /** The rooms of the server, with the number of classes below which something must have gone wrong in looking. */
    static final Map<String, Integer> ROOMS = rooms();

    /** What ships or teaches: sees the API and nothing behind it. */
    static final List<String> APPLICATIONS =
            List.of("apps/location", "apps/proxy", "apps/redirect", "sample-registrar", "sample-b2bua");

    private static final Path ROOT = Path.of(System.getProperty("basedir", "."))
            .toAbsolutePath()
            .resolve("../..")
            .normalize();

    private House() {}

    private static Map<String, Integer> rooms() {
        Map<String, Integer> rooms = new LinkedHashMap<>();
        rooms.put("container/api", 50);
        rooms.put("container/message", 20);
        rooms.put("container/transaction", 10);
        rooms.put("container/transport", 1);
        rooms.put("container/trace", 15);
        rooms.put("container/core", 1);
        rooms.put("container/servlet", 30);
        rooms.put("container/tomcat", 20);
        rooms.put("container/junit", 15);
        rooms.put("container/arquillian", 15);
        rooms.put("container/maven-plugin", 10);
        return rooms;
    }

    /** The classes of one folder of the reactor. */
    static JavaClasses classes(String folder) {
        return new ClassFileImporter().importPath(ROOT.resolve(folder).resolve("target/classes"));
    }

    /** The classes of the server's rooms together, without the API, whose circles are the specification's. */
    static JavaClasses server() {
        return new ClassFileImporter()
                .importPaths(ROOMS.keySet().stream()
                        .filter(room -> !room.equals("container/api"))
                        .map(room -> ROOT.resolve(room).resolve("target/classes"))
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
