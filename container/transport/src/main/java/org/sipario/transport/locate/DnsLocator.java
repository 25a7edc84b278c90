package org.sipario.transport.locate;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.sipario.message.SipUri;
import org.sipario.message.wire.Hop;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Locator;
import org.sipario.message.wire.Transport;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.SRVRecord;

/**
 * Finds servers through the name service: RFC 3263 §4, RFC 2782, RFC 3403.
 *
 * <p>Only transports and address families are found that some listening point has. Addresses and the names of
 * {@code /etc/hosts} need no name service; nor do they have NAPTR or SRV records.
 */
public final class DnsLocator implements Locator {

    /** How long one search may take over all its questions: the caller's transaction has 32 s and more hops to try. */
    public static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** Hops of one search: the owner of a domain decides how many records it has, not how much work they are here. */
    static final int MOST_HOPS = 16;

    private final Supplier<List<ListeningPoint>> points;
    private final NameService names;
    private final Duration timeout;
    private final RandomGenerator random;

    /**
     * With the machine's own name servers and {@link #TIMEOUT}.
     *
     * @param points where this server listens, asked for each search
     */
    public DnsLocator(Supplier<List<ListeningPoint>> points) {
        this(points, List.of(), TIMEOUT);
    }

    /**
     * With name servers of its own.
     *
     * @param points where this server listens, asked for each search
     * @param servers asked one after another; the machine's own when empty
     * @param timeout how long one search may take over all its questions; what was found until then counts
     */
    public DnsLocator(Supplier<List<ListeningPoint>> points, List<InetSocketAddress> servers, Duration timeout) {
        this.points = points;
        this.names = new NameService(servers, timeout);
        this.timeout = timeout;
        this.random = RandomGenerator.getDefault();
    }

    @Override
    public List<Hop> locate(SipUri uri) {
        Hop plainly = plainly(uri);
        if (plainly != null) {
            return List.of(plainly);
        }
        List<Transport> wanted = wanted(uri);
        if (wanted.isEmpty()) {
            return List.of();
        }
        String maddr = uri.parameters().value("maddr");
        String target = unbracketed(maddr == null ? uri.host() : maddr);
        InetAddress literal = NetUtil.createInetAddressFromIpAddressString(target);
        if (literal != null) {
            return reachable(wanted.getFirst(), port(uri, wanted.getFirst()), List.of(literal));
        }
        Search search = new Search(names, System.nanoTime() + timeout.toNanos());
        boolean plain = uri.port() >= 0 || search.isLocal(target);
        if (!plain) {
            List<Hop> found = services(search, target, wanted, uri);
            if (!found.isEmpty()) {
                return List.copyOf(found.subList(0, Math.min(MOST_HOPS, found.size())));
            }
        }
        Transport first = wanted.getFirst();
        return reachable(first, port(uri, first), search.addresses(target));
    }

    /**
     * The hop of a sip URI that is a literal address and wants no more than UDP or TCP: nearly every message within a
     * call goes to one, so this is found without a list or a stream. Null for all others.
     */
    private @Nullable Hop plainly(SipUri uri) {
        if (uri.isSecure() || uri.parameters().has("maddr")) {
            return null;
        }
        String parameter = uri.transport();
        Transport transport = parameter == null || parameter.equalsIgnoreCase("udp")
                ? Transport.UDP
                : parameter.equalsIgnoreCase("tcp") ? Transport.TCP : null;
        InetAddress literal = transport == null ? null : literal(uri.host());
        if (transport == null || literal == null) {
            return null;
        }
        for (ListeningPoint point : points.get()) {
            if (point.transport() == transport && reaches(point.bound().getAddress(), literal)) {
                return new Hop(transport, new InetSocketAddress(literal, port(uri, transport)));
            }
        }
        return null;
    }

    private static @Nullable InetAddress literal(String host) {
        // A name may begin with a digit, but no address begins with anything else.
        char first = host.isEmpty() ? 'x' : host.charAt(0);
        return first == '[' || Character.digit(first, 10) >= 0
                ? NetUtil.createInetAddressFromIpAddressString(unbracketed(host))
                : null;
    }

    /** The transports that may be used, the one that RFC 3263 §4.1 takes without further knowledge first. */
    private List<Transport> wanted(SipUri uri) {
        List<Transport> spoken = points.get().stream()
                .map(ListeningPoint::transport)
                .distinct()
                .sorted()
                .toList();
        String parameter = uri.transport();
        if (parameter != null) {
            Optional<Transport> named = Transport.of(parameter).map(t -> uri.isSecure() ? secured(t) : t);
            return named.filter(spoken::contains).map(List::of).orElse(List.of());
        }
        return spoken.stream()
                .filter(t -> t != Transport.WS && t != Transport.WSS) // only by name (RFC 7118 §5)
                .filter(t -> t.isSecure() == uri.isSecure())
                .toList();
    }

    /** With sips, {@code transport=tcp} means TLS over TCP: RFC 3261 §26.2.2. */
    private static Transport secured(Transport transport) {
        return switch (transport) {
            case TCP, TLS -> Transport.TLS;
            case WS, WSS -> Transport.WSS;
            case UDP -> Transport.UDP;
        };
    }

    /** By NAPTR where no transport is named, then by SRV; empty where the domain has neither. */
    private List<Hop> services(Search search, String domain, List<Transport> wanted, SipUri uri) {
        List<Hop> hops = new ArrayList<>();
        if (uri.transport() == null) {
            List<NAPTRRecord> pointers = new ArrayList<>(search.pointers(domain));
            pointers.sort(Comparator.comparingInt(NAPTRRecord::getOrder).thenComparingInt(NAPTRRecord::getPreference));
            for (NAPTRRecord pointer : pointers.subList(0, Math.min(MOST_HOPS, pointers.size()))) {
                service(pointer)
                        .filter(wanted::contains)
                        .ifPresent(t -> hops.addAll(
                                servers(search, pointer.getReplacement().toString(), t)));
            }
        }
        if (hops.isEmpty()) {
            for (Transport transport : wanted) {
                hops.addAll(servers(search, prefix(transport) + domain, transport));
            }
        }
        return hops;
    }

    /** What a NAPTR record offers: RFC 3263 §4.1, RFC 3403 §4.1 (flag s: an SRV record is next). */
    private static Optional<Transport> service(NAPTRRecord pointer) {
        if (!pointer.getFlags().equalsIgnoreCase("s")) {
            return Optional.empty();
        }
        return switch (pointer.getService().toUpperCase(Locale.ROOT)) {
            case "SIP+D2U" -> Optional.of(Transport.UDP);
            case "SIP+D2T" -> Optional.of(Transport.TCP);
            case "SIPS+D2T" -> Optional.of(Transport.TLS);
            default -> Optional.empty();
        };
    }

    private static String prefix(Transport transport) {
        return switch (transport) {
            case UDP -> "_sip._udp.";
            case TCP, WS -> "_sip._tcp.";
            case TLS, WSS -> "_sips._tcp.";
        };
    }

    private List<Hop> servers(Search search, String name, Transport transport) {
        List<Hop> hops = new ArrayList<>();
        for (SRVRecord server : ServerOrder.of(search.servers(name), random)) {
            if (hops.size() >= MOST_HOPS) {
                break;
            }
            hops.addAll(reachable(
                    transport,
                    server.getPort(),
                    search.addresses(server.getTarget().toString())));
        }
        return hops;
    }

    /**
     * Those of the addresses that a listening point can reach; one bound to all IPv6 addresses reaches IPv4 as well.
     */
    private List<Hop> reachable(Transport transport, int port, List<InetAddress> addresses) {
        List<InetAddress> bound = points.get().stream()
                .filter(point -> point.transport() == transport)
                .map(point -> point.bound().getAddress())
                .toList();
        return addresses.stream()
                .filter(to -> bound.stream().anyMatch(from -> reaches(from, to)))
                .map(to -> new Hop(transport, new InetSocketAddress(to, port)))
                .toList();
    }

    private static boolean reaches(InetAddress from, InetAddress to) {
        return from instanceof Inet6Address == to instanceof Inet6Address
                || from instanceof Inet6Address && from.isAnyLocalAddress();
    }

    private static int port(SipUri uri, Transport transport) {
        return uri.port() < 0 ? transport.defaultPort() : uri.port();
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
