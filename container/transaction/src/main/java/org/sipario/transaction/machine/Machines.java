package org.sipario.transaction.machine;

import org.sipario.message.SipRequest;

/** The four machines for reliable or for unreliable transports. They hold no state, so there is one of each. */
public record Machines(
        InviteServerTransaction inviteServer,
        NonInviteServerTransaction nonInviteServer,
        InviteClientTransaction inviteClient,
        NonInviteClientTransaction nonInviteClient) {

    public static Machines of(Timings timings, boolean reliable) {
        return new Machines(
                new InviteServerTransaction(timings, reliable),
                new NonInviteServerTransaction(timings, reliable),
                new InviteClientTransaction(timings, reliable),
                new NonInviteClientTransaction(timings, reliable));
    }

    public Step<? extends ServerState> beginServer(SipRequest request) {
        return request.isInvite() ? inviteServer.begin(request) : nonInviteServer.begin();
    }

    public Step<? extends ServerState> on(ServerState state, ServerEvent event) {
        return switch (state) {
            case InviteServerTransaction.State invite -> inviteServer.on(invite, event);
            case NonInviteServerTransaction.State other -> nonInviteServer.on(other, event);
        };
    }

    public Step<? extends ClientState> beginClient(SipRequest request) {
        return request.isInvite() ? inviteClient.begin(request) : nonInviteClient.begin(request);
    }

    public Step<? extends ClientState> on(ClientState state, ClientEvent event) {
        return switch (state) {
            case InviteClientTransaction.State invite -> inviteClient.on(invite, event);
            case NonInviteClientTransaction.State other -> nonInviteClient.on(other, event);
        };
    }
}
