package org.sipario.location;

import jakarta.servlet.ServletContext;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipURI;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one domain that this server serves, under all its names: the addresses it listens on, {@code localhost} and the
 * machine's name where it listens on those, and what context parameter {@value #NAMES} lists. So {@code sip:bob@127.0.0.1:5060}
 * and {@code sip:bob@example.com} are the same Bob.
 *
 * <p>An address with the port of another listener is not ours: two servers may share a machine. RFC 3261 §16.5.
 */
public final class Domain {

    /**
     * Context parameter: further names of the domain, with blanks or commas between them; none by default. One {@code
     * <Parameter name="domains" value="example.com"/>} in Tomcat's {@code conf/context.xml} gives it to every application.
     */
    public static final String NAMES = "domains";

    /**
     * Where the server listens.
     *
     * @param host an address, or the wildcard address for all of this machine
     * @param port a port
     */
    record Point(String host, int port) {}

    private final Set<String> names;
    private final Set<InetAddress> machine;
    private final Set<String> machineNames;
    private final Supplier<List<Point>> points;

    Domain(Set<String> names, Set<InetAddress> machine, Set<String> machineNames, Supplier<List<Point>> points) {
        this.names = names;
        this.machine = machine;
        this.machineNames = machineNames;
        this.points = points;
    }

    /**
     * Makes the domain of an application's server.
     *
     * @param context the application's context, whose listening points are asked for anew each time, as servlets may be
     *     initialised before the server listens
     * @return the domain
     */
    public static Domain of(ServletContext context) {
        return new Domain(words(context.getInitParameter(NAMES)), addresses(), machineNames(), () -> points(context));
    }

    /** The words of a context parameter, between blanks or commas. */
    static Set<String> words(@Nullable String parameter) {
        Set<String> words = new HashSet<>();
        if (parameter != null) {
            for (String word : parameter.trim().split("[\\s,]+")) {
                if (!word.isEmpty()) {
                    words.add(Host.normal(word));
                }
            }
        }
        return words;
    }

    private static Set<InetAddress> addresses() {
        Set<InetAddress> addresses = new HashSet<>();
        try (Stream<NetworkInterface> interfaces = NetworkInterface.networkInterfaces()) {
            interfaces.flatMap(NetworkInterface::inetAddresses).forEach(addresses::add);
        } catch (SocketException unknown) {
            // Without them the server knows itself by loopback and by the names it was told.
            addresses.add(InetAddress.getLoopbackAddress());
        }
        return addresses;
    }

    private static Set<String> machineNames() {
        try {
            return Set.of(Host.normal(InetAddress.getLocalHost().getHostName()));
        } catch (UnknownHostException nameless) {
            return Set.of();
        }
    }

    private static List<Point> points(ServletContext context) {
        List<Point> points = new ArrayList<>();
        if (context.getAttribute(SipServlet.OUTBOUND_INTERFACES) instanceof List<?> listening) {
            for (Object one : listening) {
                if (one instanceof SipURI uri) {
                    points.add(new Point(uri.getHost(), port(uri)));
                }
            }
        }
        return points;
    }

    private static int port(SipURI uri) {
        if (uri.getPort() > 0) {
            return uri.getPort();
        }
        return uri.isSecure() || "tls".equalsIgnoreCase(uri.getTransportParam()) ? 5061 : 5060;
    }

    /**
     * Tells whether a URI is in this domain.
     *
     * @param uri the Request-URI, or the URI of To
     * @return whether its host is one of our names and its port, if it has one, one that we listen on
     */
    public boolean contains(SipURI uri) {
        return contains(uri.getHost(), uri.getPort());
    }

    boolean contains(String host, int port) {
        String name = Host.normal(host);
        InetAddress address = Host.address(name).orElse(null);
        for (Point point : points.get()) {
            if ((port <= 0 || port == point.port()) && isAt(point, name, address)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(Point point, String name, @Nullable InetAddress address) {
        if (names.contains(name)) {
            return true;
        }
        InetAddress listening = Host.address(point.host()).orElse(null);
        if (listening == null) {
            return name.equals(Host.normal(point.host()));
        }
        if (address != null) {
            return address.equals(listening) || (listening.isAnyLocalAddress() && machine.contains(address));
        }
        if (name.equals("localhost")) {
            return listening.isLoopbackAddress() || listening.isAnyLocalAddress();
        }
        return machineNames.contains(name) && !listening.isLoopbackAddress();
    }
}
