package org.sipario.servlet.facade;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.ListeningPoint;

/** Socket addresses as applications see them. */
final class Hosts {

    private Hosts() {}

    /**
     * Where a listening point takes messages: what it is bound to, or, bound to every address of the machine, the
     * address that it gives itself outside, where that is one.
     */
    static @Nullable String local(ListeningPoint point) {
        InetAddress bound = point.bound().getAddress();
        if (bound.isAnyLocalAddress()) {
            try {
                return text(InetAddress.ofLiteral(point.host()));
            } catch (IllegalArgumentException _) {
                // It calls itself by a name.
                return text(bound);
            }
        }
        return text(bound);
    }

    /** The literal address without zone; null for an unresolved one. */
    static @Nullable String text(@Nullable InetAddress address) {
        if (address == null) {
            return null;
        }
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
