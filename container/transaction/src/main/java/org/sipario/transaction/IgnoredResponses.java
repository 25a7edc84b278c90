package org.sipario.transaction;

import org.sipario.message.SipResponse;
import org.sipario.transaction.machine.Failure;

/** The user of a CANCEL: what is answered to it changes nothing, the INVITE's own answer counts (RFC 3261 §9.1). */
record IgnoredResponses() implements ClientUser {

    @Override
    public void response(SipResponse response) {}

    @Override
    public void failed(Failure failure) {}
}
