package org.sipario.core.dialog;

import org.sipario.message.Method;

/** What kinds of methods there are for a session: RFC 3261 §12.1, RFC 6665, RFC 3515; JSR 289 chapter 6.2. */
public final class MethodRules {

    private MethodRules() {}

    /** Whether a 2xx (and a tagged provisional) makes a dialog. */
    public static boolean createDialog(Method method) {
        return method.equals(Method.INVITE) || method.equals(Method.SUBSCRIBE) || method.equals(Method.REFER);
    }

    /** Whether a NOTIFY follows, and may come before the answer (RFC 6665 §4.1.2.4, RFC 3515). */
    public static boolean subscribe(Method method) {
        return method.equals(Method.SUBSCRIBE) || method.equals(Method.REFER);
    }

    /** Whether it is about one subscription, not about the dialog as a whole (RFC 5057 §5.1). */
    public static boolean ofSubscription(Method method) {
        return method.equals(Method.SUBSCRIBE) || method.equals(Method.NOTIFY);
    }

    /** Whether its Contact replaces the remote target (RFC 3261 §12.2, RFC 3311, RFC 6665). */
    public static boolean refreshTarget(Method method) {
        return method.equals(Method.INVITE)
                || method.equals(Method.UPDATE)
                || method.equals(Method.SUBSCRIBE)
                || method.equals(Method.NOTIFY);
    }

    /** Whether the container itself puts a Contact into requests of that method. */
    public static boolean carryContact(Method method) {
        return createDialog(method) || refreshTarget(method);
    }

    /** Whether a name can be a method: a token (RFC 3261 §25.1). */
    public static boolean isMethod(String name) {
        return !name.isEmpty() && name.chars().allMatch(MethodRules::isTokenCharacter);
    }

    private static boolean isTokenCharacter(int c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || "-.!%*_+`'~".indexOf(c) >= 0;
    }
}
