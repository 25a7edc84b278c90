package org.sipario.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The code of every chapter compiles without a warning, and the chapter's own tests of it pass. */
class GuideTest {
    @TempDir
    private Path folder;

    /** Code that belongs together. */
    record Chapter(String name, List<Block> blocks) {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * One a page that shows Java. The first servlet of the guide is that of the README, which has no room for its test.
     */
    static List<Chapter> chapters() {
        List<Chapter> chapters = new ArrayList<>();
        for (Document page : Document.guide()) {
            List<Block> blocks = new ArrayList<>(page.blocks());
            if (page.file().endsWith("first-servlet.md")) {
                blocks.addAll(Document.read("README.md").blocks());
            }
            if (blocks.stream().anyMatch(block -> block.is("java"))) {
                chapters.add(new Chapter(page.toString(), blocks));
            }
        }
        return chapters;
    }

    static Stream<Chapter> chaptersWithFailures() {
        return chapters().stream().filter(chapter -> chapter.blocks().stream().anyMatch(Block::mustFail));
    }

    @ParameterizedTest
    @MethodSource("chapters")
    void what_a_chapter_shows_runs(Chapter chapter) throws IOException, InterruptedException {
        Workshop workshop = new Workshop(folder, chapter.blocks());

        assertThat(workshop.compile()).isEmpty();
        assertThat(chapter.blocks())
                .as("a chapter that shows a servlet shows a test of it")
                .anyMatch(Block::isTest);
        Workshop.Run run = workshop.test();
        assertThat(run.green()).as(run.printed()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("chaptersWithFailures")
    void what_a_failing_test_prints_is_what_the_chapter_says(Chapter chapter) throws IOException, InterruptedException {
        Workshop workshop = new Workshop(folder, chapter.blocks());
        assertThat(workshop.compile()).isEmpty();
        assertThat(workshop.compileFailing()).isEmpty();

        Workshop.Run run = workshop.testFailing();

        assertThat(run.green()).as("a test that is said to fail has passed").isFalse();
        assertThat(chapter.blocks().stream().filter(Block::isPrinted))
                .as("what is printed when it fails")
                .isNotEmpty()
                .allSatisfy(block -> assertThat(Printed.of(block.text()).isIn(run.printed()))
                        .as("the chapter says%n%s%nit prints%n%s", block.text(), run.printed())
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("org.sipario.docs.Document#all")
    void every_link_leads_somewhere(Document document) {
        assertThat(document.links().stream().filter(link -> !document.leadsSomewhere(link)))
                .as("links of %s that lead nowhere", document)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("org.sipario.docs.Document#guide")
    void every_page_is_in_the_table_of_contents(Document page) throws IOException {
        String contents = Files.readString(page.file().resolveSibling("README.md"));

        assertThat(contents)
                .contains(
                        page.file().endsWith("README.md")
                                ? "# "
                                : "(" + page.file().getFileName() + ")");
    }
}
