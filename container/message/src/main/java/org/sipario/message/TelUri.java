package org.sipario.message;

/** A tel URI: RFC 3966. */
public final class TelUri implements Uri {

    public static TelUri parse(String text) throws SyntaxException {
        throw new UnsupportedOperationException();
    }

    @Override
    public String scheme() {
        return "tel";
    }

    /** The number as written, with separators and without the leading {@code +}. */
    public String number() {
        throw new UnsupportedOperationException();
    }

    /** Whether the number is global: it began with {@code +}. */
    public boolean isGlobal() {
        throw new UnsupportedOperationException();
    }

    public Parameters parameters() {
        throw new UnsupportedOperationException();
    }

    public TelUri withParameters(Parameters parameters) {
        throw new UnsupportedOperationException();
    }

    /** Equality by RFC 3966 §5: separators and order of parameters do not count. */
    public boolean matches(TelUri other) {
        throw new UnsupportedOperationException();
    }
}
