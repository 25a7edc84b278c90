package org.sipario.tomcat.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.tomcat.jakartaee.Migration;

/**
 * Rewrites an application that was built for {@code javax.servlet} and {@code javax.servlet.sip}, with Tomcat's own
 * migration tool: classes, strings, descriptors, nested jars.
 */
final class JakartaConversion {
    private JakartaConversion() {}

    /**
     * Converts an archive or directory.
     *
     * @param workFolder where the unfinished result is kept; on the target's file system, so that the target appears at once
     */
    static void convert(Path source, Path target, Path workFolder) throws IOException {
        Files.createDirectories(workFolder);
        Path folder = Files.createTempDirectory(workFolder, "jakarta");
        try {
            Path result = folder.resolve("converted.war");
            migrate(Files.isDirectory(source) ? source : asWar(source, folder), result);
            Files.setLastModifiedTime(result, Files.getLastModifiedTime(source));
            FileTree.delete(target);
            Files.move(result, target);
        } finally {
            FileTree.delete(folder);
        }
    }

    /** The tool recognises archives by their endings and would copy a {@code .sar} unchanged. */
    private static Path asWar(Path source, Path folder) throws IOException {
        return Files.copy(source, folder.resolve("source.war"), StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static void migrate(Path source, Path result) throws IOException {
        Migration migration = new Migration();
        migration.setSource(source.toFile());
        migration.setDestination(result.toFile());
        migration.execute();
    }
}
