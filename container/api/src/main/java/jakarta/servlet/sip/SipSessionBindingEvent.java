package jakarta.servlet.sip;

import java.util.EventObject;

/** Tells of an attribute that was set, replaced or removed in a SIP session. JSR 289 §8. */
public class SipSessionBindingEvent extends EventObject {

    private static final long serialVersionUID = 1L;

    private final String name;

    /**
     * Makes an event.
     *
     * @param session the SIP session that holds the attribute
     * @param name the attribute's name
     * @throws IllegalArgumentException if the session is null
     */
    public SipSessionBindingEvent(SipSession session, String name) {
        super(session);
        this.name = name;
    }

    /** {@return the SIP session that holds, or held, the attribute} */
    public SipSession getSession() {
        return (SipSession) getSource();
    }

    /** {@return the attribute's name} */
    public String getName() {
        return name;
    }
}
