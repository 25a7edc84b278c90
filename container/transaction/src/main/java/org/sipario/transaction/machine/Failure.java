package org.sipario.transaction.machine;

/** Why a transaction ended without the message it waited for (RFC 3261 §8.1.3.1, §17). */
public enum Failure {
    /** Nothing came in time: timer B, F or H. */
    TIMEOUT,
    /** The wire could not send. */
    TRANSPORT
}
