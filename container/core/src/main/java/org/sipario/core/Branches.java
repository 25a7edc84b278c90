package org.sipario.core;

import org.sipario.message.SipRequest;

/** The branch parameters of one server: unique, and able to tell a loop from a spiral: RFC 3261 §16.6 step 8, RFC 5393 §4.2. */
public final class Branches {

    public Branches(Tokens tokens) {
        throw new UnsupportedOperationException();
    }

    /** A new one, cookie included, for a request that was made here. */
    public String next() {
        throw new UnsupportedOperationException();
    }

    /**
     * A new one, cookie included, for a request that is forwarded.
     *
     * @param received as it came: Request-URI and Route still as received
     * @param application who decides where it goes; the same request seen by the next application of a chain is no loop
     */
    public String next(SipRequest received, String application) {
        throw new UnsupportedOperationException();
    }

    /** Whether the same request with the same inputs was forwarded by the same application of this server before: 482. */
    public boolean isLoop(SipRequest received, String application) {
        throw new UnsupportedOperationException();
    }
}
