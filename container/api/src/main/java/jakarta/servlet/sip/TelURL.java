package jakarta.servlet.sip;

/**
 * A telephone number as a URI of scheme {@code tel}.
 *
 * <p>JSR 289 §4; RFC 3966.
 */
public interface TelURL extends URI {

    /** {@return the number without the leading plus sign, separators such as dashes included} */
    String getPhoneNumber();

    /**
     * Sets a global number.
     *
     * @param number the number, with or without the leading plus sign
     * @throws IllegalArgumentException if it is not a valid global number
     * @throws IllegalStateException if this URI may not change
     */
    void setPhoneNumber(String number);

    /**
     * Sets a local number and where it is valid.
     *
     * @param number the number
     * @param phoneContext a domain name, or a global prefix with its plus sign
     * @throws IllegalArgumentException if number or context is not valid
     * @throws IllegalStateException if this URI may not change
     */
    void setPhoneNumber(String number, String phoneContext);

    /** {@return where a local number is valid; null for a global one} */
    String getPhoneContext();

    /** {@return whether the number is valid everywhere, that is, begins with a plus sign} */
    boolean isGlobal();

    /**
     * Compares by RFC 3966 §5: separators do not count, parameters stand in any order.
     *
     * @param other the other object
     * @return whether it is the same number
     */
    @Override
    boolean equals(Object other);

    /** {@return the URI as it stands in a message} */
    @Override
    String toString();
}
