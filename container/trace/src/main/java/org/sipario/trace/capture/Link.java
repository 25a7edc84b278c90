package org.sipario.trace.capture;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What stands before the header of IP in a captured frame: the link types of machines that SIP servers run on. */
enum Link {
    /** LINKTYPE_NULL: the loopback of BSD. */
    LOOPBACK(0, 4, -1),
    /** LINKTYPE_ETHERNET. */
    ETHERNET(1, 14, 12),
    /** LINKTYPE_RAW. */
    RAW(PcapngWriter.RAW_IP, 0, -1),
    /** LINKTYPE_LINUX_SLL: Linux, all interfaces. */
    COOKED(113, 16, 14),
    /** LINKTYPE_LINUX_SLL2. */
    COOKED_2(276, 20, 0);

    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_IPV6 = 0x86DD;
    private static final int ETHERTYPE_VLAN = 0x8100;

    private final int type;
    private final int header;
    /** Where the frame says what it carries; -1 where it does not. */
    private final int typeAt;

    Link(int type, int header, int typeAt) {
        this.type = type;
        this.header = header;
        this.typeAt = typeAt;
    }

    static @Nullable Link of(int type) {
        for (Link link : values()) {
            if (link.type == type) {
                return link;
            }
        }
        return null;
    }

    /** The packet of IP in a frame; null where there is none. */
    @Nullable
    ByteBuffer packet(ByteBuffer frame) {
        int skip = header;
        if (frame.remaining() < skip + 20) {
            return null;
        }
        if (typeAt >= 0) {
            int carried = frame.getShort(typeAt) & 0xFFFF;
            if (this == ETHERNET && carried == ETHERTYPE_VLAN) {
                skip += 4;
                carried = frame.getShort(16) & 0xFFFF;
            }
            if (carried != ETHERTYPE_IPV4 && carried != ETHERTYPE_IPV6) {
                return null;
            }
        }
        return frame.slice(skip, frame.remaining() - skip);
    }
}
