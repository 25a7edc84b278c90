package org.sipario.transport.threads;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.sipario.transport.load.QueueDelay;

/** The threads that carry what no reader carries, and how long work waits for one of them. */
final class CarrierPool implements Executor {

    private final Executor threads;
    private final BooleanSupplier room;
    private final QueueDelay delay = new QueueDelay(System.nanoTime());

    /**
     * @param threads carry what they get, first in, first out
     * @param room whether something that is given to them now is begun soon
     */
    CarrierPool(Executor threads, BooleanSupplier room) {
        this.threads = threads;
        this.room = room;
    }

    @Override
    public void execute(Runnable step) {
        threads.execute(step);
        if (delay.isProbeDue(System.nanoTime())) {
            threads.execute(this::probe);
        }
    }

    private void probe() {
        if (delay.arrived(System.nanoTime())) {
            threads.execute(this::probe);
        }
    }

    /** Whether it takes work from a reader that does not catch up. */
    boolean hasRoom() {
        return room.getAsBoolean();
    }

    QueueDelay delay() {
        return delay;
    }
}
