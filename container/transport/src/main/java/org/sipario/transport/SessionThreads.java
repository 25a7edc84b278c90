package org.sipario.transport;

import static java.lang.System.Logger.Level.DEBUG;

import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Virtual threads, one for each task, for work that may block. One that begins on a thread that reads datagrams is carried by that
 * thread as soon as it has read what was there, unless much was there; all others are carried by a pool of a thread a core.
 *
 * <p>This needs a door of the JDK that is closed by default: {@code --add-opens java.base/java.lang=ALL-UNNAMED}, which the packed
 * server has. Without it the virtual threads are ordinary ones.
 */
final class SessionThreads implements Executor {
    private static final System.Logger LOG = System.getLogger(SessionThreads.class.getName());

    /** Carries what no reader does. First in, first out: a session that yields goes behind the others. */
    private final ForkJoinPool pool = new ForkJoinPool(
            Math.max(2, Runtime.getRuntime().availableProcessors()),
            ForkJoinPool.defaultForkJoinWorkerThreadFactory,
            null,
            true);

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(factory(this::schedule));

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    /** A thread that reads datagrams. */
    ReaderThread reader(Runnable loop, String name) {
        return new ReaderThread(loop, name, pool);
    }

    private void schedule(Runnable step) {
        ReaderThread reader = ReaderThread.current();
        if (reader == null) {
            pool.execute(step);
        } else {
            reader.take(step);
        }
    }

    private static ThreadFactory factory(Executor scheduler) {
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
            return named(Thread.ofVirtual());
        }
    }

    private static ThreadFactory named(Thread.Builder.OfVirtual builder) {
        return builder.name("sipario-session").factory();
    }

    /** Waits for what runs, interrupts what still runs after the grace, and takes no more. */
    void close(Duration grace) {
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
