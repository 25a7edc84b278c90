package org.sipario.transport.listener;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import org.jspecify.annotations.Nullable;
import org.sipario.message.MessageParser;
import org.sipario.message.MessageParser.Parsed;
import org.sipario.message.SipMessage;
import org.sipario.message.SipRequest;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.Load;
import org.sipario.message.wire.Receiver;

/** The one way in for all transports: the bytes of one message become a message, and go to its receiver. */
public final class Inbox {
    private static final System.Logger LOG = System.getLogger(Inbox.class.getName());

    private final MessageParser parser;
    private final Receiver receiver;
    private final Rejection rejection;
    private final TapSwitch tap;

    /**
     * A way in.
     *
     * @param receiver hears of every well-formed message
     * @param rejection hears of every request that is wrong but can be answered
     */
    public Inbox(MessageParser parser, Receiver receiver, Rejection rejection, TapSwitch tap) {
        this.parser = parser;
        this.receiver = receiver;
        this.rejection = rejection;
        this.tap = tap;
    }

    /** What a reader of a stream cuts messages out with. */
    public MessageParser parser() {
        return parser;
    }

    /**
     * Takes the bytes of one message; they belong to the message from now on.
     *
     * @param load as it was when they were read
     */
    public void take(byte[] bytes, Flow flow, Load load, ListenerCounters counters) {
        tap.in(bytes, flow);
        try {
            switch (parser.datagram(bytes, 0, bytes.length)) {
                case Parsed.Whole(SipMessage message) -> {
                    counters.received.increment();
                    receiver.received(message, flow, load);
                }
                case Parsed.Malformed(int status, String why, var request) ->
                    malformed(request, flow, status, why, counters);
                case Parsed.KeepAlive() -> counters.keepAlives.increment();
            }
        } catch (RuntimeException e) {
            // A bug of ours: this message is lost, the next one is not.
            LOG.log(ERROR, "a message from " + flow.remote() + " could not be worked on", e);
        }
    }

    /**
     * Takes what an ICMP error quotes of a datagram that did not arrive: RFC 3261 §18.4. What is too short to name a
     * request by its topmost Via is of no use, and so is a response.
     *
     * @param flow the way the datagram left
     */
    public void undelivered(byte[] beginning, Flow flow, ListenerCounters counters) {
        counters.failed.increment();
        try {
            SipRequest request = switch (parser.datagram(beginning, 0, beginning.length)) {
                case Parsed.Whole(SipRequest whole) -> whole;
                case Parsed.Malformed cut -> cut.request();
                case Parsed.Whole _, Parsed.KeepAlive _ -> null;
            };
            if (request != null) {
                receiver.undelivered(request, flow);
            }
        } catch (RuntimeException e) {
            LOG.log(ERROR, "an ICMP error from " + flow.remote() + " could not be worked on", e);
        }
    }

    /** Answers a request that is wrong, or drops what cannot be answered. */
    public void malformed(@Nullable SipRequest request, Flow flow, int status, String why, ListenerCounters counters) {
        counters.malformed.increment();
        if (request == null) {
            counters.dropped.increment();
            LOG.log(DEBUG, () -> "dropped what came from " + flow.remote() + ": " + why);
        } else {
            rejection.reject(request, flow, status, why);
        }
    }
}
