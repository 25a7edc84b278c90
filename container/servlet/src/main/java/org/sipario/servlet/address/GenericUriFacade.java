package org.sipario.servlet.address;

import jakarta.servlet.sip.URI;
import org.jspecify.annotations.Nullable;
import org.sipario.message.OtherUri;
import org.sipario.message.Parameters;

/**
 * A URI of a scheme that SIP treats as text: urn, im, pres, mailto, http. JSR 289 §4.1.
 *
 * <p>Its parameters are what stands between the first semicolon and a question or number sign.
 */
final class GenericUriFacade extends UriFacade {

    private static final long serialVersionUID = 1L;

    private transient OtherUri value;

    GenericUriFacade(OtherUri value, Mutability place) {
        super(place);
        this.value = value;
    }

    @Override
    OtherUri value() {
        return value;
    }

    @Override
    Parameters parameters() {
        return Semicolons.lenient(value.text().substring(begin(), end()));
    }

    @Override
    void replaceParameters(Parameters parameters) {
        String text = value.text();
        value = new OtherUri(value.scheme(), text.substring(0, begin()) + parameters + text.substring(end()));
    }

    private int begin() {
        int semicolon = value.text().indexOf(';');
        return semicolon < 0 || semicolon > end() ? end() : semicolon;
    }

    private int end() {
        String text = value.text();
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == '?' || text.charAt(at) == '#') {
                return at;
            }
        }
        return text.length();
    }

    @Override
    public GenericUriFacade clone() {
        return new GenericUriFacade(value, Mutability.FREE);
    }

    /** Same text, the scheme without regard to case (RFC 3986 §3.1). */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof URI uri
                && rest(toString()).equals(rest(uri.toString()))
                && getScheme().equalsIgnoreCase(uri.getScheme());
    }

    @Override
    public int hashCode() {
        return rest(toString()).hashCode();
    }

    private static String rest(String uri) {
        return uri.substring(uri.indexOf(':') + 1);
    }
}
