package org.sipario.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Markdown file of the repository. */
record Document(Path file, String text) {
    static final Path ROOT = Path.of(System.getProperty("basedir", "."))
            .toAbsolutePath()
            .resolve("..")
            .normalize();

    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    static Document read(String name) {
        return read(ROOT.resolve(name));
    }

    private static Document read(Path file) {
        try {
            return new Document(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those at the root, the samples' and those below {@code docs}. */
    static List<Document> all() {
        List<Path> places = List.of(ROOT, ROOT.resolve("sample-registrar"), ROOT.resolve("sample-b2bua"));
        return Stream.concat(places.stream().flatMap(place -> markdown(place, 1)), markdown(ROOT.resolve("docs"), 9))
                .map(Document::read)
                .toList();
    }

    /** The pages of the guide, those without code among them. */
    static List<Document> guide() {
        return markdown(ROOT.resolve("docs/guide"), 1).map(Document::read).toList();
    }

    private static Stream<Path> markdown(Path folder, int depth) {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fenced blocks in their order. */
    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (Matcher fenced = Block.FENCED.matcher(text); fenced.find(); ) {
            blocks.add(Block.of(fenced));
        }
        return blocks;
    }

    /** What is not in a fenced block. */
    private String prose() {
        return Block.FENCED.matcher(text).replaceAll("");
    }

    /** Where the links lead that stay in the repository. */
    List<String> links() {
        return LINK.matcher(prose())
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.contains("://") && !link.startsWith("mailto:"))
                .toList();
    }

    /** Whether a link of this document leads to a file, and to a heading in it where it names one. */
    boolean leadsSomewhere(String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
        return Files.exists(target)
                && (parts.length == 1 || read(target).anchors().contains(parts[1]));
    }

    /** What a heading is called in a link: small letters, hyphens for spaces, nothing else but letters and digits. */
    private List<String> anchors() {
        return HEADING.matcher(prose())
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    @Override
    public String toString() {
        return ROOT.relativize(file).toString();
    }
}
