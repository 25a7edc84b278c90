package org.sipario.transport.listener;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import org.sipario.message.wire.ListeningPoint;

/** The name by which others call a listening point (RFC 3261 §18.1.1: sent-by). */
public final class AdvertisedAddress {

    private AdvertisedAddress() {}

    /**
     * The listening point that came of a setting.
     *
     * @param bound where the socket is
     */
    public static ListeningPoint point(ListenOn on, InetSocketAddress bound) {
        String host = on.host();
        return new ListeningPoint(
                on.transport(),
                bound,
                host == null ? text(address(bound.getAddress())) : host,
                on.port() == 0 ? bound.getPort() : on.port());
    }

    /** An address as SIP writes it: IPv6 in brackets, without a zone. */
    static String text(InetAddress address) {
        String text = address.getHostAddress();
        if (address instanceof Inet6Address) {
            int zone = text.indexOf('%');
            return "[" + (zone < 0 ? text : text.substring(0, zone)) + "]";
        }
        return text;
    }

    /** No peer can send to "all addresses": then it is one of this machine, preferably one that others reach. */
    private static InetAddress address(InetAddress bound) {
        if (!bound.isAnyLocalAddress()) {
            return bound;
        }
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(AdvertisedAddress::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(a -> !a.isLinkLocalAddress())
                    .filter(a -> bound instanceof Inet6Address || a instanceof Inet4Address)
                    .min(Comparator.comparing(InetAddress::isLoopbackAddress)
                            .thenComparing(a -> a instanceof Inet6Address))
                    .orElseGet(InetAddress::getLoopbackAddress);
        } catch (SocketException _) {
            return InetAddress.getLoopbackAddress();
        }
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (SocketException _) {
            return false;
        }
    }
}
