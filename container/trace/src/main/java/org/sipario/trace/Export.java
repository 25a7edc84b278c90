package org.sipario.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import org.sipario.trace.Arguments.Refusal;
import org.sipario.trace.calls.CallSummary;
import org.sipario.trace.calls.RecordedMessage;
import org.sipario.trace.calls.TraceReader;
import org.sipario.trace.capture.PcapngWriter;
import org.sipario.trace.capture.Traced;
import org.sipario.trace.export.LadderSource;
import org.sipario.trace.export.SippScenarios;

/** {@code sipario trace export}: finds the calls, and writes them in the wanted form. */
final class Export {
    static final Set<String> OPTIONS = Set.of(
            "--as",
            "--output",
            "--files",
            "--name",
            "--application",
            "--archive",
            "--server",
            "--password",
            "--webapp");

    private static final String USAGE = """
            usage: sipario trace export CALL-ID... --as ladder|sipp|pcap [OPTION...]

              --as ladder           the source of a test: what all agents said and heard
              --as sipp             a scenario of SIPp for every agent
              --as pcap             a capture file of these calls alone, for Wireshark
              --output PATH         the file to write, a folder for several scenarios;
                                    without it a ladder or a scenario is printed
              --files PATH          read this capture file, or the ones in this folder, instead of logs/trace

            for a ladder:
              --name CLASS          the test's (RecordedCallTest), with its package
              --application NAME    a class or package of the application under test; may be repeated
              --webapp FOLDER       what lies under these classes, such as src/main/webapp
              --archive FILE        the archive under test, where no class is named (target/application.war)
              --server NAME         what the ladder calls the server (by the application's class, or "server")
              --password USER=WORD  of somebody who answered a challenge, for a trace does not know it; may be repeated
            """;

    private final TraceReader reader;
    private final Arguments arguments;
    private final PrintStream out;
    private final PrintStream err;

    Export(TraceReader reader, Arguments arguments, PrintStream out, PrintStream err) {
        this.reader = reader;
        this.arguments = arguments;
        this.out = out;
        this.err = err;
    }

    /** Refuses an incomplete command line before any file is read; the message shows the syntax. */
    static String form(Arguments arguments) throws Refusal {
        String form = arguments.option("--as");
        if (form == null || arguments.words().isEmpty()) {
            throw new Refusal(
                    (form == null ? "say --as what" : "say which call, by its Call-ID; `sipario trace list` shows them")
                            + "\n" + USAGE);
        }
        if (!Set.of("ladder", "sipp", "pcap").contains(form)) {
            throw new Refusal("--as " + form + " is none of ladder, sipp, pcap");
        }
        return form;
    }

    void run() throws IOException, Refusal {
        String form = form(arguments);
        List<Traced> messages = reader.messages(Set.copyOf(arguments.words()));
        requireAll();
        switch (form) {
            case "pcap" -> pcap(messages);
            case "ladder" -> ladder(readable(messages));
            case "sipp" -> sipp(readable(messages));
            default -> throw new Refusal("--as " + form + " is none of ladder, sipp, pcap");
        }
    }

    /** Every Call-ID that was asked for must be there; for one that is not, the nearest are named. */
    private void requireAll() throws Refusal {
        List<String> known = reader.calls().stream().map(CallSummary::callId).toList();
        for (String wanted : arguments.words()) {
            if (!known.contains(wanted)) {
                String nearest = Suggestions.to(wanted, known).stream()
                        .map(callId -> "\n  " + callId)
                        .collect(Collectors.joining());
                throw new Refusal("there is no call " + wanted + " in " + reader.path()
                        + (known.isEmpty()
                                ? ", nor any other"
                                : ". The nearest of " + known.size() + " are" + nearest));
            }
        }
    }

    private void ladder(List<RecordedMessage> messages) throws IOException, Refusal {
        List<String> applications = arguments.all("--application");
        LadderSource test = new LadderSource(
                javaName("--name", "RecordedCallTest"),
                applications,
                arguments.option("--webapp", ""),
                arguments.option("--archive", "target/application.war"),
                serverName(applications),
                passwords());
        print(test.source(messages));
    }

    private void sipp(List<RecordedMessage> messages) throws IOException, Refusal {
        Map<String, String> scenarios = SippScenarios.of(messages);
        String output = arguments.option("--output");
        if (output == null && scenarios.size() > 1) {
            throw new Refusal("these are " + scenarios.size() + " scenarios (" + String.join(", ", scenarios.keySet())
                    + "): say --output FOLDER");
        }
        if (output == null) {
            scenarios.values().forEach(out::print);
            return;
        }
        Path path = Path.of(output);
        if (output.endsWith(".xml") && scenarios.size() == 1) {
            write(path, scenarios.values().iterator().next().getBytes(UTF_8));
            return;
        }
        makeFolder(path);
        for (Map.Entry<String, String> scenario : scenarios.entrySet()) {
            write(path.resolve(scenario.getKey()), scenario.getValue().getBytes(UTF_8));
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException("folder " + folder + " cannot be made: " + e, e);
        }
    }

    /** The well-formed messages; a warning names the others. */
    private List<RecordedMessage> readable(List<Traced> messages) throws Refusal {
        List<RecordedMessage> readable = TraceReader.said(messages);
        if (readable.isEmpty()) {
            throw new Refusal("no message of these calls is well formed; --as pcap exports them as they are");
        }
        if (readable.size() < messages.size()) {
            err.println("sipario: left out, because not well formed: " + (messages.size() - readable.size()) + " of "
                    + messages.size() + " messages; --as pcap has them all");
        }
        return readable;
    }

    private String javaName(String option, String usual) throws Refusal {
        String name = arguments.option(option, usual);
        if (!SourceVersion.isName(name)) {
            throw new Refusal(option + " " + name + " is no name of a Java class");
        }
        return name;
    }

    /** {@code org.acme.GreeterServlet} is the greeter. */
    private String serverName(List<String> applications) throws Refusal {
        for (String application : applications) {
            if (!SourceVersion.isName(application)) {
                throw new Refusal("--application " + application + " is no name of a Java class or package");
            }
        }
        String usual = applications.isEmpty()
                ? "server"
                : applications
                        .getFirst()
                        .replaceFirst(".*\\.", "")
                        .replaceFirst("(?<=.)Servlet$", "")
                        .toLowerCase(Locale.ROOT);
        String name = arguments.option("--server", usual);
        if (!name.matches("[A-Za-z][A-Za-z0-9]*")) {
            throw new Refusal("--server " + name + " is no name for a ladder: letters and digits only");
        }
        return name;
    }

    private Map<String, String> passwords() throws Refusal {
        Map<String, String> passwords = new HashMap<>();
        for (String told : arguments.all("--password")) {
            int equals = told.indexOf('=');
            if (equals < 1) {
                throw new Refusal("--password takes USER=WORD");
            }
            passwords.put(told.substring(0, equals), told.substring(equals + 1));
        }
        return passwords;
    }

    private void print(String text) throws IOException {
        String output = arguments.option("--output");
        if (output == null) {
            out.print(text);
        } else {
            write(Path.of(output), text.getBytes(UTF_8));
        }
    }

    private void pcap(List<Traced> messages) throws IOException, Refusal {
        String output = arguments.option("--output");
        if (output == null) {
            throw new Refusal("a capture file is not for the screen: say --output FILE.pcapng");
        }
        PcapngWriter writer = new PcapngWriter();
        writer.begin();
        messages.forEach(writer::write);
        write(Path.of(output), writer.drain());
    }

    private void write(Path file, byte[] bytes) throws IOException {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new IOException(file + " cannot be written: " + e, e);
        }
        err.println("wrote " + file);
    }
}
