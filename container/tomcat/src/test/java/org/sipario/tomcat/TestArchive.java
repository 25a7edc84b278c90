package org.sipario.tomcat;

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

/** An application that a test packs. */
final class TestArchive {
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    static TestArchive of(Class<?>... classes) throws IOException {
        TestArchive archive = new TestArchive();
        Path folder = Files.createTempDirectory("classes");
        ClassFiles.copy(List.of(classes), folder);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                archive.files.put("WEB-INF/classes/" + folder.relativize(file), Files.readAllBytes(file));
            }
        }
        JakartaConversion.delete(folder);
        return archive;
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
