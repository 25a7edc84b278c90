package org.sipario.junit;

/** What lies between the user agents of a {@link SipTest} and its server. */
public enum SipNetwork {
    /** Nothing but memory; the clock stands still until the test turns it, so that a test takes milliseconds. */
    MEMORY,
    /** UDP and TCP over the loopback interface; time is real. */
    SOCKETS
}
