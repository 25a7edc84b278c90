package org.sipario.servlet.session;

/** What happens to a session in its life. */
public enum Lifecycle {
    CREATED,
    /** Its lifetime is over; it may still be extended. Of application sessions only. */
    EXPIRED,
    /** It is ready to be invalidated, and will be unless that is changed now. */
    READY,
    /** It has been invalidated; its attributes are still there. */
    ENDED
}
