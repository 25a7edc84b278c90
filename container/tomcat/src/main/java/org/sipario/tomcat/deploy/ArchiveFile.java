package org.sipario.tomcat.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** An application in one file: {@code .war} or {@code .sar}. */
public record ArchiveFile(Path file) {
    private static final List<String> ENDINGS = List.of(".war", ".sar");

    /** Whether a file of this name is an archive that can be deployed. */
    public static boolean named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(lower::endsWith);
    }

    /** The file's name without its ending: {@code shop##2} of {@code shop##2.sar}. */
    public String baseName() {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ENDINGS.getFirst().length());
    }

    /** The archive's modification time, in milliseconds; 0 when it is gone. */
    long modified() {
        return file.toFile().lastModified();
    }

    /**
     * Whether this was built for Java EE: it uses {@code javax.servlet} where Jakarta EE has {@code jakarta.servlet}.
     *
     * <p>The application's own classes decide. Its libraries are examined only when those mention neither, because many
     * libraries support both and a conversion would break them.
     *
     * @throws IOException when this is not a readable archive
     */
    boolean isJavax() throws IOException {
        NamespaceDetector own = new NamespaceDetector();
        NamespaceDetector libraries = new NamespaceDetector();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                try (InputStream in = zip.getInputStream(entry)) {
                    if (entry.getName().endsWith(".class")) {
                        own.read(in);
                    } else if (entry.getName().startsWith("WEB-INF/lib/")
                            && entry.getName().endsWith(".jar")) {
                        readJar(in, libraries);
                    }
                }
            }
        }
        return own.mentionsNeither() ? libraries.isJavaxOnly() : own.isJavax();
    }

    private static void readJar(InputStream in, NamespaceDetector detector) throws IOException {
        @SuppressWarnings("resource") // closes the entry's stream, which our caller owns
        ZipInputStream jar = new ZipInputStream(in);
        for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
            if (entry.getName().endsWith(".class")) {
                detector.read(jar);
            }
        }
    }
}
