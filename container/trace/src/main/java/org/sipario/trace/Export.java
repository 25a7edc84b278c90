package org.sipario.trace;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sipario.trace.Arguments.Refusal;
import org.sipario.trace.calls.CallSummary;
import org.sipario.trace.calls.TraceReader;
import org.sipario.trace.capture.PcapngWriter;
import org.sipario.trace.capture.Traced;

/** {@code sipario trace export}: finds the calls, and has them written in the form that was asked for. */
final class Export {
    static final Set<String> OPTIONS = Set.of("--as", "--output", "--files");

    private static final String USAGE = """
            usage: sipario trace export CALL-ID... --as ladder|sipp|pcap [OPTION...]

              --as pcap      a capture file of these calls alone, for Wireshark
              --output PATH  the file to write
              --files PATH   read this capture file, or the ones in this folder, instead of logs/trace
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

    void run() throws IOException, Refusal {
        String form = arguments.option("--as");
        if (form == null || arguments.words().isEmpty()) {
            throw new Refusal(
                    (form == null ? "say --as what" : "say which call, by its Call-ID; `sipario trace list` shows them")
                            + "\n" + USAGE);
        }
        if (!Set.of("ladder", "sipp", "pcap").contains(form)) {
            throw new Refusal("--as " + form + " is none of ladder, sipp, pcap");
        }
        List<Traced> messages = reader.messages(Set.copyOf(arguments.words()));
        requireAll();
        switch (form) {
            case "pcap" -> pcap(messages);
            default -> throw new Refusal("--as " + form + " is none of ladder, sipp, pcap");
        }
    }

    /** Every Call-ID that was asked for must be there; for one that is not, the nearest are named. */
    private void requireAll() throws Refusal {
        List<String> known = reader.calls().stream().map(CallSummary::callId).toList();
        for (String wanted : arguments.words()) {
            if (!known.contains(wanted)) {
                String nearest = Nearest.to(wanted, known).stream()
                        .map(callId -> "\n  " + callId)
                        .collect(Collectors.joining());
                throw new Refusal("there is no call " + wanted + " in " + reader.path()
                        + (known.isEmpty()
                                ? ", nor any other"
                                : ". The nearest of " + known.size() + " are" + nearest));
            }
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
