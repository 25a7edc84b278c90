package org.sipario.transaction;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderName;
import org.sipario.message.Method;
import org.sipario.message.SipMessage;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.Via;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Load;
import org.sipario.message.wire.Receiver;
import org.sipario.message.wire.Timers;
import org.sipario.message.wire.Transport;
import org.sipario.message.wire.Wire;
import org.sipario.transaction.absorb.AbsorbedTransactions;
import org.sipario.transaction.machine.ClientEvent;
import org.sipario.transaction.machine.ClientState;
import org.sipario.transaction.machine.Kind;
import org.sipario.transaction.machine.Machines;
import org.sipario.transaction.machine.ServerState;
import org.sipario.transaction.machine.Step;
import org.sipario.transaction.machine.Timings;
import org.sipario.transaction.timer.TimerQueues;

/**
 * Finds or makes the transaction of every message: RFC 3261 §17, §18.1.2, RFC 6026. Safe to use from any thread.
 *
 * <p>A message sent by an internal flow is received here at once, on the same thread, as the same object. The two ends
 * of such a hop are a client and a server transaction, in two maps.
 */
public final class TransactionLayer implements Receiver {

    private final Wire wire;
    private final TimerQueues timerQueues;
    private final Admission admission;
    private final TransactionUser user;
    private final Machines reliable;
    private final Machines unreliable;
    private final Counters counters = new Counters();
    private final ConcurrentHashMap<ServerKey, ServerTransaction> servers = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<ClientKey, ClientDriver> clients = new ConcurrentHashMap<>();
    private final Map<Kind, AbsorbedTransactions> absorbed = new EnumMap<>(Kind.class);

    /**
     * A layer without transactions.
     *
     * @param wire the way out
     * @param timers the clock
     * @param timings the base times of the machines
     * @param limits the bounds
     * @param user the transaction user
     */
    public TransactionLayer(Wire wire, Timers timers, Timings timings, TransactionLimits limits, TransactionUser user) {
        this.wire = wire;
        this.timerQueues = new TimerQueues(timers);
        this.admission = new Admission(timers, limits, counters);
        this.user = user;
        this.reliable = Machines.of(timings, true);
        this.unreliable = Machines.of(timings, false);
        for (Kind kind : Kind.values()) {
            Duration longest = kind == Kind.NON_INVITE_CLIENT ? timings.t4() : timings.timeout();
            absorbed.put(kind, new AbsorbedTransactions(timers, longest, count -> counters.ended(kind, count)));
        }
    }

    /** A message from the wire, or by an internal flow. */
    @Override
    public void received(SipMessage message, Flow flow, Load load) {
        switch (message) {
            case SipRequest request when request.isAck() -> ack(request, flow);
            case SipRequest request -> request(request, flow, load);
            case SipResponse response -> response(response, flow);
        }
    }

    private void ack(SipRequest ack, Flow flow) {
        ServerTransaction invite = servers.get(ServerKey.of(ack));
        if (invite == null || !invite.acknowledged()) {
            counters.strayAcks.increment();
            user.ack(TopmostVia.stamp(ack, flow), flow);
        }
    }

    private void request(SipRequest received, Flow flow, Load load) {
        ServerKey key = ServerKey.of(received);
        ServerTransaction known = servers.get(key);
        if (known != null) {
            repeated(key, known);
            return;
        }
        Flow reply = TopmostVia.reply(received.topVia(), flow);
        byte[] answer = absorbed(key.kind()).find(key);
        if (answer != null) {
            repeated(key, answer, reply);
            return;
        }
        SipRequest request = TopmostVia.stamp(received, flow);
        SipResponse refusal = admission.refusal(request, flow, load, serverTransactions());
        if (refusal != null) {
            respond(refusal, reply, () -> {});
            return;
        }
        Step<? extends ServerState> first = machines(flow).beginServer(request);
        ServerTransaction transaction = new ServerTransaction(this, key, request, flow, reply, first.state());
        known = servers.putIfAbsent(key, transaction);
        if (known != null) {
            repeated(key, known);
            return;
        }
        // Between find() and putIfAbsent() another thread may have processed the same request completely.
        answer = absorbed(key.kind()).find(key);
        if (answer != null) {
            servers.remove(key, transaction);
            repeated(key, answer, reply);
            return;
        }
        counters.created(key.kind());
        transaction.begin(first.effects());
        if (request.method().equals(Method.CANCEL)) {
            cancel(request, transaction, ServerKey.cancelled(received));
        } else {
            user.request(request, transaction);
        }
    }

    private void cancel(SipRequest cancel, ServerTransaction transaction, ServerKey meant) {
        ServerTransaction invite = servers.get(meant);
        if (invite == null && absorbed(meant.kind()).find(meant) != null) {
            user.cancelTooLate(cancel, transaction);
        } else {
            user.cancel(cancel, transaction, invite);
        }
    }

    private long serverTransactions() {
        return servers.mappingCount()
                + absorbed(Kind.INVITE_SERVER).size()
                + absorbed(Kind.NON_INVITE_SERVER).size();
    }

    private void repeated(ServerKey key, ServerTransaction known) {
        counters.absorbed(key.kind());
        known.repeated();
    }

    private void repeated(ServerKey key, byte[] answer, Flow reply) {
        counters.absorbed(key.kind());
        if (answer.length > 0) {
            resend(key.kind(), answer, reply);
        }
    }

    private void response(SipResponse response, Flow flow) {
        ClientKey key = ClientKey.of(response);
        ClientDriver client = key == null ? null : clients.get(key);
        if (client != null) {
            if (!client.on(new ClientEvent.Received(response))) {
                counters.absorbed(Kind.client(response.cseq().method()));
            }
            return;
        }
        byte[] note = key == null ? null : absorbed(key.kind()).find(key);
        if (key != null && note != null) {
            if (key.kind() == Kind.INVITE_CLIENT && response.isSuccess()) {
                late(response, flow, note);
            } else {
                counters.absorbed(key.kind());
            }
        } else if (isOurs(response.topVia())) {
            // RFC 6026 §8.9: a response without a transaction is dropped, as a proxy would forward forged ones
            // otherwise.
            counters.strayResponses.increment();
        } else {
            counters.foreignResponses.increment();
        }
    }

    /** A further 2xx to an INVITE whose user was released. */
    void late(SipResponse success, Flow flow, byte[] note) {
        user.late(success, flow, note);
    }

    /**
     * A request did not arrive, as reported by ICMP: its transaction fails unless a response has come. The branch
     * protects against forged reports, as only the hops to the peer know it.
     */
    @Override
    public void undelivered(SipRequest request, Flow flow) {
        String branch = request.topVia().branch();
        ClientDriver client = branch == null ? null : clients.get(new ClientKey(branch, request.method()));
        if (client != null && client.wasSentBy(flow)) {
            counters.unsendable.increment();
            client.on(ClientEvent.Unreachable.UNREACHABLE);
        }
    }

    private boolean isOurs(Via via) {
        return pointAt(via.host(), via.port()) != null;
    }

    private @Nullable ListeningPoint pointAt(String host, int port) {
        for (ListeningPoint point : wire.listeningPoints()) {
            int meant = port < 0 ? point.transport().defaultPort() : port;
            if (point.port() == meant && point.host().equalsIgnoreCase(host)) {
                return point;
            }
        }
        return null;
    }

    /**
     * Sends a request in a new transaction, with a new topmost Via that has the sent-by of the flow's listening point.
     *
     * @param branch the parameter of that Via, cookie included; new for each call (RFC 3261 §8.1.1.7)
     * @throws IllegalArgumentException if the branch is in use
     */
    public ClientTransaction send(SipRequest request, Flow flow, String branch, ClientUser user) {
        return begin(withVia(request, flow, branch), flow, branch, user);
    }

    /** Sends a request that has its Via already. */
    ClientTransaction begin(SipRequest request, Flow flow, String branch, ClientUser user) {
        ClientKey key = new ClientKey(branch, request.method());
        Step<? extends ClientState> first = machines(flow).beginClient(request);
        ClientDriver driver = new ClientDriver(this, key, flow, user, first.state());
        if (clients.putIfAbsent(key, driver) != null) {
            throw new IllegalArgumentException("branch " + branch + " is in use by another " + request.method());
        }
        counters.created(key.kind());
        driver.begin(first.effects());
        return new ClientTransaction(request, flow, driver);
    }

    /** Sends an ACK for a 2xx: a new Via, no transaction (RFC 3261 §13.2.2.4). */
    public void sendAck(SipRequest ack, Flow flow, String branch) {
        out(withVia(ack, flow, branch), flow, _ -> {});
    }

    /** RFC 3261 §18.1.1; on UDP with rport, so that the response passes a NAT (RFC 3581 §3). */
    private static SipRequest withVia(SipRequest request, Flow flow, String branch) {
        String via = "SIP/2.0/" + flow.transport().name() + " " + flow.local().sentBy() + ";branch=" + branch
                + (flow.transport() == Transport.UDP && !flow.isInternal() ? ";rport" : "");
        return request.edit(edit -> edit.push(HeaderName.VIA, via));
    }

    /**
     * Sends a response without a transaction to the address in its topmost Via (RFC 3261 §18.2.2): a further 2xx on its
     * way upstream. If that Via has no usable address, the response is dropped and counted.
     *
     * @param flow by which it was received; it is sent from the same listening point if the Via has that transport
     */
    public void forward(SipResponse response, Flow flow) {
        Via via = response.topVia();
        ListeningPoint self = pointAt(via.host(), via.port());
        if (self != null && via.received() == null) {
            received(response, Flow.internal(self));
            return;
        }
        InetSocketAddress target = TopmostVia.target(via);
        ListeningPoint point = pointFor(via, flow.local());
        if (target == null || point == null) {
            counters.unsendable.increment();
            return;
        }
        out(response, Flow.to(point, target), _ -> {});
    }

    private @Nullable ListeningPoint pointFor(Via via, ListeningPoint preferred) {
        if (preferred.transport().name().equalsIgnoreCase(via.transport())) {
            return preferred;
        }
        for (ListeningPoint point : wire.listeningPoints()) {
            if (point.transport().name().equalsIgnoreCase(via.transport())) {
                return point;
            }
        }
        return null;
    }

    /**
     * Answers a malformed request, without a transaction; its topmost Via must be readable. An ACK is never answered.
     *
     * @param flow of the request
     * @param status 400 … 699
     */
    public void reject(SipRequest request, Flow flow, int status, String reason) {
        counters.rejected.increment();
        if (!request.isAck()) {
            Flow reply = TopmostVia.reply(request.topVia(), flow);
            respond(StatelessResponses.answer(TopmostVia.stamp(request, flow), status, reason), reply, () -> {});
        }
    }

    /** What the layer has done since its start, and how many transactions are alive. */
    public Counts counts() {
        absorbed.values().forEach(AbsorbedTransactions::sweep);
        return counters.counts();
    }

    /**
     * Sends a response by the flow of its request. If that was a connection and it is closed, a new one to the port of
     * sent-by is tried (RFC 3261 §18.2.2) before the failure is reported.
     */
    void respond(SipMessage response, Flow flow, Runnable onFailure) {
        out(response, flow, _ -> {
            Flow reconnect = TopmostVia.reconnect(response.topVia(), flow);
            if (flow.transport().isReliable() && !reconnect.remote().equals(flow.remote())) {
                out(response, reconnect, _ -> onFailure.run());
            } else {
                onFailure.run();
            }
        });
    }

    void out(SipMessage message, Flow flow, Wire.SendFailure onFailure) {
        if (flow.isInternal()) {
            received(message, flow);
        } else {
            wire.send(message, flow, why -> {
                counters.unsendable.increment();
                onFailure.failed(why);
            });
        }
    }

    void resend(Kind kind, byte[] message, Flow flow) {
        counters.resent(kind);
        if (!flow.isInternal()) {
            wire.resend(message, flow);
        }
    }

    /** Replaces a transaction by its key and the answer to retransmissions. */
    void absorb(ServerKey key, ServerTransaction transaction, Duration stay, byte[] answer) {
        // Keep, then remove: readers look into the map first, so that they find it in one of both at any time.
        absorbed(key.kind()).keep(key, stay, answer);
        servers.remove(key, transaction);
    }

    void absorb(ClientKey key, ClientDriver driver, Duration stay, byte[] answer) {
        absorbed(key.kind()).keep(key, stay, answer);
        clients.remove(key, driver);
    }

    void ended(ServerKey key, ServerTransaction transaction) {
        if (servers.remove(key, transaction)) {
            counters.ended(key.kind(), 1);
        } else {
            absorbed(key.kind()).forget(key);
        }
    }

    void ended(ClientKey key, ClientDriver driver) {
        if (clients.remove(key, driver)) {
            counters.ended(key.kind(), 1);
        }
    }

    private AbsorbedTransactions absorbed(Kind kind) {
        return Objects.requireNonNull(absorbed.get(kind));
    }

    Machines machines(Flow flow) {
        return flow.isReliable() ? reliable : unreliable;
    }

    TimerQueues timerQueues() {
        return timerQueues;
    }

    Counters counters() {
        return counters;
    }
}
