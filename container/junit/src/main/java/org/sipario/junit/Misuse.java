package org.sipario.junit;

import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** A {@link SipTest} that says what cannot be done. The message says where, what was found, and what to do. */
final class Misuse extends ExtensionConfigurationException {
    private static final long serialVersionUID = 1L;

    Misuse(String message) {
        super(message);
    }

    Misuse(String message, Throwable cause) {
        super(message, cause);
    }
}
