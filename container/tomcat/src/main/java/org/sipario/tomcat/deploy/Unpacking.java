package org.sipario.tomcat.deploy;

import static java.lang.System.Logger.Level.INFO;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.catalina.Host;
import org.apache.catalina.startup.ExpandWar;

/**
 * Unpacks an archive in {@code apps/} into a directory beside it, after conversion if it is for {@code javax}.
 *
 * <p>A digest of the archive's bytes is kept in the directory. Tomcat compares modification times instead, but archives of
 * reproducible builds all have the same one, and an older version would keep running.
 */
final class Unpacking {
    private static final System.Logger LOG = System.getLogger("org.sipario.Deployment");
    private static final String ORIGIN = "META-INF/sipario-archive.sha256";

    private final Host host;
    private final Path workFolder;

    Unpacking(Host host, Path workFolder) {
        this.host = host;
        this.workFolder = workFolder;
    }

    /**
     * Unpacks the archive, unless that was done before.
     *
     * @throws IOException when it cannot be read or written, or when another file or directory has the directory's name
     */
    void unpack(ArchiveFile archive) throws IOException {
        Path directory = host.getAppBaseFile().toPath().resolve(archive.baseName());
        String digest = digest(archive.file());
        if (Files.exists(directory)) {
            Path origin = directory.resolve(ORIGIN);
            if (Files.notExists(origin)) {
                throw new IOException("the directory " + directory + " has its name and was not unpacked from it");
            }
            if (Files.readString(origin).equals(digest)) {
                return;
            }
            FileTree.delete(directory);
        }
        if (archive.isJavax()) {
            convert(archive);
        } else {
            expand(archive.file(), archive.baseName());
        }
        Files.writeString(directory.resolve(ORIGIN), digest);
    }

    private void convert(ArchiveFile archive) throws IOException {
        Path converted = workFolder.resolve(archive.baseName() + ".war");
        JakartaConversion.convert(archive.file(), converted, workFolder);
        try {
            expand(converted, archive.baseName());
        } finally {
            FileTree.delete(converted);
        }
        LOG.log(INFO, "converted from javax to jakarta: {0}", archive.file().getFileName());
    }

    private void expand(Path archive, String baseName) throws IOException {
        ExpandWar.expand(host, URI.create("jar:" + archive.toUri() + "!/").toURL(), baseName);
    }

    private static String digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
