package jakarta.servlet.sip.ar;

/** Whose side of a call a region is. JSR 289 §15. */
public enum SipApplicationRoutingRegionType {

    /** Nobody's in particular. */
    NEUTRAL,

    /** The caller's. */
    ORIGINATING,

    /** The callee's. */
    TERMINATING
}
