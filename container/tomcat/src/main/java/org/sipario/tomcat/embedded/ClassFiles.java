package org.sipario.tomcat.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Copies of loaded classes, as the class files that they came from. */
final class ClassFiles {
    private ClassFiles() {}

    /** Copies classes with all that is nested in them, and their packages' {@code package-info}, into a folder of classes. */
    static void copy(List<Class<?>> classes, Path folder) throws IOException {
        for (Class<?> type : classes) {
            copy(type, type.getName(), folder);
            copy(type, type.getPackageName() + ".package-info", folder);
            copy(List.of(type.getDeclaredClasses()), folder);
            for (int n = 1; copy(type, type.getName() + "$" + n, folder); n++) {
                // Anonymous classes are counted from one, without a gap.
            }
        }
    }

    private static boolean copy(Class<?> neighbour, String name, Path folder) throws IOException {
        String resource = name.replace('.', '/') + ".class";
        ClassLoader loader = neighbour.getClassLoader();
        try (InputStream in = loader == null
                ? ClassLoader.getSystemResourceAsStream(resource)
                : loader.getResourceAsStream(resource)) {
            if (in == null) {
                return false;
            }
            Path target = folder.resolve(resource);
            Files.createDirectories(target.getParent());
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
            return true;
        }
    }
}
