package org.sipario.tomcat.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.sipario.tomcat.deploy.FileTree;

/** An application that a test packs. */
final class TestArchive {
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    static TestArchive of(Class<?>... classes) throws IOException {
        TestArchive archive = new TestArchive();
        archive.add("WEB-INF/classes/", classes);
        return archive;
    }

    private void add(String prefix, Class<?>... classes) throws IOException {
        Path folder = Files.createTempDirectory("classes");
        ClassFiles.copy(List.of(classes), folder);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(prefix + folder.relativize(file), Files.readAllBytes(file));
            }
        }
        FileTree.delete(folder);
    }

    /** Puts classes into a library of the archive. */
    TestArchive withJar(String path, Class<?>... classes) throws IOException {
        TestArchive jar = new TestArchive();
        jar.add("", classes);
        Path file = Files.createTempFile("library", ".jar");
        files.put(path, Files.readAllBytes(jar.pack(file)));
        Files.delete(file);
        return this;
    }

    TestArchive with(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Packs into a file of this name. */
    Path pack(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file;
    }

    /** Lays the files out in a directory. */
    Path explode(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> entry : files.entrySet()) {
            Path file = folder.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
        return folder;
    }
}
