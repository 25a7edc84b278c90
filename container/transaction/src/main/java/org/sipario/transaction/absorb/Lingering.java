package org.sipario.transaction.absorb;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Timers;

/**
 * The transactions of one kind that only absorb what comes once more, for up to 32 s: at any time nearly all there are. Of each there
 * is a record of bytes, its key and what is answered, and no object that the garbage collector had to look at and to move. Safe to
 * use from any thread.
 */
public final class Lingering {

    /** Of the hash, to choose among so many logs that threads seldom meet. */
    private static final int LOG_BITS = 4;

    /** How often it is looked whether the time of some is over, while that longest time goes by. */
    private static final int LOOKS = 8;

    private final Timers timers;
    private final Duration longest;
    private final IntConsumer ended;
    private final Guarded[] logs = new Guarded[1 << LOG_BITS];
    private final LongAdder size = new LongAdder();
    private final AtomicBoolean awaited = new AtomicBoolean();

    /**
     * @param longest that one stays
     * @param ended hears how many have ended, whenever some have; not at the moment that each does
     */
    public Lingering(Timers timers, Duration longest, IntConsumer ended) {
        this.timers = timers;
        this.longest = longest;
        this.ended = ended;
        for (int i = 0; i < logs.length; i++) {
            logs[i] = new Guarded(new ReentrantLock(), new RecordLog(timers::ticks));
        }
    }

    /**
     * Keeps a transaction.
     *
     * @param stay how long
     * @param answer what is sent when its request comes again; empty for nothing
     */
    public void keep(Key key, Duration stay, byte[] answer) {
        int hash = spread(key);
        byte[] bytes = key.bytes();
        Guarded log = log(hash);
        int gone;
        log.lock.lock();
        try {
            // Those that have ended make room for it, two at most: this is the way of a message.
            gone = log.records.drop(2);
            log.records.add(hash, bytes, answer, stay.toMillis());
        } finally {
            log.lock.unlock();
        }
        size.increment();
        ended(gone);
        if (!awaited.get() && awaited.compareAndSet(false, true)) {
            timers.start(longest, this::look);
        }
    }

    /** What answers a request that has come again, empty for nothing; null when there is no such transaction. */
    public byte @Nullable [] find(Key key) {
        int hash = spread(key);
        Guarded log = log(hash);
        log.lock.lock();
        try {
            return log.records.find(hash, key);
        } finally {
            log.lock.unlock();
        }
    }

    /** Ends one before its time. */
    public void forget(Key key) {
        int hash = spread(key);
        Guarded log = log(hash);
        log.lock.lock();
        try {
            log.records.expire(hash, key);
        } finally {
            log.lock.unlock();
        }
    }

    /** How many there are; some of them may have ended a moment ago. */
    public long size() {
        return size.sum();
    }

    /** Lets go of all that have ended. */
    public void sweep() {
        for (Guarded log : logs) {
            int gone;
            log.lock.lock();
            try {
                gone = log.records.drop(Integer.MAX_VALUE);
                log.records.shrink();
            } finally {
                log.lock.unlock();
            }
            ended(gone);
        }
    }

    private void look() {
        sweep();
        // First said, then asked: what is kept in between begins anew itself.
        awaited.set(false);
        if (size() > 0 && awaited.compareAndSet(false, true)) {
            timers.start(longest.dividedBy(LOOKS), this::look);
        }
    }

    private void ended(int count) {
        if (count > 0) {
            size.add(-count);
            ended.accept(count);
        }
    }

    private Guarded log(int hash) {
        return logs[hash >>> Integer.SIZE - LOG_BITS];
    }

    /** Hashes of texts that differ little differ in few bits; the log is chosen by the highest, the place in it by the lowest. */
    private static int spread(Key key) {
        return Integer.rotateLeft(key.hashCode() * 0x9E3779B9, 16);
    }

    /**
     * A log and its lock. That is no monitor: one that two threads have ever met at is looked up in a table of the virtual machine each
     * time, where the headers of objects are compact.
     */
    private record Guarded(ReentrantLock lock, RecordLog records) {}

    /** By which a transaction is found. The keys of one message that comes again have the same bytes and hash. */
    public interface Key {

        /** All of it. */
        byte[] bytes();
    }
}
