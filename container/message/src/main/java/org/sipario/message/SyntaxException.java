package org.sipario.message;

/** Text that does not follow the grammar of RFC 3261 §25; the message says what was found and where. */
public final class SyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message what was found, what was expected and where */
    public SyntaxException(String message) {
        super(message, null, false, false);
    }
}
