package org.sipario.transport.udp;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Buffers outside the heap that the kernel can read, borrowed for the time of one system call. Not a thread-local: virtual threads are
 * many, calls at one moment are no more than cores. As few as that are used in turn, so that they stay in the processors' caches.
 */
final class SendBuffers {
    private static final int SLOTS = 64;
    private static final int BYTES = 65_536;

    private final AtomicReferenceArray<ByteBuffer> slots = new AtomicReferenceArray<>(SLOTS);

    /** Where threads begin to look: at so many places. */
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

    /** Gives one back; when there are too many the garbage collector has one of them. */
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
