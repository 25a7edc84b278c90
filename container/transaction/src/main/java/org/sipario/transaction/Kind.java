package org.sipario.transaction;

import org.sipario.message.Method;

/** The four kinds of transactions. */
enum Kind {
    INVITE_SERVER,
    NON_INVITE_SERVER,
    INVITE_CLIENT,
    NON_INVITE_CLIENT;

    static Kind server(Method method) {
        return method.equals(Method.INVITE) ? INVITE_SERVER : NON_INVITE_SERVER;
    }

    static Kind client(Method method) {
        return method.equals(Method.INVITE) ? INVITE_CLIENT : NON_INVITE_CLIENT;
    }
}
