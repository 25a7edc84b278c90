package jakarta.servlet.sip;

import java.util.EventObject;

/** Tells of a change in the life of an application session. JSR 289 §8. */
public class SipApplicationSessionEvent extends EventObject {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an event.
     *
     * @param session the application session concerned
     * @throws IllegalArgumentException if the session is null
     */
    public SipApplicationSessionEvent(SipApplicationSession session) {
        super(session);
    }

    /** {@return the application session concerned; in a {@code sessionDestroyed} call it is no longer valid} */
    public SipApplicationSession getApplicationSession() {
        return (SipApplicationSession) getSource();
    }
}
