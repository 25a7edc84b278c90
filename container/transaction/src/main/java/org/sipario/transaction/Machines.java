package org.sipario.transaction;

import org.sipario.message.SipRequest;

/** The four machines for one kind of transport; they hold no state, so each exists once. */
record Machines(
        InviteServerTransaction inviteServer,
        NonInviteServerTransaction nonInviteServer,
        InviteClientTransaction inviteClient,
        NonInviteClientTransaction nonInviteClient) {

    static Machines of(Timings timings, boolean reliable) {
        return new Machines(
                new InviteServerTransaction(timings, reliable),
                new NonInviteServerTransaction(timings, reliable),
                new InviteClientTransaction(timings, reliable),
                new NonInviteClientTransaction(timings, reliable));
    }

    Step<? extends ServerState> beginServer(SipRequest request) {
        return request.isInvite() ? inviteServer.begin(request) : nonInviteServer.begin();
    }

    Step<? extends ServerState> on(ServerState state, ServerEvent event) {
        return switch (state) {
            case InviteServerTransaction.State invite -> inviteServer.on(invite, event);
            case NonInviteServerTransaction.State other -> nonInviteServer.on(other, event);
        };
    }

    Step<? extends ClientState> beginClient(SipRequest request) {
        return request.isInvite() ? inviteClient.begin(request) : nonInviteClient.begin(request);
    }

    Step<? extends ClientState> on(ClientState state, ClientEvent event) {
        return switch (state) {
            case InviteClientTransaction.State invite -> inviteClient.on(invite, event);
            case NonInviteClientTransaction.State other -> nonInviteClient.on(other, event);
        };
    }
}
