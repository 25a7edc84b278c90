package jakarta.servlet.sip.ar;

/**
 * What the container knows of a request that points to an existing session: how it points, and whose session it is.
 *
 * <p>The router is free to choose another application. JSR 289 §15.11.
 */
public class SipTargetedRequestInfo {

    private final SipTargetedRequestType type;
    private final String applicationName;

    /**
     * Makes the information.
     *
     * @param type how the request points to a session
     * @param applicationName the application that owns the session
     */
    public SipTargetedRequestInfo(SipTargetedRequestType type, String applicationName) {
        this.type = type;
        this.applicationName = applicationName;
    }

    /** {@return how the request points to a session} */
    public SipTargetedRequestType getType() {
        return type;
    }

    /** {@return the application that owns the session} */
    public String getApplicationName() {
        return applicationName;
    }
}
