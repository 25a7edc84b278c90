package jakarta.servlet.sip;

/**
 * A header value that holds an address: an optional display name, a URI, and parameters. From, To, Contact, Route and
 * many others have this form.
 *
 * <p>One taken from a received or sent message, from a system header or from a session refuses changes with {@link
 * IllegalStateException}; of From and To everything but the tag may change. JSR 289 §4.
 */
public interface Address extends Parameterable {

    /** {@return the display name without quotes and escapes, or null if there is none} */
    String getDisplayName();

    /**
     * Sets the display name. Quotes are added where the text needs them.
     *
     * @param name the name, or null to remove it
     * @throws IllegalStateException if this address may not change
     */
    void setDisplayName(String name);

    /** {@return the URI, or null for the wildcard} */
    URI getURI();

    /**
     * Replaces the URI.
     *
     * @param uri the new URI
     * @throws NullPointerException if the URI is null
     * @throws IllegalStateException if this address may not change
     */
    void setURI(URI uri);

    /** {@return whether this is {@code *}, which stands for all bindings in a REGISTER} */
    boolean isWildcard();

    /** {@return the {@code q} parameter, 0 to 1, by which targets are tried first; -1 if there is none} */
    float getQ();

    /**
     * Sets the {@code q} parameter.
     *
     * @param q 0 to 1, larger is tried first; -1 removes the parameter
     * @throws IllegalArgumentException if it is another value
     * @throws IllegalStateException if this address may not change
     */
    void setQ(float q);

    /** {@return the {@code expires} parameter in seconds; -1 if there is none} */
    int getExpires();

    /**
     * Sets the {@code expires} parameter.
     *
     * @param seconds life of the binding; a negative value removes the parameter
     * @throws IllegalStateException if this address may not change
     */
    void setExpires(int seconds);

    /** {@return a copy that can be changed, with everything but the {@code tag} parameter} */
    @Override
    Object clone();

    /**
     * Compares URIs by their own rules and parameters in any order. The display name does not count.
     *
     * @param other the other object
     * @return whether it is an address that means the same
     */
    @Override
    boolean equals(Object other);

    /** {@return the address as it stands in a message} */
    @Override
    String toString();
}
