package org.sipario.servlet.facade;

import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sipario.core.dialog.MethodRules;
import org.sipario.message.Method;
import org.sipario.servlet.address.Addresses;

/** URIs and methods as applications and application routers name them. */
final class Names {

    private Names() {}

    /** The URI of an application router's answer, which may be an address; null if it is neither. */
    static @Nullable URI lenient(String text) {
        try {
            return Addresses.address(text).getURI();
        } catch (ServletParseException _) {
            return null;
        }
    }

    /**
     * The method of a request that an application may make.
     *
     * @throws IllegalArgumentException for ACK and CANCEL, which come from a response or request, and for what is no
     * token
     */
    static Method method(String name) {
        Objects.requireNonNull(name, "method");
        if (name.equals("ACK") || name.equals("CANCEL")) {
            throw new IllegalArgumentException(name
                    + " is not made by createRequest: use createAck of the response or createCancel of the request");
        }
        if (!MethodRules.isMethod(name)) {
            throw new IllegalArgumentException("\"" + name + "\" is no SIP method");
        }
        return Method.of(name);
    }
}
