package jakarta.servlet.sip;

import java.io.Serializable;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * A header value with parameters: {@code value *(;name=value)}, as in Event, Via, Reason, Content-Type and many others.
 *
 * <p>One taken from a received or sent message, or from a system header, refuses changes with {@link
 * IllegalStateException}. JSR 289 §4.
 */
public interface Parameterable extends Cloneable, Serializable {

    /** {@return the part before the first parameter} */
    String getValue();

    /**
     * Replaces the part before the first parameter.
     *
     * @param value the new value
     * @throws NullPointerException if the value is null
     * @throws IllegalStateException if this header value may not change
     */
    void setValue(String value);

    /**
     * Looks a parameter up.
     *
     * @param name its name, in any case
     * @return its value, empty for a parameter without one, or null if it is absent
     * @throws NullPointerException if the name is null
     */
    String getParameter(String name);

    /**
     * Sets a parameter, in the place of one of the same name or after the others.
     *
     * @param name its name
     * @param value its value; empty for a parameter without one; null removes it
     * @throws NullPointerException if the name is null
     * @throws IllegalStateException if this header value, or this parameter (the tag of From and To), may not change
     */
    void setParameter(String name, String value);

    /**
     * Removes a parameter. Without one of that name nothing happens.
     *
     * @param name its name, in any case
     * @throws NullPointerException if the name is null
     * @throws IllegalStateException if this header value, or this parameter, may not change
     */
    void removeParameter(String name);

    /** {@return the names of the parameters, in the order they stand} */
    Iterator<String> getParameterNames();

    /** {@return the names of the parameters, in the order they stand} (JSR 359) */
    default Set<String> getParameterNameSet() {
        return Encountered.set(getParameterNames());
    }

    /** {@return the parameters with their values, in the order they stand} */
    Set<Map.Entry<String, String>> getParameters();

    /** {@return a copy that can be changed, with the same value and all parameters} */
    Object clone();

    /**
     * Compares values and parameters: addresses as addresses, other values as text, parameters in any order as RFC 3261
     * §19.1.4 compares those of URIs.
     *
     * @param other the other object
     * @return whether it means the same
     */
    @Override
    boolean equals(Object other);
}
