package org.sipario.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sipario.message.wire.Transport;
import org.sipario.trace.calls.RecordedMessage;
import org.sipario.trace.calls.TraceReader;
import org.sipario.trace.capture.PcapngWriter;
import org.sipario.trace.capture.Traced;
import org.sipario.trace.capture.Traced.Way;

/** Messages between a server and its agents, written down by hand as a trace would have them. */
public final class Talk {
    private static final InetSocketAddress SERVER = at("192.0.2.1", 5060);

    private final List<Traced> messages = new ArrayList<>();
    private final Map<String, InetSocketAddress> agents = new HashMap<>();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private Transport transport = Transport.UDP;

    /** Sets the transport of the messages that follow. */
    public Talk by(Transport changed) {
        transport = changed;
        return this;
    }

    /** Time passes before the next message. */
    public Talk after(long millis) {
        now = now.plusMillis(millis);
        return this;
    }

    /**
     * The server hears a message.
     *
     * @param agent its sender: each agent has its own address
     * @param start its first line
     * @param headers lines besides the usual ones, an empty one and the body
     */
    public Talk in(String agent, String start, String... headers) {
        return add(Way.IN, agent, start, headers);
    }

    /** The server says a message; as for {@link #in}. */
    public Talk out(String agent, String start, String... headers) {
        return add(Way.OUT, agent, start, headers);
    }

    /** The last message once more, byte for byte. */
    public Talk again() {
        Traced last = messages.getLast();
        messages.add(new Traced(now, last.way(), last.transport(), last.from(), last.to(), last.bytes()));
        return this;
    }

    private Talk add(Way way, String agent, String start, String... headers) {
        now = now.plusMillis(1);
        InetSocketAddress address = agents.computeIfAbsent(agent, _ -> at("192.0.2." + (agents.size() + 11), 5060));
        List<String> lines = new ArrayList<>(List.of(start));
        String all = "\n" + String.join("\n", headers);
        if (!all.contains("\nVia:")) {
            String by = way == Way.IN ? address.getAddress().getHostAddress() + ":5060" : "192.0.2.1:5060";
            lines.add("Via: SIP/2.0/" + transport + " " + by + ";branch=z9hG4bK" + start.hashCode() + all.hashCode());
        }
        int split = List.of(headers).indexOf("");
        List<String> own = List.of(headers).subList(0, split < 0 ? headers.length : split);
        String body =
                split < 0 ? "" : String.join("\r\n", List.of(headers).subList(split + 1, headers.length)) + "\r\n";
        lines.addAll(own);
        lines.add("Content-Length: " + body.getBytes(UTF_8).length);
        byte[] bytes = (String.join("\r\n", lines) + "\r\n\r\n" + body).getBytes(UTF_8);
        messages.add(
                way == Way.IN
                        ? new Traced(now, way, transport, address, SERVER, bytes)
                        : new Traced(now, way, transport, SERVER, address, bytes));
        return this;
    }

    /** What belongs to a dialog: From, To, Call-ID and CSeq. */
    public static String[] dialog(String from, String to, String callId, String cseq, String... more) {
        List<String> lines =
                new ArrayList<>(List.of("From: " + from, "To: " + to, "Call-ID: " + callId, "CSeq: " + cseq));
        lines.addAll(List.of(more));
        return lines.toArray(String[]::new);
    }

    /** The messages as they are read. */
    public List<RecordedMessage> said() {
        List<RecordedMessage> recorded = TraceReader.said(messages);
        if (recorded.size() != messages.size()) {
            throw new AssertionError((messages.size() - recorded.size()) + " of the messages are not well formed");
        }
        return recorded;
    }

    /** Writes a capture file, as a server would name it. */
    public Path write(Path folder) throws IOException {
        PcapngWriter writer = new PcapngWriter();
        writer.begin();
        messages.forEach(writer::write);
        Files.createDirectories(folder);
        return Files.write(folder.resolve("trace-20261121-120000-000.pcapng"), writer.drain());
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }
}
