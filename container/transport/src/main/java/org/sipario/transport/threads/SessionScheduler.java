package org.sipario.transport.threads;

import static java.lang.System.Logger.Level.DEBUG;

import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sipario.transport.load.QueueDelay;

/**
 * Virtual threads, one for each task, for work that may block. One that begins on a thread that reads datagrams is
 * carried by that thread as soon as it has read what was there, unless much was there; all others are carried by a pool
 * of a thread a core.
 *
 * <p>This needs access that the JDK does not give by default: {@code --add-opens java.base/java.lang=ALL-UNNAMED},
 * which the packed server has. Without it the virtual threads are ordinary ones.
 */
public final class SessionScheduler implements Executor {
    private static final System.Logger LOG = System.getLogger(SessionScheduler.class.getName());

    /** About a millisecond's work for a thread of the pool. */
    private static final int STEPS_WAITING = 16;

    private final ExecutorService threads;

    /** Carries what no reader carries. */
    private final CarrierPool pool;

    /** Takes the tasks: {@link #threads}, or {@link #pool} in front of them where it cannot be behind them. */
    private final Executor entrance;

    /** Starts no thread before there is work. */
    public SessionScheduler() {
        ThreadFactory ours = factory(this::schedule);
        if (ours == null) {
            threads = Executors.newThreadPerTaskExecutor(named(Thread.ofVirtual()));
            pool = new CarrierPool(threads, () -> true);
            entrance = pool;
        } else {
            threads = Executors.newThreadPerTaskExecutor(ours);
            int cores = Math.max(2, Runtime.getRuntime().availableProcessors());
            // First in, first out: a session that yields goes behind the others.
            ForkJoinPool carriers =
                    new ForkJoinPool(cores, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, true);
            pool = new CarrierPool(carriers, () -> carriers.getQueuedSubmissionCount() < cores * STEPS_WAITING);
            entrance = threads;
        }
    }

    @Override
    public void execute(Runnable task) {
        entrance.execute(task);
    }

    /** A thread that reads datagrams. */
    ReaderThread reader(Runnable loop, String name) {
        return new ReaderThread(loop, name, pool);
    }

    /** How long a task waits for a thread of the pool. */
    public QueueDelay delay() {
        return pool.delay();
    }

    private void schedule(Runnable step) {
        ReaderThread reader = ReaderThread.current();
        if (reader == null) {
            pool.execute(step);
        } else {
            reader.take(step);
        }
    }

    /** Makes virtual threads with a scheduler of our own; null where the JDK does not let us. */
    private static @Nullable ThreadFactory factory(Executor scheduler) {
        try {
            // Since 21 in all releases of the JDK, for its own tests; a public way is being worked on there.
            Constructor<?> constructor = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
                    .getDeclaredConstructor(Executor.class);
            constructor.setAccessible(true);
            return named((Thread.Builder.OfVirtual) constructor.newInstance(scheduler));
        } catch (ReflectiveOperationException | RuntimeException closed) {
            LOG.log(
                    DEBUG,
                    "virtual threads change their carrier: no --add-opens java.base/java.lang=ALL-UNNAMED",
                    closed);
            return null;
        }
    }

    private static ThreadFactory named(Thread.Builder.OfVirtual builder) {
        return builder.name("sipario-session").factory();
    }

    /** Waits for what runs, interrupts what still runs after the grace, and takes no more. */
    public void close(Duration grace) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        // The pool stays for those that were interrupted; its threads are daemons and end when idle.
    }
}
