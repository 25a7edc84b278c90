package org.sipario.servlet.address;

import jakarta.servlet.sip.ServletParseException;
import java.io.InvalidObjectException;
import java.io.Serial;
import java.io.Serializable;

/** The serial form of every facade of this package: its text. A session that migrates takes this with it. */
record SerializedForm(Kind kind, String text) implements Serializable {

    enum Kind {
        URI,
        ADDRESS,
        PARAMETERABLE
    }

    @Serial
    private Object readResolve() throws InvalidObjectException {
        try {
            return switch (kind) {
                case URI -> Addresses.uri(text);
                case ADDRESS -> Addresses.address(text);
                case PARAMETERABLE -> Addresses.parameterable(text);
            };
        } catch (ServletParseException e) {
            throw (InvalidObjectException) new InvalidObjectException("not a " + kind + ": " + text).initCause(e);
        }
    }
}
