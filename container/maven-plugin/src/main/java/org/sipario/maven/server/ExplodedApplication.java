package org.sipario.maven.server;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.stream.Stream;
import org.sipario.maven.RunSettings;

/** The archive that the project would be packed into, laid out in a folder instead. */
final class ExplodedApplication {
    private final RunSettings settings;

    ExplodedApplication(RunSettings settings) {
        this.settings = settings;
    }

    /**
     * Lays it out anew.
     *
     * @return the folder, which is called as the application's directory in {@code apps/}
     */
    Path layOut() throws IOException {
        Path folder = settings.base().resolve("exploded").resolve(settings.directory());
        delete(folder);
        Files.createDirectories(folder.resolve("WEB-INF"));
        copy(settings.webapp(), folder);
        for (Path classes : settings.classes()) {
            copy(classes, folder.resolve("WEB-INF/classes"));
        }
        Path lib = folder.resolve("WEB-INF/lib");
        for (Path jar : settings.libraries()) {
            Files.createDirectories(lib);
            Files.copy(jar, lib.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        return folder;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void copy(Path source, Path target) throws IOException {
        if (Files.isDirectory(source)) {
            Files.walkFileTree(source, new Copy(source, target));
        }
    }

    private static final class Copy extends SimpleFileVisitor<Path> {
        private final Path source;
        private final Path target;

        Copy(Path source, Path target) {
            this.source = source;
            this.target = target;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            Files.createDirectories(placeOf(folder));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            try {
                Files.copy(
                        file, placeOf(file), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            } catch (NoSuchFileException e) {
                // It went away while we copied; the watch will see that and lay out anew.
            }
            return FileVisitResult.CONTINUE;
        }

        private Path placeOf(Path path) {
            return target.resolve(source.relativize(path).toString());
        }
    }
}
