package org.sipario.transaction.machine;

/** Why a transaction ended without the message that it waited for (RFC 3261 §8.1.3.1, §17). */
public enum Failure {
    /** Timer B, F or H fired. */
    TIMEOUT,
    /** The wire could not send. */
    TRANSPORT
}
