package jakarta.servlet.sip;

import java.util.EventObject;

/**
 * Tells of an attribute that was set, replaced or removed. JSR 359, attribute stores.
 *
 * @param <T> the kind of store
 */
public class AttributeStoreBindingEvent<T extends AttributeStore> extends EventObject {

    private static final long serialVersionUID = 1L;

    private final String name;

    /**
     * Makes an event.
     *
     * @param store what holds the attribute
     * @param name the attribute's name
     * @throws IllegalArgumentException if the store is null
     */
    public AttributeStoreBindingEvent(T store, String name) {
        super(store);
        this.name = name;
    }

    /** {@return what holds, or held, the attribute} */
    @SuppressWarnings("unchecked") // the constructor takes nothing but a T
    public T getAttributeStore() {
        return (T) getSource();
    }

    /** {@return the attribute's name} */
    public String getName() {
        return name;
    }
}
