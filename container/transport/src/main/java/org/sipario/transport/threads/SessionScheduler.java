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

/**
 * Virtual threads, one for each task, for work that may block. One that begins on a thread that reads datagrams is carried by that
 * thread as soon as it has read what was there, unless much was there; all others are carried by a pool of a thread a core.
 *
 * <p>This needs a door of the JDK that is closed by default: {@code --add-opens java.base/java.lang=ALL-UNNAMED}, which the packed
 * server has. Without it the virtual threads are ordinary ones.
 */
public final class SessionScheduler implements Executor {
    private static final System.Logger LOG = System.getLogger(SessionScheduler.class.getName());

    /** About a millisecond's work for a thread of the pool. */
    private static final int STEPS_WAITING = 16;

    private final ExecutorService threads;

    /** Carry what no reader does. */
    private final CarrierPool carriers;

    /** Takes the tasks: the threads, or those that look how late they are too. */
    private final Executor entrance;

    /** Whose threads run when they first have work. */
    public SessionScheduler() {
        ThreadFactory ours = factory(this::schedule);
        if (ours == null) {
            threads = Executors.newThreadPerTaskExecutor(named(Thread.ofVirtual()));
            carriers = new CarrierPool(threads, () -> true, System::nanoTime);
            entrance = carriers;
        } else {
            threads = Executors.newThreadPerTaskExecutor(ours);
            int cores = Math.max(2, Runtime.getRuntime().availableProcessors());
            // First in, first out: a session that yields goes behind the others.
            ForkJoinPool pool = new ForkJoinPool(cores, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, true);
            carriers = new CarrierPool(
                    pool, () -> pool.getQueuedSubmissionCount() < cores * STEPS_WAITING, System::nanoTime);
            entrance = threads;
        }
    }

    @Override
    public void execute(Runnable task) {
        entrance.execute(task);
    }

    /** A thread that reads datagrams. */
    ReaderThread reader(Runnable loop, String name) {
        return new ReaderThread(loop, name, carriers);
    }

    /** Whether what a message sets off now has to wait for too long: asked on the thread that read the message. */
    public boolean areBehind() {
        return carriers.areBehind() || ReadingThread.isCurrentBehind();
    }

    private void schedule(Runnable step) {
        ReaderThread reader = ReaderThread.current();
        if (reader == null) {
            carriers.execute(step);
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
