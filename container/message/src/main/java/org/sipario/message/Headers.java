package org.sipario.message;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header lines of a message, in order. Immutable. */
public final class Headers implements Iterable<HeaderField> {

    private Headers() {}

    @Override
    public Iterator<HeaderField> iterator() {
        throw new UnsupportedOperationException();
    }

    /** The number of lines. */
    public int size() {
        throw new UnsupportedOperationException();
    }

    public HeaderField get(int index) {
        throw new UnsupportedOperationException();
    }

    public boolean has(HeaderName name) {
        return first(name) != null;
    }

    /** The first line of that name, or null. */
    public @Nullable HeaderField first(HeaderName name) {
        throw new UnsupportedOperationException();
    }

    /** The first value of that name (comma lists split), or null. */
    public @Nullable String value(HeaderName name) {
        throw new UnsupportedOperationException();
    }

    /** All lines of that name. */
    public List<HeaderField> all(HeaderName name) {
        throw new UnsupportedOperationException();
    }

    /** All values of that name over lines and commas, in order. */
    public List<String> values(HeaderName name) {
        throw new UnsupportedOperationException();
    }

    /** All values of that name as addresses, in order. */
    public List<NameAddr> addresses(HeaderName name) throws SyntaxException {
        throw new UnsupportedOperationException();
    }

    /** The first value of that name as address; null where there is none. */
    public @Nullable NameAddr address(HeaderName name) throws SyntaxException {
        throw new UnsupportedOperationException();
    }

    /** Whether a comma list of tokens (Require, Supported, Allow) has one, ignoring case. */
    public boolean hasToken(HeaderName name, String token) {
        throw new UnsupportedOperationException();
    }
}
