package jakarta.servlet.sip;

import java.util.EventListener;

/**
 * Is told of every change to the attributes of one kind of store, after the change is made.
 *
 * <p>The type argument in the listener's declaration chooses the kind. Declared in the descriptor or with {@link
 * jakarta.servlet.sip.annotation.SipListener}. JSR 359, attribute stores.
 *
 * @param <T> the kind of store
 */
public interface AttributeStoreListener<T extends AttributeStore> extends EventListener {

    /**
     * An attribute was set that was not there before.
     *
     * @param event names store and attribute
     */
    void attributeAdded(AttributeStoreBindingEvent<T> event);

    /**
     * An attribute was removed.
     *
     * @param event names store and attribute
     */
    void attributeRemoved(AttributeStoreBindingEvent<T> event);

    /**
     * An attribute got another value.
     *
     * @param event names store and attribute
     */
    void attributeReplaced(AttributeStoreBindingEvent<T> event);
}
