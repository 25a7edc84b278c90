package org.sipario.maven.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What files were like at one moment.
 *
 * @param files by path
 */
record Snapshot(Map<Path, State> files) {

    /** What changes when a file does. */
    record State(FileTime modified, long size) {}

    Snapshot {
        files = Map.copyOf(files);
    }

    /** Looks at files, and at all that folders hold. What is not there, or goes away meanwhile, is not in it. */
    static Snapshot of(Collection<Path> roots) {
        Map<Path, State> files = new TreeMap<>();
        try {
            for (Path root : roots) {
                Files.walkFileTree(root, new Look(files));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Snapshot(files);
    }

    private static final class Look extends SimpleFileVisitor<Path> {
        private final Map<Path, State> files;

        Look(Map<Path, State> files) {
            this.files = files;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.put(file, new State(attributes.lastModifiedTime(), attributes.size()));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }

    /** The files that are new, gone or other than they were. */
    List<Path> changedSince(Snapshot earlier) {
        return Stream.concat(files.keySet().stream(), earlier.files.keySet().stream())
                .distinct()
                .filter(file -> !Objects.equals(files.get(file), earlier.files.get(file)))
                .sorted()
                .toList();
    }

    boolean hasClasses() {
        return files.keySet().stream().anyMatch(file -> file.toString().endsWith(".class"));
    }
}
