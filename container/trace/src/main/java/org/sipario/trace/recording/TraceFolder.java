package org.sipario.trace.recording;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The ring of capture files in a folder: {@code trace-20261121-071652-123.pcapng}, named by its beginning (UTC), so
 * that their names are in order. Folder and files can be read by their owner only: they hold what users sent.
 */
public final class TraceFolder implements Closeable {
    private static final String BEGIN = "trace-";
    private static final String END = ".pcapng";
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final int keep;
    private @Nullable FileChannel channel;
    private long written;
    private Instant newest = Instant.EPOCH;

    TraceFolder(Path folder, int keep) {
        this.folder = folder;
        this.keep = keep;
    }

    /** The capture files there are, oldest first; none where there is no folder. */
    public static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(TraceFolder::isOurs).sorted().toList();
        }
    }

    private static boolean isOurs(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(BEGIN) && name.endsWith(END);
    }

    /** Closes the file that there was, opens a new one, and deletes the oldest where that makes too many. */
    void next(Instant now) throws IOException {
        close();
        Files.createDirectories(folder, ownerOnly("rwx------"));
        List<Path> there = files(folder);
        for (Path old : there.subList(0, Math.max(0, there.size() - keep + 1))) {
            Files.deleteIfExists(old);
        }
        channel = open(now);
        written = 0;
    }

    /** Names are in the order of the files even where one fills up in a millisecond or the clock goes back. */
    private FileChannel open(Instant now) throws IOException {
        Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        while (true) {
            newest = now.isAfter(newest.plusMillis(1)) ? now : newest.plusMillis(1);
            try {
                return FileChannel.open(
                        folder.resolve(BEGIN + NAME.format(newest) + END), fresh, ownerOnly("rw-------"));
            } catch (FileAlreadyExistsException _) {
                // A file of another server, or of this one before a restart: the next name is free.
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Adds to the newest file, in one piece where the operating system lets it. */
    void append(byte[] bytes) throws IOException {
        if (channel == null) {
            throw new IOException("no trace file is open in " + folder);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        written += bytes.length;
    }

    /** Bytes in the newest file. */
    long written() {
        return written;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
