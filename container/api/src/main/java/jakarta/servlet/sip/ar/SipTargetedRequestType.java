package jakarta.servlet.sip.ar;

/** How a request points to an existing session. JSR 289 §15.11. */
public enum SipTargetedRequestType {

    /** By its URI, which an application made with {@code SipApplicationSession.encodeURI}. */
    ENCODED_URI,

    /** By the Join header (RFC 3911). */
    JOIN,

    /** By the Replaces header (RFC 3891). */
    REPLACES
}
