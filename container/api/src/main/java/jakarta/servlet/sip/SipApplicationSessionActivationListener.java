package jakarta.servlet.sip;

import java.util.EventListener;

/**
 * Is told when an application session is written away or moves to another server, and when it is back.
 *
 * <p>An object held as an attribute of the session is told without being declared. JSR 289 §8 and §6.5.
 */
public interface SipApplicationSessionActivationListener extends EventListener {

    /**
     * The session is about to be written away: give up what cannot be serialized.
     *
     * @param event names the session
     */
    void sessionWillPassivate(SipApplicationSessionEvent event);

    /**
     * The session is back and about to be used again.
     *
     * @param event names the session
     */
    void sessionDidActivate(SipApplicationSessionEvent event);
}
