package org.sipario.servlet.facade;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Socket addresses as applications see them. */
final class Hosts {

    private Hosts() {}

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
