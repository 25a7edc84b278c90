package org.sipario.junit;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a package and of those below it, as they lie on the class path of a test. Those in the test's own folder are tests,
 * and count only where there are no others.
 */
final class PackageClasses {
    private static final String CLASS = ".class";

    private final Class<?> test;
    private final @Nullable Path testFolder;

    PackageClasses(Class<?> test) {
        this.test = test;
        this.testFolder = folderOf(test);
    }

    private static @Nullable Path folderOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            return source == null ? null : Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Those of a package, without the classes nested in them; empty when there are none. */
    List<Class<?>> in(String name) throws IOException {
        String path = name.replace('.', '/');
        List<String> elsewhere = new ArrayList<>();
        List<String> besideTheTest = new ArrayList<>();
        for (URL place : Collections.list(test.getClassLoader().getResources(path))) {
            if (place.openConnection() instanceof JarURLConnection jar) {
                jar.getJarFile().stream()
                        .map(ZipEntry::getName)
                        .filter(entry -> entry.startsWith(path + "/"))
                        .forEach(elsewhere::add);
            } else {
                Path folder = Path.of(URI.create(place.toString()));
                boolean beside = testFolder != null && folder.startsWith(testFolder);
                (beside ? besideTheTest : elsewhere).addAll(files(folder, path));
            }
        }
        return (elsewhere.isEmpty() ? besideTheTest : elsewhere)
                .stream()
                        .filter(PackageClasses::isClass)
                        .<Class<?>>map(this::load)
                        .toList();
    }

    /** The files of a package's folder and those below it, by their names on the class path. */
    private static List<String> files(Path folder, String path) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(file ->
                            path + "/" + folder.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }

    private static boolean isClass(String file) {
        return file.endsWith(CLASS) && !file.contains("$") && !file.endsWith("-info" + CLASS);
    }

    private Class<?> load(String file) {
        String name = file.substring(0, file.length() - CLASS.length()).replace('/', '.');
        try {
            return Class.forName(name, false, test.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new Misuse(test.getName() + ": the class " + name + " cannot be loaded: " + e, e);
        }
    }
}
