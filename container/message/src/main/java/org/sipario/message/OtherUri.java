package org.sipario.message;

/**
 * A URI of a scheme without a meaning of its own in SIP, kept as text: urn, im, pres, mailto, http and so on.
 *
 * @param scheme in lower case
 * @param text the whole URI, scheme included
 */
public record OtherUri(String scheme, String text) implements Uri {

    @Override
    public String toString() {
        return text;
    }
}
