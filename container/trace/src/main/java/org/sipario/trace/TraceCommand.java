package org.sipario.trace;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sipario.trace.Arguments.Refusal;
import org.sipario.trace.calls.CallSummary;
import org.sipario.trace.calls.TraceReader;
import org.sipario.trace.calls.TraceSummary;

/**
 * {@code sipario trace status}, {@code list} and {@code export}: what can be done with capture files where no server
 * runs.
 *
 * <p>The exit status is 0 for success, 1 for a failure of files or disk, 2 for a wrong command line.
 */
public final class TraceCommand {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private final PrintStream out;
    private final PrintStream err;

    private TraceCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Runs a command and ends the process.
     *
     * @param arguments the folder of the capture files, then the command as it was typed
     */
    public static void main(String[] arguments) {
        // Not the platform's charset: names and texts in messages may have any letter.
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        int status = run(out, System.err, arguments);
        out.flush();
        System.exit(status);
    }

    /**
     * Runs a command.
     *
     * @param out gets the result
     * @param err gets warnings and errors
     * @param arguments as for {@link #main}
     * @return the exit status
     */
    public static int run(PrintStream out, PrintStream err, String... arguments) {
        TraceCommand command = new TraceCommand(out, err);
        List<String> rest = Arrays.asList(arguments).subList(2, arguments.length);
        try {
            Path folder = Path.of(arguments[0]);
            switch (arguments[1]) {
                case "status" -> command.status(folder);
                case "list" -> command.list(folder, Arguments.read(rest, Set.of("--files")));
                case "export" -> command.export(folder, Arguments.read(rest, Export.OPTIONS));
                default -> throw new Refusal("there is no command " + arguments[1]);
            }
            return 0;
        } catch (Refusal e) {
            err.println("sipario: " + e.getMessage());
            return 2;
        } catch (IOException e) {
            err.println("sipario: " + e.getMessage());
            return 1;
        }
    }

    private void status(Path folder) throws IOException {
        TraceReader reader = TraceReader.open(folder);
        TraceSummary summary = reader.summary();
        out.println(count(summary.files(), "file") + " of " + count(summary.bytes(), "byte") + " with "
                + count(summary.messages(), "message"));
        if (summary.dropped() > 0) {
            out.println(count(summary.dropped(), "message") + " were left out: the disk was too slow");
        }
        if (summary.first() != null && summary.last() != null) {
            out.println("from " + time(summary.first()) + " to " + time(summary.last()) + " UTC");
        }
        tellFaults(reader);
    }

    private void list(Path folder, Arguments arguments) throws IOException, Refusal {
        if (!arguments.words().isEmpty()) {
            throw new Refusal("list takes no \"" + arguments.words().getFirst() + "\": usage: sipario trace list"
                    + " [--files FILE_OR_FOLDER]");
        }
        TraceReader reader = TraceReader.open(files(folder, arguments));
        List<CallSummary> calls = reader.calls();
        int width =
                calls.stream().mapToInt(call -> call.callId().length()).max().orElse(0);
        for (CallSummary call : calls) {
            out.printf(
                    Locale.ROOT,
                    "%-" + Math.max(1, width) + "s  %s  %12s  %s  %s%n",
                    call.callId(),
                    time(call.began()),
                    count(call.messages(), "message"),
                    call.status() == 0 ? " - " : Integer.toString(call.status()),
                    call.request());
        }
        if (calls.isEmpty()) {
            err.println("sipario: no message has been recorded yet in " + reader.path());
        }
        tellFaults(reader);
    }

    private void export(Path folder, Arguments arguments) throws IOException, Refusal {
        Export.form(arguments);
        TraceReader reader = TraceReader.open(files(folder, arguments));
        new Export(reader, arguments, out, err).run();
        tellFaults(reader);
    }

    private void tellFaults(TraceReader reader) {
        reader.faults().forEach(fault -> err.println("sipario: " + fault));
    }

    private static Path files(Path folder, Arguments arguments) {
        @Nullable String told = arguments.option("--files");
        return told == null ? folder : Path.of(told);
    }

    private static String count(long number, String what) {
        return String.format(Locale.ROOT, "%,d %s", number, what) + (number == 1 ? "" : "s");
    }

    private static String time(Instant time) {
        return TIME.format(time.truncatedTo(ChronoUnit.MILLIS));
    }
}
