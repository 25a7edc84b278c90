package jakarta.servlet.sip;

import java.util.EventListener;

/**
 * Implemented by objects that want to know when they become, and cease to be, an attribute of a store.
 *
 * <p>It needs no declaration: the object itself is called. The older binding listeners of the two sessions go on
 * working beside it. JSR 359, attribute stores.
 *
 * @param <T> the kind of store
 */
public interface AttributeStoreBindingListener<T extends AttributeStore> extends EventListener {

    /**
     * The object has become an attribute.
     *
     * @param event names store and attribute
     */
    void valueBound(AttributeStoreBindingEvent<T> event);

    /**
     * The object is no longer an attribute.
     *
     * @param event names store and attribute
     */
    void valueUnbound(AttributeStoreBindingEvent<T> event);
}
