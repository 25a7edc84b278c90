package org.sipario.message;

import java.util.List;

/** One header line: as it came, or as made. Immutable; what was parsed of it is kept. */
public final class HeaderField {

    private HeaderField() {}

    /** A new line with the long name. @throws IllegalArgumentException if the value has a line break or NUL */
    public static HeaderField of(HeaderName name, String value) {
        throw new UnsupportedOperationException();
    }

    /** A new line with the name as it is to be written. */
    public static HeaderField written(String name, String value) {
        throw new UnsupportedOperationException();
    }

    public HeaderName name() {
        throw new UnsupportedOperationException();
    }

    /** The name as written: perhaps compact, perhaps in another case. */
    public String writtenName() {
        throw new UnsupportedOperationException();
    }

    /** The whole value, unfolded, without white space around. */
    public String value() {
        throw new UnsupportedOperationException();
    }

    /** The values between the commas, where the header is a list; else the one value. */
    public List<String> values() {
        throw new UnsupportedOperationException();
    }

    /** The values as addresses; parsed once. */
    public List<NameAddr> addresses() throws SyntaxException {
        throw new UnsupportedOperationException();
    }
}
