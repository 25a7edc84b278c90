package org.sipario.tomcat;

import java.util.List;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.servlet.SipContainer;
import org.sipario.servlet.session.ApplicationSession;
import org.sipario.transaction.Counts;

/**
 * What a server holds now and has done since it began: a snapshot, whose numbers are read one after another.
 *
 * @param applicationSessions application sessions alive
 * @param sessions SIP sessions alive, in all of these together
 * @param dialogs dialogs alive in which an application is a user agent
 * @param transactions transactions alive, those included that only wait for repetitions (RFC 3261 §17)
 * @param refused requests answered 503 since the bound of transactions was reached
 * @param shed requests answered 503 since more came in than could be worked on in time
 * @param rejected requests answered without a transaction, since they were malformed
 * @param timedOut transactions, of server and client, that ended because the other side said nothing more
 * @param traffic what has passed each listening point
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
     * What has passed one listening point.
     *
     * @param point which
     * @param received messages that were whole and well formed
     * @param sent messages given to the network, repetitions among them
     * @param failed messages that could not be sent
     * @param malformed messages that were not well formed
     * @param dropped of those, the ones that could not be answered
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

    static ServerCounts of(SipContainer container, Footing footing) {
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
                footing.traffic());
    }
}
