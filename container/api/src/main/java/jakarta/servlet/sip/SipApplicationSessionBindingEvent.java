package jakarta.servlet.sip;

import java.util.EventObject;

/** Tells of an attribute that was set, replaced or removed in an application session. JSR 289 §8. */
public class SipApplicationSessionBindingEvent extends EventObject {

    private static final long serialVersionUID = 1L;

    private final String name;

    /**
     * Makes an event.
     *
     * @param session the application session that holds the attribute
     * @param name the attribute's name
     * @throws IllegalArgumentException if the session is null
     */
    public SipApplicationSessionBindingEvent(SipApplicationSession session, String name) {
        super(session);
        this.name = name;
    }

    /** {@return the application session that holds, or held, the attribute} */
    public SipApplicationSession getApplicationSession() {
        return (SipApplicationSession) getSource();
    }

    /** {@return the attribute's name} */
    public String getName() {
        return name;
    }
}
