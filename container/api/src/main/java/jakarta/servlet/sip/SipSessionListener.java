package jakarta.servlet.sip;

import java.util.EventListener;

/**
 * Is told of the life of the application's SIP sessions.
 *
 * <p>Declared in the descriptor or with {@link jakarta.servlet.sip.annotation.SipListener}. An exception thrown here is
 * logged and stops nothing. JSR 289 §8 and §6.2.
 */
public interface SipSessionListener extends EventListener {

    /**
     * A session has come into being.
     *
     * @param event names the session
     */
    void sessionCreated(SipSessionEvent event);

    /**
     * A session has ended and is invalid; it can no longer be extended.
     *
     * @param event names the session
     */
    void sessionDestroyed(SipSessionEvent event);

    /**
     * Nothing goes on in the session any more, so it is about to be invalidated. To keep it, call
     * {@link SipSession#setInvalidateWhenReady(boolean)} with false here.
     *
     * @param event names the session
     */
    void sessionReadyToInvalidate(SipSessionEvent event);
}
