package org.sipario.transport.udp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import org.junit.jupiter.api.Test;

/** The buffer of a reader. */
class ReusedBufferTest {

    @SuppressWarnings("deprecation") // Netty's own name for what a channel asks.
    private final RecvByteBufAllocator.Handle handle = new ReusedBuffer(100).newHandle();

    @Test
    void it_is_the_same_and_empty_when_what_was_read_has_been_given_back() {
        ByteBuf first = allocate();
        assertThat(first.writableBytes()).isEqualTo(100);
        first.writeLong(1);
        first.release();
        ByteBuf second = allocate();
        assertThat(second).isSameAs(first);
        assertThat(second.readableBytes()).isZero();
        assertThat(second.writableBytes()).isEqualTo(100);
    }

    @Test
    void it_is_another_while_somebody_keeps_what_was_read() {
        ByteBuf first = allocate();
        first.writeLong(1);
        ByteBuf kept = first.readRetainedSlice(8);
        first.release();
        allocate().writeLong(2);
        assertThat(kept.readLong()).isEqualTo(1);
    }

    private ByteBuf allocate() {
        return handle.allocate(ByteBufAllocator.DEFAULT);
    }
}
