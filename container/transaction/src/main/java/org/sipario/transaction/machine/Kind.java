package org.sipario.transaction.machine;

import org.sipario.message.Method;

/** The four kinds of transactions. */
public enum Kind {
    INVITE_SERVER,
    NON_INVITE_SERVER,
    INVITE_CLIENT,
    NON_INVITE_CLIENT;

    public static Kind server(Method method) {
        return method.equals(Method.INVITE) ? INVITE_SERVER : NON_INVITE_SERVER;
    }

    public static Kind client(Method method) {
        return method.equals(Method.INVITE) ? INVITE_CLIENT : NON_INVITE_CLIENT;
    }
}
