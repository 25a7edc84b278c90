package org.sipario.transport.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Gives a socket the same buffer for each look, as long as what was read has been copied out of it: to allocate half a
 * megabyte for each look costs time, though most of it is never written.
 */
final class ReusedBuffer extends DefaultMaxMessagesRecvByteBufAllocator {

    private final int bytes;

    /** @param bytes of the buffer; what is read beyond it is lost */
    ReusedBuffer(int bytes) {
        this.bytes = bytes;
    }

    @Override
    @SuppressWarnings("deprecation") // Netty's own name for what a channel asks.
    public Handle newHandle() {
        return new MaxMessageHandle() {
            private @Nullable ByteBuf buffer;

            @Override
            public int guess() {
                return bytes;
            }

            @Override
            public ByteBuf allocate(ByteBufAllocator allocator) {
                ByteBuf last = buffer;
                if (last == null || last.refCnt() > 1) {
                    // Freed by the garbage collector when the socket is closed.
                    last = Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(bytes));
                    buffer = last;
                }
                return last.clear().retain();
            }
        };
    }
}
