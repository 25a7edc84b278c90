package org.sipario.bench.loops;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.sipario.message.HeaderName;
import org.sipario.message.SipRequest;

/** From bytes to a message that is sent on. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Messages {
    private final SipRequest invite = Invite.parsed();

    /** Parsing: the headers are found, and what every request must have is checked. */
    @Benchmark
    public SipRequest parse() {
        return Invite.parsed();
    }

    /** A header far down, in a message that has been parsed. */
    @Benchmark
    public boolean index() {
        return invite.headers().has(HeaderName.CONTENT_TYPE);
    }

    /** What a client transaction adds, and the bytes that are sent. */
    @Benchmark
    public byte[] pushVia() {
        return invite.edit(edit -> edit.push(HeaderName.VIA, "SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKabcdefgh"))
                .toBytes();
    }

    /** What a proxy changes (RFC 3261 §16.6), and the bytes that are sent. */
    @Benchmark
    public byte[] forward() {
        return invite.edit(edit -> edit.set(HeaderName.MAX_FORWARDS, "69")
                        .push(HeaderName.RECORD_ROUTE, "<sip:127.0.0.1:5060;lr>")
                        .push(HeaderName.VIA, "SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKabcdefgh"))
                .toBytes();
    }
}
