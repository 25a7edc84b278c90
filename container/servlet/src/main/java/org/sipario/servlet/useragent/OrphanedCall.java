package org.sipario.servlet.useragent;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.sipario.core.dialog.Dialog;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SyntaxException;
import org.sipario.servlet.routing.Outbound;
import org.sipario.servlet.session.Services;
import org.sipario.servlet.session.Session;
import org.sipario.transaction.ClientUser;
import org.sipario.transaction.machine.Failure;

/**
 * A call that the container ends, so that the peer does not stay in a call that has no other side: one that was
 * accepted when its session had ended is acknowledged and hung up (RFC 3261 §13.2.2.4). The application hears nothing
 * of it.
 */
final class OrphanedCall {

    /** Responses to the BYE are of no use. */
    private static final ClientUser UNHEARD = new ClientUser() {
        @Override
        public void response(SipResponse response) {}

        @Override
        public void failed(Failure failure) {}
    };

    private OrphanedCall() {}

    /**
     * Ends it.
     *
     * @param invite as sent
     * @return the ACK, to be repeated with the 2xx; null if there is no way to the peer
     */
    static Outbound.@Nullable AckSent end(
            Services services, @Nullable InetSocketAddress outboundInterface, SipRequest invite, SipResponse success) {
        try {
            Dialog dialog = Dialog.ofClient(invite, success);
            Outbound.AckSent ack =
                    services.outbound().sendAck(outgoing(services, outboundInterface, dialog.ack(invite)));
            bye(services, outboundInterface, dialog, dialog.nextSequence());
            return ack;
        } catch (SyntaxException _) {
            // Without a usable Contact a BYE has no target; the peer gives up by itself.
            return null;
        }
    }

    /** Ends the call of a session, unless there is none or a BYE is ending it. */
    static void hangUp(Session session) {
        Dialog dialog = session.dialog();
        if (dialog != null && session.isUp()) {
            bye(session.services(), session.outboundInterface(), dialog, session.nextSequence());
            session.hungUp();
        }
    }

    private static void bye(
            Services services, @Nullable InetSocketAddress outboundInterface, Dialog dialog, long sequence) {
        SipRequest bye = dialog.request(Method.BYE, sequence);
        services.outbound().send(outgoing(services, outboundInterface, bye), UNHEARD);
    }

    private static Outbound.Outgoing outgoing(
            Services services, @Nullable InetSocketAddress outboundInterface, SipRequest request) {
        return new Outbound.Outgoing(
                request, services.branches()::next, (message, _) -> message, outboundInterface, null, null);
    }
}
