package jakarta.servlet.sip;

import java.io.Serializable;
import java.util.EventListener;

/**
 * Watches the messages a container exchanges by itself while it ends a dialog for the application.
 *
 * <p>Each outgoing message is shown before it leaves and may still get headers. The listener is stored with the
 * session, so it must be serializable in fact. JSR 359, termination of dialogs.
 *
 * @see SipSession#terminateDialog(AutomaticProcessingListener)
 */
public interface AutomaticProcessingListener extends EventListener, Serializable {

    /**
     * A request came in and will be answered by the container.
     *
     * @param request the request received
     */
    void incomingRequest(SipServletRequest request);

    /**
     * A response to a request of the container came in.
     *
     * @param response the response received
     */
    void incomingResponse(SipServletResponse response);

    /**
     * The container is about to send a request.
     *
     * @param request the request, not yet sent
     */
    void outgoingRequest(SipServletRequest request);

    /**
     * The container is about to send a response.
     *
     * @param response the response, not yet sent
     */
    void outgoingResponse(SipServletResponse response);
}
