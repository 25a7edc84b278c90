package org.sipario.servlet.routing;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sipario.core.OwnAddresses;
import org.sipario.core.Routing;
import org.sipario.core.Tokens;
import org.sipario.message.HeaderName;
import org.sipario.message.NameAddr;
import org.sipario.message.Parameters;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SipUri;
import org.sipario.message.SyntaxException;
import org.sipario.message.Via;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.FlowCache;
import org.sipario.message.wire.Hop;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Locator;
import org.sipario.message.wire.Transport;
import org.sipario.message.wire.Wire;
import org.sipario.transaction.ClientUser;
import org.sipario.transaction.TransactionLayer;
import org.sipario.transaction.machine.Failure;

/**
 * The way down for requests: to the next application by the internal flow, or out by the wire to the first place that
 * answers (RFC 3261 §8.1.2, §16.6 steps 7 to 10, §18.1.1; RFC 3263). May wait for the name service.
 */
public final class Outbound {

    /** RFC 3261 §18.1.1: without knowledge of the path, what is larger leaves by TCP. */
    static final int LARGEST_DATAGRAM = 1300;

    /** Below this many bytes by a rough count a request is not measured exactly. */
    private static final int SURELY_SMALL = 1000;

    private final Wire wire;
    private final Locator locator;
    private final TransactionLayer layer;
    private final OwnAddresses own;
    private final InternalRequests internalRequests;
    private final Tokens tokens;
    private final FlowCache flows = new FlowCache();

    public Outbound(
            Wire wire,
            Locator locator,
            TransactionLayer layer,
            OwnAddresses own,
            InternalRequests internalRequests,
            Tokens tokens) {
        this.wire = wire;
        this.locator = locator;
        this.layer = layer;
        this.own = own;
        this.internalRequests = internalRequests;
        this.tokens = tokens;
    }

    /** Writes into a request what depends on the listening point by which it leaves: Contact, Record-Route. */
    @FunctionalInterface
    public interface Completion {

        /** @throws SyntaxException if the application left a header that cannot be read */
        SipRequest complete(SipRequest request, ListeningPoint point) throws SyntaxException;
    }

    /**
     * A request to be sent.
     *
     * @param branch makes a new branch parameter for each attempt
     * @param outboundInterface the local address to use, or null
     * @param selection what the application router said; null for a request that it is not asked about
     * @param initialHop how the request came to this server, or null
     * @param hop where to send it, in place of what Route and Request-URI say (RFC 3261 §16.6 step 7); or null
     */
    public record Outgoing(
            SipRequest request,
            Supplier<String> branch,
            Completion completion,
            @Nullable InetSocketAddress outboundInterface,
            @Nullable Selection selection,
            @Nullable InitialHop initialHop,
            @Nullable Hop hop) {

        /** To where Route and Request-URI say. */
        public Outgoing(
                SipRequest request,
                Supplier<String> branch,
                Completion completion,
                @Nullable InetSocketAddress outboundInterface,
                @Nullable Selection selection,
                @Nullable InitialHop initialHop) {
            this(request, branch, completion, outboundInterface, selection, initialHop, null);
        }
    }

    /** Sends a request; the user hears of everything that comes of it, a place that cannot be found included. */
    public SendAttempts send(Outgoing outgoing, ClientUser user) {
        SendAttempts sent = new SendAttempts(this, outgoing, user);
        if (outgoing.hop() != null) {
            sent.startOutside(outgoing.request(), List.of(outgoing.hop()));
            return sent;
        }
        switch (outgoing.selection()) {
            case Selection.Failed _ -> refuse(outgoing.request(), 500, user);
            case Selection.Selected selected ->
                sent.startInternally(new InternalRequests.InternalRequest(selected, outgoing.initialHop()));
            case Selection.Leave leave -> sendOut(sent, push(outgoing.request(), routes(leave)), user, false);
            case Selection.NoMore _ -> sendOut(sent, outgoing.request(), user, false);
            case null -> sendOut(sent, outgoing.request(), user, true);
        }
        return sent;
    }

    private List<NameAddr> routes(Selection.Leave leave) {
        if (leave.back() == null) {
            return leave.routes();
        }
        List<NameAddr> routes = new ArrayList<>(leave.routes());
        routes.add(internalRequests.wayBack(leave.back(), home()));
        return routes;
    }

    private void sendOut(SendAttempts sent, SipRequest request, ClientUser user, boolean mayComeBack) {
        List<Hop> hops = new ArrayList<>();
        try {
            Optional<SipUri> next = Routing.nextHop(request);
            if (next.isEmpty()) {
                refuse(request, 404, user);
            } else if (own.isOwn(next.get())) {
                if (mayComeBack) {
                    sent.startInternally(null);
                } else {
                    refuse(request, 404, user);
                }
            } else {
                hops.addAll(hops(next.get(), request));
                sent.startOutside(request, hops);
            }
        } catch (SyntaxException wrong) {
            refuse(request, 400, user);
        }
    }

    /** Sends an ACK for a 2xx. @return what was sent, to be repeated; null if there is no way */
    public @Nullable AckSent sendAck(Outgoing outgoing) {
        try {
            Optional<SipUri> next = Routing.nextHop(outgoing.request());
            Flow flow = null;
            if (outgoing.hop() != null) {
                flow = flow(outgoing.hop(), outgoing.outboundInterface());
            } else if (next.isPresent() && own.isOwn(next.get())) {
                flow = Flow.internal(wire.listeningPoints().getFirst());
            } else if (next.isPresent()) {
                for (Hop hop : hops(next.get(), outgoing.request())) {
                    flow = flow == null ? flow(hop, outgoing.outboundInterface()) : flow;
                }
            }
            if (flow == null) {
                return null;
            }
            SipRequest ready = Routing.toStrictRouter(outgoing.completion().complete(outgoing.request(), flow.local()));
            AckSent sent = new AckSent(layer, ready, flow, outgoing.branch().get());
            sent.repeat();
            return sent;
        } catch (SyntaxException _) {
            return null;
        }
    }

    /** An ACK for a 2xx that went, and goes again for every repetition of the 2xx (RFC 3261 §13.2.2.4). */
    public record AckSent(TransactionLayer layer, SipRequest ack, Flow flow, String branch) {

        /** Sends it, once more. */
        public void repeat() {
            layer.sendAck(ack, flow, branch);
            ack.compact();
        }
    }

    /** Sends a response whose transaction has ended on its way upstream. */
    public void forward(SipResponse response, Flow flow) {
        layer.forward(response, flow);
    }

    /** Where this server listens. */
    public List<ListeningPoint> listeningPoints() {
        return wire.listeningPoints();
    }

    /** Whether a URI leads to this server. */
    public boolean isOwn(SipUri uri) {
        return own.isOwn(uri);
    }

    /** @throws IllegalArgumentException if no listening point has that address (MHO-2) */
    public void checkInterface(InetSocketAddress address) {
        for (ListeningPoint point : wire.listeningPoints()) {
            if (isAt(point, address)) {
                return;
            }
        }
        throw new IllegalArgumentException(address + " is none of the outbound interfaces " + wire.listeningPoints());
    }

    private static boolean isAt(ListeningPoint point, InetSocketAddress wanted) {
        InetAddress bound = point.bound().getAddress();
        return bound.isAnyLocalAddress() || bound.equals(wanted.getAddress());
    }

    TransactionLayer layer() {
        return layer;
    }

    InternalRequests internalRequests() {
        return internalRequests;
    }

    /** The listening point that is meant where nothing else is known: the first. */
    public ListeningPoint home() {
        return wire.listeningPoints().getFirst();
    }

    /** The way to a hop, or null if we have no listening point that leads there. */
    @Nullable
    Flow flow(Hop hop, @Nullable InetSocketAddress outboundInterface) {
        boolean v6 = hop.address().getAddress() instanceof java.net.Inet6Address;
        ListeningPoint fallback = null;
        for (ListeningPoint point : wire.listeningPoints()) {
            if (point.transport() != hop.transport()) {
                continue;
            }
            InetAddress bound = point.bound().getAddress();
            boolean family = bound.isAnyLocalAddress() || bound instanceof java.net.Inet6Address == v6;
            if (!family) {
                continue;
            }
            if (outboundInterface == null || isAt(point, outboundInterface)) {
                return flows.to(point, hop.address());
            }
            fallback = fallback == null ? point : fallback;
        }
        return fallback == null ? null : flows.to(fallback, hop.address());
    }

    private List<Hop> hops(SipUri next, SipRequest request) {
        List<Hop> located = locator.locate(next);
        if (next.transport() != null || !isLarge(request)) {
            return located;
        }
        List<Hop> hops = new ArrayList<>();
        for (Hop hop : located) {
            if (hop.transport() == Transport.UDP) {
                hops.add(new Hop(Transport.TCP, hop.address()));
            }
            hops.add(hop);
        }
        return hops;
    }

    private static boolean isLarge(SipRequest request) {
        int roughly = request.body().length + 60 * request.headers().size();
        return roughly > SURELY_SMALL && request.toBytes().length > LARGEST_DATAGRAM;
    }

    private static SipRequest push(SipRequest request, List<NameAddr> routes) {
        return request.edit(edits -> {
            for (NameAddr route : routes.reversed()) {
                edits.push(HeaderName.ROUTE, route.toString());
            }
        });
    }

    /** Answers in place of a server that the request never reached. */
    private void refuse(SipRequest request, int status, ClientUser user) {
        Via via = new Via("UDP", home().host(), home().port(), Parameters.NONE);
        SipRequest asSent = request.edit(edits -> edits.push(HeaderName.VIA, via.toString()));
        user.response(SipResponse.to(asSent, status, null, tokens.tag()));
    }

    void fail(ClientUser user) {
        user.failed(Failure.TRANSPORT);
    }
}
