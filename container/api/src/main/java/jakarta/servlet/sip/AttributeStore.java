package jakarta.servlet.sip;

import java.util.Set;

/**
 * Something an application can hang named objects on: a message, a SIP session, an application session, a forking
 * context, an INVITE branch.
 *
 * <p>Names and values are never null. Names that begin with {@code jakarta.servlet.sip.} belong to the API. JSR 359,
 * attribute stores; JSR 289 §5 and §6.
 */
public interface AttributeStore {

    /**
     * Looks an attribute up.
     *
     * @param name the attribute's name
     * @return its value, or null if there is none of that name
     * @throws NullPointerException if the name is null
     * @throws IllegalStateException if this is an invalid session or forking context
     */
    Object getAttribute(String name);

    /**
     * Lists the names in use.
     *
     * @return the names at this moment; empty if there are no attributes
     * @throws IllegalStateException if this is an invalid session or forking context
     */
    Set<String> getAttributeNameSet();

    /**
     * Sets an attribute and tells the listeners. A value of that name that was there before is replaced.
     *
     * @param name the attribute's name
     * @param attribute its value
     * @throws NullPointerException if the name or the value is null
     * @throws IllegalArgumentException if the application is distributable and the value cannot be stored
     * @throws IllegalStateException if this is an invalid session or forking context
     */
    void setAttribute(String name, Object attribute);

    /**
     * Removes an attribute and tells the listeners. Without an attribute of that name nothing happens.
     *
     * @param name the attribute's name
     * @throws NullPointerException if the name is null
     * @throws IllegalStateException if this is an invalid session or forking context
     */
    void removeAttribute(String name);

    /**
     * Removes all attributes, each as {@link #removeAttribute(String)} does.
     *
     * @throws IllegalStateException if this is an invalid session or forking context
     */
    default void clearAttributes() {
        for (String name : Set.copyOf(getAttributeNameSet())) {
            removeAttribute(name);
        }
    }
}
