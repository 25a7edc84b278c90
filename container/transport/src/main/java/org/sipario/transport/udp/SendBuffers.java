package org.sipario.transport.udp;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Buffers outside the heap that the kernel can read, borrowed for the time of one system call. Not thread-local: virtual
 * threads are many, but no more system calls run at one moment than there are cores. As few buffers are in use, so they
 * stay in the processors' caches.
 */
final class SendBuffers {
    private static final int SLOTS = 64;
    private static final int BYTES = 65_536;

    private final AtomicReferenceArray<ByteBuffer> slots = new AtomicReferenceArray<>(SLOTS);

    /** At how many different slots threads begin to search, so that they seldom meet. */
    private final int starts =
            Integer.highestOneBit(Math.min(SLOTS, Runtime.getRuntime().availableProcessors()));

    /** An empty buffer of 64 KiB, which any datagram fits in. */
    ByteBuffer take() {
        for (int i = 0; i < SLOTS; i++) {
            int slot = slot(i);
            ByteBuffer buffer = slots.get(slot) == null ? null : slots.getAndSet(slot, null);
            if (buffer != null) {
                return buffer.clear();
            }
        }
        return ByteBuffer.allocateDirect(BYTES);
    }

    /** Gives one back; when all slots are taken it is left to the garbage collector. */
    void give(ByteBuffer buffer) {
        for (int i = 0; i < SLOTS; i++) {
            if (slots.compareAndSet(slot(i), null, buffer)) {
                return;
            }
        }
    }

    private int slot(int tried) {
        return ((int) Thread.currentThread().threadId() & starts - 1) + tried & SLOTS - 1;
    }
}
