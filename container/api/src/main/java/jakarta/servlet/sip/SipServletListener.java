package jakarta.servlet.sip;

import java.util.EventListener;

/**
 * Is told when a SIP servlet is ready: the first moment at which the application may send requests.
 *
 * <p>Declared in the descriptor or with {@link jakarta.servlet.sip.annotation.SipListener}. JSR 289 §2 and §8.
 */
public interface SipServletListener extends EventListener {

    /**
     * A servlet's {@code init} has ended without an exception. Called once for each servlet.
     *
     * @param event names the context and the servlet
     */
    void servletInitialized(SipServletContextEvent event);
}
