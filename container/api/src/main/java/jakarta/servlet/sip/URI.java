package jakarta.servlet.sip;

import java.io.Serializable;
import java.util.Iterator;
import java.util.Set;

/**
 * A URI of any scheme. Those of scheme {@code sip} and {@code sips} are {@link SipURI}s, those of {@code tel} {@link
 * TelURL}s.
 *
 * <p>JSR 289 §4; RFC 3986.
 */
public interface URI extends Cloneable, Serializable {

    /** {@return the scheme in lower case, without the colon} */
    String getScheme();

    /** {@return whether this is a {@link SipURI}} */
    boolean isSipURI();

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
     * @param value its value; empty for a parameter without one
     * @throws NullPointerException if the name or the value is null
     * @throws IllegalArgumentException if this URI's place in a message does not allow the parameter
     * @throws IllegalStateException if this URI may not change
     */
    void setParameter(String name, String value);

    /**
     * Removes a parameter. Without one of that name nothing happens.
     *
     * @param name its name, in any case
     * @throws NullPointerException if the name is null
     * @throws IllegalStateException if this URI may not change
     */
    void removeParameter(String name);

    /** {@return the names of the parameters, in the order they stand} */
    Iterator<String> getParameterNames();

    /** {@return the names of the parameters, in the order they stand} (JSR 359) */
    default Set<String> getParameterNameSet() {
        return Encountered.set(getParameterNames());
    }

    /** {@return a copy that can be changed and shares nothing with this one} */
    URI clone();

    /**
     * Compares by the rules of the scheme.
     *
     * @param other the other object
     * @return whether it is a URI that means the same
     */
    @Override
    boolean equals(Object other);

    /** {@return the URI as it stands in a message} */
    @Override
    String toString();
}
