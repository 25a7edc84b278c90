package org.sipario.servlet;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sipario.core.OwnAddresses;
import org.sipario.message.SipUri;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Transport;
import org.sipario.message.wire.Wire;

/**
 * Knows this server by host, port and transport together: clients and neighbours often share its address. A name counts
 * only where a listening point advertises it.
 */
final class LocalAddresses implements OwnAddresses {

    private final Wire wire;
    private final Set<InetAddress> local;

    LocalAddresses(Wire wire) {
        this.wire = wire;
        this.local = localAddresses();
    }

    @Override
    public boolean isOwn(SipUri uri) {
        String named = uri.transport();
        Transport transport = named == null ? null : Transport.of(named).orElse(null);
        if (named != null && transport == null) {
            return false;
        }
        int port = uri.port() > 0 ? uri.port() : uri.isSecure() ? 5061 : 5060;
        InetAddress literal = null;
        boolean parsed = false;
        for (ListeningPoint point : wire.listeningPoints()) {
            if (transport != null && point.transport() != transport
                    || port != point.port() && port != point.bound().getPort()) {
                continue;
            }
            if (point.host().equalsIgnoreCase(uri.host())) {
                return true;
            }
            if (!parsed) {
                parsed = true;
                literal = literal(uri.host());
            }
            if (literal != null && isBoundTo(point.bound(), literal)) {
                return true;
            }
        }
        return false;
    }

    private boolean isBoundTo(InetSocketAddress bound, InetAddress address) {
        return bound.getAddress().isAnyLocalAddress()
                ? local.contains(address)
                : bound.getAddress().equals(address);
    }

    private static @Nullable InetAddress literal(String host) {
        try {
            return host.equalsIgnoreCase("localhost")
                    ? InetAddress.getLoopbackAddress()
                    : InetAddress.ofLiteral(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static Set<InetAddress> localAddresses() {
        Set<InetAddress> addresses = new HashSet<>();
        addresses.add(InetAddress.getLoopbackAddress());
        try {
            NetworkInterface.networkInterfaces()
                    .forEach(network -> network.inetAddresses().forEach(addresses::add));
        } catch (SocketException _) {
            // Without a list of interfaces the server knows its loopback address and what it advertises.
            return addresses;
        }
        return addresses;
    }
}
