package org.sipario.transaction;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderName;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SipUri;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.Hop;
import org.sipario.testkit.InMemoryNetwork;
import org.sipario.transaction.machine.Failure;
import org.sipario.transaction.machine.Timings;

/** The smallest proxy on the layer: one target, no forking, no Record-Route. */
final class Forwarder implements TransactionUser {

    private final InMemoryNetwork net;
    private final AtomicInteger branches = new AtomicInteger();
    final TransactionLayer layer;

    Forwarder(InMemoryNetwork net) {
        this.net = net;
        this.layer = new TransactionLayer(net, net.timers(), Timings.DEFAULT, TransactionLimits.DEFAULT, this);
        net.deliverTo(layer).refuseTo(layer::reject);
    }

    @Override
    public void request(SipRequest request, ServerTransaction transaction) {
        Flow flow = flow(request, transaction.flow());
        if (flow == null) {
            transaction.respond(SipResponse.to(request, 404, null, "f1"));
            return;
        }
        Leg leg = new Leg(request, transaction);
        transaction.attach(leg);
        leg.out = layer.send(request, flow, branch(), leg);
    }

    @Override
    public void cancel(SipRequest cancel, ServerTransaction transaction, @Nullable ServerTransaction invite) {
        transaction.respond(SipResponse.to(cancel, invite == null ? 481 : 200, null, "f1"));
        if (invite != null && invite.user() instanceof Leg leg && leg.out != null) {
            leg.out.cancel(List.of());
        }
    }

    @Override
    public void cancelTooLate(SipRequest cancel, ServerTransaction transaction) {
        transaction.respond(SipResponse.to(cancel, 200, null, "f1"));
    }

    @Override
    public void ack(SipRequest ack, Flow flow) {
        Flow out = flow(ack, flow);
        if (out != null) {
            layer.sendAck(ack, out, branch());
        }
    }

    @Override
    public void late(SipResponse response, Flow flow, byte[] note) {
        layer.forward(response.edit(edit -> edit.pop(HeaderName.VIA)), flow);
    }

    private @Nullable Flow flow(SipRequest request, Flow came) {
        List<Hop> hops = request.uri() instanceof SipUri uri ? net.locator().locate(uri) : List.of();
        return hops.isEmpty() ? null : Flow.to(came.local(), hops.getFirst().address());
    }

    private String branch() {
        return "z9hG4bK-proxy-" + branches.incrementAndGet();
    }

    /** A request and the transaction by which it was forwarded. */
    private static final class Leg implements ClientUser, ServerUser {

        private final SipRequest request;
        private final ServerTransaction in;
        private @Nullable ClientTransaction out;
        private boolean answered;

        Leg(SipRequest request, ServerTransaction in) {
            this.request = request;
            this.in = in;
        }

        @Override
        public void response(SipResponse response) {
            if (response.status() > 100) {
                in.respond(response.edit(edit -> edit.pop(HeaderName.VIA)));
            }
            answered |= response.isFinal();
        }

        @Override
        public void failed(Failure failure) {
            if (!answered) {
                answered = true;
                in.respond(SipResponse.to(request, failure == Failure.TIMEOUT ? 408 : 503, null, "f1"));
            }
        }
    }
}
