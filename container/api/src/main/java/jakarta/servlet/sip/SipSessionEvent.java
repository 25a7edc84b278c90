package jakarta.servlet.sip;

import java.util.EventObject;

/** Tells of a change in the life of a SIP session. JSR 289 §8. */
public class SipSessionEvent extends EventObject {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an event.
     *
     * @param session the SIP session concerned
     * @throws IllegalArgumentException if the session is null
     */
    public SipSessionEvent(SipSession session) {
        super(session);
    }

    /** {@return the SIP session concerned; in a {@code sessionDestroyed} call it is no longer valid} */
    public SipSession getSession() {
        return (SipSession) getSource();
    }
}
