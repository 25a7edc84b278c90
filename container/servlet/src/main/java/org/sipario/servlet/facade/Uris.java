package org.sipario.servlet.facade;

import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.URI;
import org.jspecify.annotations.Nullable;
import org.sipario.servlet.address.Addresses;

/** URIs that others wrote. */
final class Uris {

    private Uris() {}

    /** The URI of an application router's answer, which may be an address; null if it is neither. */
    static @Nullable URI lenient(String text) {
        try {
            return Addresses.address(text).getURI();
        } catch (ServletParseException _) {
            return null;
        }
    }
}
