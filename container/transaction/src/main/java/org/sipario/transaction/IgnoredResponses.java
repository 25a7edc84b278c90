package org.sipario.transaction;

import org.sipario.message.SipResponse;
import org.sipario.transaction.machine.Failure;

/** The user of a CANCEL, whose response is ignored: the response to the INVITE decides (RFC 3261 §9.1). */
record IgnoredResponses() implements ClientUser {

    @Override
    public void response(SipResponse response) {}

    @Override
    public void failed(Failure failure) {}
}
