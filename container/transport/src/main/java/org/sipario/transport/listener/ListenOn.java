package org.sipario.transport.listener;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Transport;

/**
 * What to listen on, and by which name others are to call us there.
 *
 * @param transport what is spoken there; {@link Transport#UDP} or {@link Transport#TCP}
 * @param bind the local address, resolved, and the port; 0 for any that is free
 * @param host what Via, Contact and Record-Route say, IPv6 in brackets; null for the bound address, or for an address
 *     of this machine where all are bound
 * @param port what Via, Contact and Record-Route say; 0 for the bound port
 */
public record ListenOn(
        Transport transport,
        InetSocketAddress bind,
        @Nullable String host,
        int port) {

    public ListenOn {
        if (bind.isUnresolved()) {
            throw new IllegalArgumentException("the name " + bind.getHostString() + " has no address here");
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("advertised port " + port + " is not 0..65535");
        }
    }

    /** A listening point known by the address it is bound to. */
    public static ListenOn at(Transport transport, InetSocketAddress bind) {
        return new ListenOn(transport, bind, null, 0);
    }
}
