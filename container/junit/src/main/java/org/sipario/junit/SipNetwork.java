package org.sipario.junit;

/** What lies between the user agents of a {@link SipTest} and its server. */
public enum SipNetwork {
    /**
     * Nothing but memory; the clock stands still until the test turns it, so that a test takes milliseconds. The server is at {@code
     * 192.0.2.1:5060}, UDP and TCP; the user agents have port 5060 of {@code 192.0.2.11}, {@code .12} and so on, in the order in
     * which they were made, and are found by name, whatever the domain.
     */
    MEMORY,
    /** UDP and TCP over the loopback interface, at ports that were free; time is real. */
    SOCKETS
}
