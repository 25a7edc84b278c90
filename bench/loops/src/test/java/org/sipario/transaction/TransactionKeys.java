package org.sipario.transaction;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.sipario.bench.loops.Invite;
import org.sipario.message.SipRequest;

/** The key by which a request finds its transaction; in this package, because the key is package-private. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TransactionKeys {
    private final SipRequest read = Invite.parsed();

    /** The key of a request whose Via has been read before, and its hash. */
    @Benchmark
    public int key() {
        return ServerKey.of(read).hashCode();
    }

    /** The same for a request that has just come in, parsing included. */
    @Benchmark
    public int parseAndKey() {
        return ServerKey.of(Invite.parsed()).hashCode();
    }
}
