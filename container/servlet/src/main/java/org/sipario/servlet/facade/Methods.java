package org.sipario.servlet.facade;

import java.util.Objects;
import org.sipario.message.Method;

/** What kinds of methods there are for a session: RFC 3261 §12.1, RFC 6665, RFC 3515; JSR 289 chapter 6.2. */
final class Methods {

    private Methods() {}

    /** Whether a 2xx (and a tagged provisional) makes a dialog. */
    static boolean createDialog(Method method) {
        return method.equals(Method.INVITE) || method.equals(Method.SUBSCRIBE) || method.equals(Method.REFER);
    }

    /** Whether a NOTIFY follows, and may come before the answer (RFC 6665 §4.1.2.4, RFC 3515). */
    static boolean subscribe(Method method) {
        return method.equals(Method.SUBSCRIBE) || method.equals(Method.REFER);
    }

    /** Whether its Contact replaces the remote target (RFC 3261 §12.2, RFC 3311, RFC 6665). */
    static boolean refreshTarget(Method method) {
        return method.equals(Method.INVITE)
                || method.equals(Method.UPDATE)
                || method.equals(Method.SUBSCRIBE)
                || method.equals(Method.NOTIFY);
    }

    /** Whether the container itself puts a Contact into requests of that method. */
    static boolean carryContact(Method method) {
        return createDialog(method) || refreshTarget(method);
    }

    /**
     * The method of a request that an application may make.
     *
     * @throws IllegalArgumentException for ACK and CANCEL, which come from a response or request, and for what is no token
     */
    static Method forRequest(String name) {
        Objects.requireNonNull(name, "method");
        if (name.equals("ACK") || name.equals("CANCEL")) {
            throw new IllegalArgumentException(name
                    + " is not made by createRequest: use createAck of the response or createCancel of the request");
        }
        if (name.isEmpty() || !name.chars().allMatch(Methods::isTokenCharacter)) {
            throw new IllegalArgumentException("\"" + name + "\" is no SIP method");
        }
        return Method.of(name);
    }

    private static boolean isTokenCharacter(int c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || "-.!%*_+`'~".indexOf(c) >= 0;
    }
}
