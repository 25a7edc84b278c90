package org.sipario.message.wire;

/** The load of the server when a message was read: RFC 7339 §5.10.1. */
public enum Load {
    /** Messages are processed in time. */
    NORMAL,
    /** More messages come than can be processed in time: new calls should be refused, so that existing ones go on. */
    OVERLOADED
}
