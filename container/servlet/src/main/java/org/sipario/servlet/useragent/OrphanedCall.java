package org.sipario.servlet.useragent;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sipario.core.dialog.Dialog;
import org.sipario.message.HeaderName;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SyntaxException;
import org.sipario.message.Uri;
import org.sipario.message.wire.Flow;
import org.sipario.servlet.routing.Outbound;
import org.sipario.servlet.session.Services;
import org.sipario.servlet.session.Session;
import org.sipario.transaction.ClientUser;
import org.sipario.transaction.machine.Failure;

/**
 * A call that the container ends, so that the peer does not stay in a call that has no other side: one that was
 * accepted and is no application's is acknowledged and hung up (RFC 3261 §13.2.2.4). The application hears nothing of
 * the BYE.
 */
public final class OrphanedCall {

    /** Responses to the BYE are of no use. */
    private static final ClientUser UNHEARD = new ClientUser() {
        @Override
        public void response(SipResponse response) {}

        @Override
        public void failed(Failure failure) {}
    };

    private OrphanedCall() {}

    /**
     * Acknowledges a 2xx and hangs up.
     *
     * @param invite as sent
     * @return the ACK, to be repeated with the 2xx; null if there is no way to the peer
     */
    static Outbound.@Nullable AckSent end(
            Services services, @Nullable InetSocketAddress outboundInterface, SipRequest invite, SipResponse success) {
        Dialog dialog = dialog(invite, success);
        Outbound.AckSent ack = services.outbound().sendAck(outgoing(services, outboundInterface, dialog.ack(invite)));
        bye(services, outboundInterface, dialog, dialog.nextSequence());
        return ack;
    }

    /** Without a usable Contact the Request-URI is its remote target, without a usable Record-Route it has no route. */
    private static Dialog dialog(SipRequest invite, SipResponse success) {
        try {
            return Dialog.ofClient(invite, success);
        } catch (SyntaxException _) {
            HeaderName unusable =
                    success.headers().has(HeaderName.CONTACT) ? HeaderName.CONTACT : HeaderName.RECORD_ROUTE;
            return dialog(invite, success.edit(edits -> edits.remove(unusable)));
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

    // ---- 2xx that come when the session of their INVITE has ended

    /** What is to be known of the INVITE then: the To tags of the 2xx that were acknowledged. */
    static byte[] note(Collection<String> acknowledged) {
        return String.join("\n", acknowledged).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A 2xx to an INVITE whose session has ended. It is acknowledged, as far as it tells what the INVITE was, and hung
     * up if it is the first of its dialog.
     *
     * @param flow by which it came
     * @param note made by {@link #note}
     */
    public static void late(Services services, SipResponse success, Flow flow, byte[] note) {
        Uri callee = success.to().uri();
        if (callee == null) {
            return;
        }
        SipRequest invite = SipRequest.make(Method.INVITE, callee, edits -> {
            for (HeaderName name : List.of(HeaderName.FROM, HeaderName.TO, HeaderName.CALL_ID, HeaderName.CSEQ)) {
                success.headers().all(name).forEach(edits::add);
            }
        });
        String tag = Objects.requireNonNullElse(success.to().tag(), "");
        InetSocketAddress local = flow.local().bound();
        if (List.of(new String(note, StandardCharsets.UTF_8).split("\n", -1)).contains(tag)) {
            SipRequest ack = dialog(invite, success).ack(invite);
            services.outbound().sendAck(outgoing(services, local, ack));
        } else {
            end(services, local, invite, success);
        }
    }

    private static Outbound.Outgoing outgoing(
            Services services, @Nullable InetSocketAddress outboundInterface, SipRequest request) {
        return new Outbound.Outgoing(
                request, services.branches()::next, (message, _) -> message, outboundInterface, null, null);
    }
}
