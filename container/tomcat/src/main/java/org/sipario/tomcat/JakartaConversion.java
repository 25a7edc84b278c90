package org.sipario.tomcat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.tomcat.jakartaee.Migration;

/**
 * Rewrites an application that was built for {@code javax.servlet} and {@code javax.servlet.sip}, with Tomcat's own migration
 * tool: classes, strings, descriptors, nested jars.
 */
final class JakartaConversion {
    private JakartaConversion() {}

    /**
     * Converts an archive or directory.
     *
     * @param workFolder where the unfinished result is kept; on the file system of the target, so that this appears at once
     */
    static void convert(Path source, Path target, Path workFolder) throws IOException {
        Files.createDirectories(workFolder);
        Path room = Files.createTempDirectory(workFolder, "jakarta");
        try {
            Path result = room.resolve("converted.war");
            migrate(Files.isDirectory(source) ? source : asWar(source, room), result);
            Files.setLastModifiedTime(result, Files.getLastModifiedTime(source));
            delete(target);
            Files.move(result, target);
        } finally {
            delete(room);
        }
    }

    /** The tool knows archives by their endings, and does not know {@code .sar}: it would copy it unchanged. */
    private static Path asWar(Path source, Path room) throws IOException {
        return Files.copy(source, room.resolve("source.war"), StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static void migrate(Path source, Path result) throws IOException {
        Migration migration = new Migration();
        migration.setSource(source.toFile());
        migration.setDestination(result.toFile());
        migration.execute();
    }

    static void delete(Path path) throws IOException {
        if (Files.notExists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
