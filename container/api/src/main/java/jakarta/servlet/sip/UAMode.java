package jakarta.servlet.sip;

/** The side of a transaction an application is on. JSR 289 §12. */
public enum UAMode {

    /** User agent client: it sent the request. */
    UAC,

    /** User agent server: it received the request. */
    UAS
}
