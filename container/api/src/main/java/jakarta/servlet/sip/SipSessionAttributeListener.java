package jakarta.servlet.sip;

import java.util.EventListener;

/**
 * Is told of every change to the attributes of SIP sessions, after the change is made.
 *
 * <p>Declared in the descriptor or with {@link jakarta.servlet.sip.annotation.SipListener}. JSR 289 §8.
 */
public interface SipSessionAttributeListener extends EventListener {

    /**
     * An attribute was set that was not there before.
     *
     * @param event names session and attribute
     */
    void attributeAdded(SipSessionBindingEvent event);

    /**
     * An attribute was removed.
     *
     * @param event names session and attribute
     */
    void attributeRemoved(SipSessionBindingEvent event);

    /**
     * An attribute got another value.
     *
     * @param event names session and attribute
     */
    void attributeReplaced(SipSessionBindingEvent event);
}
