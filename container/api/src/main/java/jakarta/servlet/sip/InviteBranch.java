package jakarta.servlet.sip;

/**
 * One early dialog of an INVITE, towards one caller or one callee.
 *
 * <p>A back-to-back user agent pairs the branches it sees downstream with branches it opens upstream, so that early
 * media and PRACK of every fork find their way. JSR 359, back-to-back user agents.
 *
 * @see SipServletRequest#createInviteBranch()
 * @see SipServletResponse#getInviteBranch()
 */
public interface InviteBranch extends AttributeStore {

    /** {@return whether the application sent the INVITE or received it} */
    UAMode getMode();

    /** {@return the INVITE} */
    SipServletRequest getRequest();

    /** {@return the session of this branch's dialog} */
    SipSession getSession();

    /** {@return the final response of this branch, or null as long as there is none} */
    SipServletResponse getFinalResponse();

    /**
     * Makes a response that carries this branch's own To tag.
     *
     * @param statusCode the status, 101 to 699
     * @param reasonPhrase the reason, or null for the usual one
     * @return a response, not yet sent
     * @throws IllegalArgumentException if the status is out of range
     * @throws IllegalStateException if the application did not receive the INVITE, or has answered it finally
     */
    SipServletResponse createResponse(int statusCode, String reasonPhrase);
}
