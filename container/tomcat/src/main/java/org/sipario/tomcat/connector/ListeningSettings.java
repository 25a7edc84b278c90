package org.sipario.tomcat.connector;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Transport;
import org.sipario.tomcat.Setting;
import org.sipario.tomcat.StartFailure;

/**
 * What the attributes of a SIP {@code <Connector>} say, checked.
 *
 * @param transport {@code transport}: {@code udp} or {@code tcp}; required
 * @param bind {@code address} and {@code port}: by default all IPv4 addresses and the transport's own port
 * @param advertisedHost {@code advertisedHost}: what Via, Contact and Record-Route contain instead of the bound address,
 *     for a server behind a NAT or in a container; null for the bound address
 * @param advertisedPort {@code advertisedPort}: likewise for the port; 0 for the bound port
 */
public record ListeningSettings(
        Transport transport,
        InetSocketAddress bind,
        @Nullable String advertisedHost,
        int advertisedPort) {
    private static final List<Transport> SUPPORTED = List.of(Transport.UDP, Transport.TCP);
    private static final String ALL_ADDRESSES = "0.0.0.0";

    /** Every attribute, in the order of the reference. */
    public static final List<Setting> TABLE = List.of(
            Setting.text("transport", allowed(), "", "the transport protocol; required"),
            Setting.text(
                    "address",
                    "address or host name",
                    ALL_ADDRESSES,
                    "a local address, IPv4 or IPv6 (`::1`), or a name that resolves to one; `0.0.0.0` is all of IPv4"),
            Setting.text(
                    "port",
                    "0 to 65535",
                    Integer.toString(Transport.UDP.defaultPort()),
                    "the port to listen on; 0 takes any that is free"),
            Setting.text(
                    "advertisedHost",
                    "address or host name",
                    "",
                    "what Via, Contact and Record-Route contain in place of the address, for a server behind a NAT or in"
                            + " a container. Default: the address"),
            Setting.text("advertisedPort", "0 to 65535", "", "likewise for the port. Default: the port"));

    private static final Set<String> NAMES =
            new TreeSet<>(TABLE.stream().map(Setting::name).toList());

    private static String allowed() {
        return String.join(" or ", SUPPORTED.stream().map(Transport::parameter).toList());
    }

    /**
     * Reads the attributes.
     *
     * @throws StartFailure when one is unknown, missing or wrong: what was found, and what is allowed
     */
    public static ListeningSettings of(Map<String, String> attributes) {
        for (String name : attributes.keySet()) {
            if (!NAMES.contains(name)) {
                throw new StartFailure(
                        "a SIP <Connector> has no attribute \"" + name + "\"; it has " + String.join(", ", NAMES));
            }
        }
        Transport transport = transport(attributes.get("transport"));
        int port = port("port", attributes.get("port"), transport.defaultPort());
        String host = attributes.get("advertisedHost");
        if (host != null && (host.isBlank() || host.contains("/") || host.contains(" "))) {
            throw new StartFailure("advertisedHost=\"" + host + "\" is not a host name or address");
        }
        return new ListeningSettings(
                transport,
                new InetSocketAddress(address(attributes.getOrDefault("address", ALL_ADDRESSES)), port),
                host,
                port("advertisedPort", attributes.get("advertisedPort"), 0));
    }

    /** The same with the port moved by an offset; port 0 stays 0. */
    ListeningSettings withPortOffset(int offset) {
        int port = bind.getPort() == 0 ? 0 : bind.getPort() + offset;
        return new ListeningSettings(
                transport, new InetSocketAddress(bind.getAddress(), port), advertisedHost, advertisedPort);
    }

    private static Transport transport(@Nullable String text) {
        if (text == null) {
            throw new StartFailure("a SIP <Connector> needs the attribute transport: " + allowed());
        }
        return Transport.of(text)
                .filter(SUPPORTED::contains)
                .orElseThrow(() -> new StartFailure("transport=\"" + text + "\" is not " + allowed()));
    }

    private static int port(String name, @Nullable String text, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException _) {
            // Reported below, as a number out of range is.
        }
        throw new StartFailure(name + "=\"" + text + "\" is not 0..65535");
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException _) {
            throw new StartFailure(
                    "address=\"" + text + "\" is neither an address nor a name that can be resolved here");
        }
    }
}
