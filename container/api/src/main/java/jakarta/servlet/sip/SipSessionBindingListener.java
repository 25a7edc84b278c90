package jakarta.servlet.sip;

import java.util.EventListener;

/**
 * Implemented by objects that want to know when they become, and cease to be, an attribute of a SIP session.
 *
 * <p>It needs no declaration: the object itself is called, also when the session is invalidated or expires. JSR 289 §8.
 */
public interface SipSessionBindingListener extends EventListener {

    /**
     * The object has become an attribute.
     *
     * @param event names session and attribute
     */
    void valueBound(SipSessionBindingEvent event);

    /**
     * The object is no longer an attribute.
     *
     * @param event names session and attribute
     */
    void valueUnbound(SipSessionBindingEvent event);
}
