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
import org.jspecify.annotations.Nullable;

/** The classes of a package and of those below it, as they lie on the class path of a test. */
final class PackageClasses {
    private static final String CLASS = ".class";

    private final Class<?> test;
    private final @Nullable Path testFolder;

    /** @param test whose class path it is, and whose folder holds tests and no application */
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
        List<Class<?>> found = new ArrayList<>();
        for (URL place : Collections.list(test.getClassLoader().getResources(path))) {
            for (String file : files(place, path)) {
                boolean named = file.endsWith(CLASS) && !file.contains("$") && !file.contains("-info");
                if (named) {
                    found.add(load(
                            file.substring(0, file.length() - CLASS.length()).replace('/', '.')));
                }
            }
        }
        return found;
    }

    /** The files below a package, by their names on the class path. */
    private List<String> files(URL place, String path) throws IOException {
        if (place.openConnection() instanceof JarURLConnection jar) {
            return jar.getJarFile().stream()
                    .map(entry -> entry.getName())
                    .filter(entry -> entry.startsWith(path + "/"))
                    .toList();
        }
        Path folder = Path.of(URI.create(place.toString()));
        Path root = folder;
        for (int depth = path.split("/").length; depth > 0; depth--) {
            root = root.resolve("..");
        }
        Path classPathEntry = root.normalize();
        if (classPathEntry.equals(testFolder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(file -> classPathEntry.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }

    private Class<?> load(String name) {
        try {
            return Class.forName(name, false, test.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new Misuse(test.getName() + ": the class " + name + " cannot be loaded: " + e, e);
        }
    }
}
