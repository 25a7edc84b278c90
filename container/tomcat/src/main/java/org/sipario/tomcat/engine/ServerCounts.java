package org.sipario.tomcat.engine;

import java.util.List;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.servlet.SipContainer;
import org.sipario.servlet.session.ApplicationSession;
import org.sipario.transaction.Counts;

/**
 * What a server holds now and has done since it began: a snapshot whose numbers are read one after another.
 *
 * @param applicationSessions application sessions alive
 * @param sessions SIP sessions alive, in all of these together
 * @param dialogs dialogs alive in which an application is a user agent
 * @param transactions transactions alive, with those that only absorb retransmissions (RFC 3261 §17)
 * @param refused requests answered 503 because the limit of transactions was reached
 * @param shed requests answered 503 because of overload: more came in than could be processed in time
 * @param rejected malformed requests, answered without a transaction
 * @param timedOut transactions, of server and client, that ended by a time-out
 * @param traffic the messages of each listening point
 */
public record ServerCounts(
        int applicationSessions,
        int sessions,
        int dialogs,
        long transactions,
        long refused,
        long shed,
        long rejected,
        long timedOut,
        List<Traffic> traffic) {

    /**
     * The messages of one listening point.
     *
     * @param received well-formed messages
     * @param sent messages given to the network, with retransmissions
     * @param failed messages that could not be sent
     * @param malformed messages that were not well-formed
     * @param dropped malformed messages that could not be answered
     */
    public record Traffic(ListeningPoint point, long received, long sent, long failed, long malformed, long dropped) {}

    public ServerCounts {
        traffic = List.copyOf(traffic);
    }

    /** Messages that came in, at all listening points together. */
    public long received() {
        return traffic.stream().mapToLong(Traffic::received).sum();
    }

    /** Messages that went out, at all listening points together. */
    public long sent() {
        return traffic.stream().mapToLong(Traffic::sent).sum();
    }

    static ServerCounts of(SipContainer container, List<Traffic> traffic) {
        int applicationSessions = 0;
        int sessions = 0;
        for (ApplicationSession session : container.index().applications()) {
            applicationSessions++;
            sessions += session.sessions().size();
        }
        Counts transactions = container.layer().counts();
        long timedOut = transactions.inviteServer().timedOut()
                + transactions.nonInviteServer().timedOut()
                + transactions.inviteClient().timedOut()
                + transactions.nonInviteClient().timedOut();
        return new ServerCounts(
                applicationSessions,
                sessions,
                container.index().dialogCount(),
                transactions.active(),
                transactions.refused(),
                transactions.shed(),
                transactions.rejected(),
                timedOut,
                traffic);
    }
}
