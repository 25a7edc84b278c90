package jakarta.servlet.sip;

import java.util.EventListener;

/**
 * Is told of the life of the application's application sessions.
 *
 * <p>Declared in the descriptor or with {@link jakarta.servlet.sip.annotation.SipListener}. An exception thrown here is
 * logged and stops nothing. JSR 289 §8 and §6.1.
 */
public interface SipApplicationSessionListener extends EventListener {

    /**
     * A session has come into being.
     *
     * @param event names the session
     */
    void sessionCreated(SipApplicationSessionEvent event);

    /**
     * A session has ended and is invalid; it can no longer be extended.
     *
     * @param event names the session
     */
    void sessionDestroyed(SipApplicationSessionEvent event);

    /**
     * The session has reached its expiration time and is about to be invalidated. To keep it, call
     * {@link SipApplicationSession#setExpires(int)} here; sending a message is not enough.
     *
     * @param event names the session
     */
    void sessionExpired(SipApplicationSessionEvent event);

    /**
     * Nothing goes on in the session any more, so it is about to be invalidated. To keep it, call
     * {@link SipApplicationSession#setInvalidateWhenReady(boolean)} with false here.
     *
     * @param event names the session
     */
    void sessionReadyToInvalidate(SipApplicationSessionEvent event);
}
