package org.sipario.testkit;

import java.util.List;
import java.util.concurrent.Executor;
import org.sipario.message.HeaderName;
import org.sipario.message.SipMessage;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SipUri;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.Hop;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Load;
import org.sipario.message.wire.Receiver;

/** A minimal stateless proxy (RFC 3261 §16.11): a server for the testkit's own tests. */
final class Relay implements Receiver {

    private final InMemoryNetwork net;

    private final Executor executor;

    Relay(InMemoryNetwork net) {
        this(net, net.executor());
    }

    /** @param executor runs the processing of each message */
    Relay(InMemoryNetwork net, Executor executor) {
        this.net = net;
        this.executor = executor;
    }

    @Override
    public void received(SipMessage message, Flow flow, Load load) {
        executor.execute(() -> {
            switch (message) {
                case SipRequest request -> request(request, flow);
                case SipResponse response -> response(response);
            }
        });
    }

    private void request(SipRequest request, Flow flow) {
        ListeningPoint point = flow.local();
        List<Hop> hops = request.uri() instanceof SipUri uri ? net.locator().locate(uri) : List.of();
        if (hops.isEmpty()) {
            net.send(SipResponse.to(request, 404, null, "relay"), flow, _ -> {});
            return;
        }
        String via = "SIP/2.0/UDP " + point.sentBy() + ";branch=z9hG4bK-relay-"
                + request.topVia().branch();
        SipRequest forwarded = request.edit(edit -> edit.push(HeaderName.VIA, via));
        Flow out = Flow.to(point, hops.getFirst().address());
        net.send(forwarded, out, _ -> net.send(SipResponse.to(request, 503, null, "relay"), flow, _ -> {}));
    }

    private void response(SipResponse response) {
        SipResponse popped = response.edit(edit -> edit.pop(HeaderName.VIA));
        for (TestUserAgent agent : net.agents().values()) {
            if (popped.topVia().host().equals(agent.address().getAddress().getHostAddress())) {
                net.send(popped, Flow.to(net.listeningPoints().getFirst(), agent.address()), _ -> {});
            }
        }
    }
}
