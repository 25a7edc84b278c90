package org.sipario.message.wire;

/** What a server can still take on, as the reader of a message saw it: RFC 7339 §5.10.1. */
public enum Load {
    /** What comes is worked on in time. */
    NORMAL,
    /** More comes than can be worked on in time: what is new should be refused, so that what has begun goes on. */
    OVERLOADED
}
