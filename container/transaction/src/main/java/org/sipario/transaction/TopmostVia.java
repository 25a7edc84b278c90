package org.sipario.transaction;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderName;
import org.sipario.message.Parameters;
import org.sipario.message.SipRequest;
import org.sipario.message.Via;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.Transport;

/** Where the topmost Via sends responses: RFC 3261 §18.2.1 and §18.2.2, RFC 3581 §4. */
final class TopmostVia {

    private TopmostVia() {}

    /** The request with {@code received} and {@code rport} in its topmost Via where required, else the same object. */
    static SipRequest stamp(SipRequest request, Flow flow) {
        if (flow.isInternal()) {
            return request;
        }
        Via via = request.topVia();
        InetAddress source = flow.remote().getAddress();
        boolean rport = via.hasRport();
        if (source == null || (!rport && isAt(via.host(), source))) {
            return request;
        }
        Parameters parameters = via.parameters().with("received", text(source));
        if (rport) {
            parameters = parameters.with("rport", Integer.toString(flow.remote().getPort()));
        }
        Via stamped = new Via(via.transport(), via.host(), via.port(), parameters);
        return request.edit(edit -> edit.replaceFirst(HeaderName.VIA, stamped.toString()));
    }

    /**
     * The flow of the responses to a request: that of the request, but on UDP to the port of sent-by unless rport is
     * set.
     */
    static Flow reply(Via via, Flow flow) {
        if (flow.isReliable()) {
            return flow;
        }
        int port = via.port() < 0 ? flow.transport().defaultPort() : via.port();
        String maddr = via.parameters().value("maddr");
        if (maddr != null) {
            InetAddress address = literal(maddr);
            return address == null ? flow : Flow.to(flow.local(), new InetSocketAddress(address, port));
        }
        if (via.hasRport() || port == flow.remote().getPort()) {
            return flow;
        }
        return Flow.to(flow.local(), new InetSocketAddress(flow.remote().getAddress(), port));
    }

    /** Where to connect if the connection of the request is closed: the source address and the port of sent-by. */
    static Flow reconnect(Via via, Flow flow) {
        int port = via.port() < 0 ? flow.transport().defaultPort() : via.port();
        return Flow.to(flow.local(), new InetSocketAddress(flow.remote().getAddress(), port));
    }

    /** The socket address that a response without a transaction is sent to; null if the Via names a host only. */
    static @Nullable InetSocketAddress target(Via via) {
        String received = via.received();
        String maddr = via.parameters().value("maddr");
        InetAddress address = literal(maddr != null ? maddr : received != null ? received : via.host());
        if (address == null) {
            return null;
        }
        return new InetSocketAddress(address, port(via));
    }

    private static int port(Via via) {
        String rport = via.parameters().value("rport");
        if (rport != null
                && !rport.isEmpty()
                && rport.length() <= 5
                && rport.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Math.min(Integer.parseInt(rport), 65_535);
        }
        if (via.port() >= 0) {
            return via.port();
        }
        return Transport.of(via.transport()).orElse(Transport.UDP).defaultPort();
    }

    private static boolean isAt(String host, InetAddress source) {
        if (host.equals(source.getHostAddress())) {
            return true;
        }
        // IPv6 has many spellings of one address.
        return host.startsWith("[") && source.equals(literal(host));
    }

    /** Without the zone of a link-local address, which means nothing to the peer. */
    private static String text(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    /** The address that a text denotes, brackets allowed; null for a name, which DNS would have to resolve. */
    private static @Nullable InetAddress literal(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        try {
            return InetAddress.ofLiteral(bare);
        } catch (IllegalArgumentException name) {
            return null;
        }
    }
}
