package org.sipario.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sipario.trace.Talk.dialog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceCommandTest {
    private static final String ALICE = "<sip:alice@example.com>;tag=a";
    private static final String BOB = "<sip:bob@example.com>";

    @TempDir
    Path folder;

    private String out = "";
    private String err = "";

    @BeforeEach
    void record() throws IOException {
        new Talk()
                .in("alice", "MESSAGE sip:bob@example.com SIP/2.0", dialog(ALICE, BOB, "one@alice", "1 MESSAGE"))
                .out("alice", "SIP/2.0 202 Accepted", dialog(ALICE, BOB + ";tag=s", "one@alice", "1 MESSAGE"))
                .in("alice", "OPTIONS sip:example.com SIP/2.0", dialog(ALICE, BOB, "two@alice", "1 OPTIONS"))
                .write(folder.resolve("trace"));
    }

    @Test
    void list_has_a_line_for_each_call() {
        assertThat(run("list")).isZero();

        assertThat(out.lines())
                .containsExactly(
                        "one@alice  2026-11-21 12:00:00.001    2 messages  202  MESSAGE sip:bob@example.com",
                        "two@alice  2026-11-21 12:00:00.003     1 message   -   OPTIONS sip:example.com");
    }

    @Test
    void status_says_what_the_files_hold() {
        assertThat(run("status")).isZero();

        assertThat(out)
                .contains("1 file of ")
                .contains(" with 3 messages\n")
                .contains("from 2026-11-21 12:00:00.001 to 2026-11-21 12:00:00.003 UTC");
    }

    @Test
    void a_capture_of_one_call_has_that_call_alone() {
        Path file = folder.resolve("one.pcapng");

        assertThat(run("export", "one@alice", "--as", "pcap", "--output", file.toString()))
                .isZero();
        assertThat(run("list", "--files", file.toString())).isZero();

        assertThat(out.lines())
                .singleElement()
                .asString()
                .startsWith("one@alice")
                .contains("2 messages");
    }

    @Test
    void what_is_not_well_formed_is_in_a_capture_and_told_where_it_is_left_out() throws IOException {
        new Talk()
                .in("alice", "MESSAGE sip:bob@example.com SIP/2.0", dialog(ALICE, BOB, "one@alice", "1 MESSAGE"))
                .out("alice", "SIP/2.0 200 OK", "To: " + BOB, "Call-ID: one@alice")
                .write(folder.resolve("trace"));
        Path file = folder.resolve("one.pcapng");

        assertThat(run("export", "one@alice", "--as", "pcap", "--output", file.toString()))
                .isZero();
        assertThat(run("export", "one@alice", "--as", "ladder")).isZero();

        assertThat(Files.size(file)).isEqualTo(Files.size(folder.resolve("trace/trace-20261121-120000-000.pcapng")));
        assertThat(err).contains("left out, because not well formed: 1 of 2 messages");
    }

    @Test
    void an_unknown_call_is_told_with_the_nearest_that_are_there() {
        assertThat(run("export", "two@alicia", "--as", "ladder")).isEqualTo(2);

        assertThat(err)
                .contains("there is no call two@alicia in")
                .contains("The nearest of 2 are\n  two@alice\n  one@alice");
    }

    @Test
    void where_nothing_was_recorded_it_says_how_to_begin() {
        assertThat(run(folder.resolve("nowhere"), "list")).isEqualTo(1);

        assertThat(err)
                .contains("there are no trace files in " + folder.resolve("nowhere"))
                .contains("sipario trace on");
    }

    @Test
    void a_form_that_there_is_not_is_refused() {
        assertThat(run("export", "one@alice", "--as", "wav")).isEqualTo(2);

        assertThat(err).isEqualTo("sipario: --as wav is none of ladder, sipp, pcap\n");
    }

    @Test
    void whoever_says_too_little_is_shown_how_to_say_it_even_where_nothing_was_recorded() {
        assertThat(run(folder.resolve("nowhere"), "export")).isEqualTo(2);

        assertThat(err)
                .contains("say --as what\nusage: sipario trace export CALL-ID...")
                .contains("--password USER=WORD");
    }

    @Test
    void an_option_that_there_is_not_is_refused_with_those_there_are() {
        assertThat(run("export", "one@alice", "--form", "sipp")).isEqualTo(2);

        assertThat(err).contains("there is no option --form; there are --application, --archive, --as");
    }

    @Test
    void an_option_without_its_value_is_refused() {
        assertThat(run("export", "one@alice", "--as")).isEqualTo(2);

        assertThat(err).contains("option --as needs a value");
    }

    @Test
    void an_output_that_cannot_be_written_is_told() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        assertThat(run(
                        "export",
                        "one@alice",
                        "--as",
                        "ladder",
                        "--output",
                        file.resolve("x").toString()))
                .isEqualTo(1);
        assertThat(err).contains(file.resolve("x") + " cannot be written");

        assertThat(run(
                        "export",
                        "one@alice",
                        "--as",
                        "sipp",
                        "--output",
                        file.resolve("x").toString()))
                .isEqualTo(1);
        assertThat(err).contains("cannot be made");
    }

    @Test
    void names_that_would_not_compile_are_refused() {
        for (String option : List.of("--name", "--application")) {
            assertThat(run("export", "one@alice", "--as", "ladder", option, "org.acme.1st"))
                    .isEqualTo(2);
            assertThat(err).contains(option + " org.acme.1st is no name of a Java class");
        }
        assertThat(run("export", "one@alice", "--as", "ladder", "--server", "my server"))
                .isEqualTo(2);
        assertThat(err).contains("--server my server is no name for a ladder");
    }

    @Test
    void the_files_of_a_crashed_server_are_read_as_far_as_they_go() throws IOException {
        Path file = folder.resolve("trace/trace-20261121-120000-000.pcapng");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 7));

        assertThat(run("list")).isZero();

        assertThat(out.lines()).singleElement().asString().startsWith("one@alice");
    }

    @Test
    void a_damaged_file_is_told_and_the_others_are_read() throws IOException {
        Files.writeString(folder.resolve("trace/trace-20261121-130000-000.pcapng"), "not a capture");

        assertThat(run("list")).isZero();

        assertThat(out.lines()).hasSize(2);
        assertThat(err).contains("trace-20261121-130000-000.pcapng is neither a pcapng nor a pcap file");
    }

    private int run(String... words) {
        return run(folder.resolve("trace"), words);
    }

    private int run(Path files, String... words) {
        ByteArrayOutputStream recorded = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(List.of(files.toString()));
        arguments.addAll(List.of(words));
        int status = TraceCommand.run(
                new PrintStream(recorded, true, UTF_8),
                new PrintStream(complained, true, UTF_8),
                arguments.toArray(String[]::new));
        out = recorded.toString(UTF_8);
        err = complained.toString(UTF_8);
        return status;
    }
}
