package jakarta.servlet.sip;

import java.util.EventObject;

/** Tells that a request which had to follow did not come. JSR 289 §8. */
public class SipErrorEvent extends EventObject {

    private static final long serialVersionUID = 1L;

    private final transient SipServletResponse response;

    /**
     * Makes an event.
     *
     * @param request the request that was answered
     * @param response the answer that stayed without ACK, PRACK or NOTIFY; may be null
     * @throws IllegalArgumentException if the request is null
     */
    public SipErrorEvent(SipServletRequest request, SipServletResponse response) {
        super(request);
        this.response = response;
    }

    /** {@return the request that was answered} */
    public SipServletRequest getRequest() {
        return (SipServletRequest) getSource();
    }

    /** {@return the answer that stayed without ACK, PRACK or NOTIFY, or null} */
    public SipServletResponse getResponse() {
        return response;
    }
}
