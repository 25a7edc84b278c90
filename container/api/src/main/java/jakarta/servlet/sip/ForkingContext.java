package jakarta.servlet.sip;

import java.util.Set;

/**
 * What the sessions of one forked request have in common: the first session and those derived from it.
 *
 * <p>It begins with the first session of a new dialog and ends when the last session in it is invalid. Attributes set
 * here are seen from all of them. JSR 359, forking.
 *
 * @see SipSession#getForkingContext()
 */
public interface ForkingContext extends AttributeStore {

    /** {@return whether at least one of the sessions is still valid} */
    boolean isValid();

    /**
     * Lists the sessions.
     *
     * @return the valid sessions of this context
     * @throws IllegalStateException if this context is no longer valid
     */
    Set<SipSession> getSipSessions();

    /**
     * Makes a request of the same context that will establish a dialog of its own, such as a NOTIFY under RFC 6665.
     *
     * @param method the SIP method
     * @return a request in a new derived session, not yet sent
     * @throws IllegalArgumentException if no such request can be made with the method
     * @throws IllegalStateException if this context is no longer valid
     */
    SipServletRequest createRequest(String method);

    /**
     * Lets the container end dialogs of this context, also those that answers still to come will establish.
     *
     * @param listener watches the messages this takes, or null
     * @param sessions the sessions concerned
     * @throws IllegalStateException if this context is no longer valid
     */
    void terminateDialogs(AutomaticProcessingListener listener, SipSession... sessions);
}
