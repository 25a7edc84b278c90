package org.sipario.trace.calls;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.sipario.trace.capture.CaptureFile;
import org.sipario.trace.capture.Traced;
import org.sipario.trace.capture.Traced.Way;
import org.sipario.trace.recording.TraceFolder;

/** Reads the capture files of a folder, or one file, as often as it is asked. */
public final class TraceReader {
    private final Path path;
    private final List<Path> files;
    private final List<String> faults = new ArrayList<>();

    private TraceReader(Path path, List<Path> files) {
        this.path = path;
        this.files = files;
    }

    /**
     * Finds the files.
     *
     * @param path the folder that a server records into, or one capture file of any program
     * @throws IOException when there is nothing to read; the message says what to do
     */
    public static TraceReader open(Path path) throws IOException {
        List<Path> files = Files.isRegularFile(path) ? List.of(path) : TraceFolder.files(path);
        if (files.isEmpty()) {
            throw new IOException("there are no trace files in " + path
                    + ": `sipario trace on` records from now on, SIPARIO_OPTS=-Dsip.trace=on from the start");
        }
        return new TraceReader(path, files);
    }

    /** Faults of files, one sentence each; the rest of them was read. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /** Where it reads. */
    public Path path() {
        return path;
    }

    /** All calls, in the order of their beginnings. */
    public List<CallSummary> calls() {
        Map<String, CallSummary> calls = new LinkedHashMap<>();
        read(traced -> {
            RecordedMessage recorded = RecordedMessage.read(traced);
            if (recorded != null) {
                calls.merge(
                        recorded.message().callId(), CallSummary.of(recorded), (before, now) -> before.plus(recorded));
            }
        });
        return calls.values().stream()
                .sorted(Comparator.comparing(CallSummary::began))
                .toList();
    }

    /** What the files hold together. */
    public TraceSummary summary() throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        long[] messages = {0};
        Traced[] ends = new Traced[2];
        long dropped = read(traced -> {
            messages[0]++;
            ends[0] = ends[0] == null ? traced : ends[0];
            ends[1] = traced;
        });
        return new TraceSummary(
                files.size(),
                bytes,
                messages[0],
                dropped,
                ends[0] == null ? null : ends[0].time(),
                ends[1] == null ? null : ends[1].time());
    }

    /**
     * Every message of some calls, in the order of the files, malformed ones included.
     *
     * @return with the direction of each, from the file or guessed: the server is the address with the most peers
     */
    public List<Traced> messages(Collection<String> callIds) {
        List<Traced> found = new ArrayList<>();
        read(traced -> {
            String callId = RecordedMessage.callId(traced);
            if (callId != null && callIds.contains(callId)) {
                found.add(traced);
            }
        });
        return oriented(found);
    }

    /** The well-formed ones among messages. */
    public static List<RecordedMessage> said(List<Traced> messages) {
        return messages.stream()
                .map(RecordedMessage::read)
                .filter(Objects::nonNull)
                .toList();
    }

    private long read(Consumer<Traced> reader) {
        faults.clear();
        long dropped = 0;
        for (Path file : files) {
            try {
                dropped += CaptureFile.read(file, reader);
            } catch (IOException e) {
                faults.add(String.valueOf(e.getMessage()));
            }
        }
        return dropped;
    }

    private static List<Traced> oriented(List<Traced> messages) {
        if (messages.stream().noneMatch(message -> message.way() == Way.UNKNOWN)) {
            return messages;
        }
        Map<InetSocketAddress, Integer> counts = new HashMap<>();
        for (Traced message : messages) {
            counts.merge(message.from(), 1, Integer::sum);
            counts.merge(message.to(), 1, Integer::sum);
        }
        // Two addresses only: the one that received the first request is the server.
        InetSocketAddress server = messages.getFirst().to();
        for (Map.Entry<InetSocketAddress, Integer> count : counts.entrySet()) {
            if (count.getValue() > counts.getOrDefault(server, 0)) {
                server = count.getKey();
            }
        }
        InetSocketAddress found = server;
        return messages.stream()
                .map(message -> message.way() != Way.UNKNOWN
                        ? message
                        : message.as(message.from().equals(found) ? Way.OUT : Way.IN))
                .toList();
    }
}
