package org.sipario.transaction.machine;

/** The timers by their letters in RFC 3261 Table 4 and RFC 6026 §7, and two without a letter. */
enum Timer {
    /** INVITE request retransmission, unreliable transports. */
    A,
    /** INVITE client: no response. */
    B,
    /** INVITE client: absorbs retransmissions of a non-2xx final response. */
    D,
    /** Non-INVITE request retransmission, unreliable transports. */
    E,
    /** Non-INVITE client: no final response. */
    F,
    /** INVITE server: retransmission of a non-2xx final response, unreliable transports. */
    G,
    /** INVITE server: no ACK. */
    H,
    /** INVITE server: absorbs retransmissions of the ACK. */
    I,
    /** Non-INVITE server: absorbs retransmissions of the request. */
    J,
    /** Non-INVITE client: absorbs retransmissions of the response. */
    K,
    /** INVITE server: absorbs retransmissions of an INVITE that got a 2xx (RFC 6026 §7.1). */
    L,
    /** INVITE client: waits for further 2xx (RFC 6026 §7.2). */
    M,
    /** INVITE server: no response yet, so 100 is sent (§17.2.1). */
    TRYING,
    /** INVITE client: no final response although CANCEL was sent (§9.1). */
    CANCELLED
}
