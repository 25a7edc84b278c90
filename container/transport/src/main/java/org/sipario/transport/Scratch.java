package org.sipario.transport;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Buffers outside the heap that the kernel can read, borrowed for the time of one system call. Not a thread-local: virtual threads are
 * many, calls at one moment are no more than cores.
 */
final class Scratch {
    private static final int SLOTS = 64;
    private static final int BYTES = 65_536;

    private final AtomicReferenceArray<ByteBuffer> slots = new AtomicReferenceArray<>(SLOTS);

    /** An empty buffer of 64 KiB, which any datagram fits in. */
    ByteBuffer take() {
        ByteBuffer buffer = slots.getAndSet(slot(), null);
        return buffer == null ? ByteBuffer.allocateDirect(BYTES) : buffer.clear();
    }

    /** Gives one back; when two meet in a slot the garbage collector has one of them. */
    void give(ByteBuffer buffer) {
        slots.set(slot(), buffer);
    }

    private static int slot() {
        return (int) Thread.currentThread().threadId() & (SLOTS - 1);
    }
}
