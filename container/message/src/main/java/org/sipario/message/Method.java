package org.sipario.message;

import org.jspecify.annotations.Nullable;

/**
 * A request method: a case-sensitive token, RFC 3261 §7.1. Any token is accepted.
 *
 * @param name as on the wire
 */
public record Method(String name) {

    public static final Method INVITE = new Method("INVITE");
    public static final Method ACK = new Method("ACK");
    public static final Method CANCEL = new Method("CANCEL");
    public static final Method BYE = new Method("BYE");
    public static final Method OPTIONS = new Method("OPTIONS");
    public static final Method REGISTER = new Method("REGISTER");
    public static final Method PRACK = new Method("PRACK");
    public static final Method UPDATE = new Method("UPDATE");
    public static final Method INFO = new Method("INFO");
    public static final Method MESSAGE = new Method("MESSAGE");
    public static final Method SUBSCRIBE = new Method("SUBSCRIBE");
    public static final Method NOTIFY = new Method("NOTIFY");
    public static final Method PUBLISH = new Method("PUBLISH");
    public static final Method REFER = new Method("REFER");

    /** Refuses what is not a token, as it would change the meaning of the start line. */
    public Method {
        if (!Chars.isToken(name)) {
            throw new IllegalArgumentException("\"" + name + "\" is no method");
        }
    }

    /** The shared constant for a known method, a new value for any other token. */
    public static Method of(String name) {
        return switch (name) {
            case "INVITE" -> INVITE;
            case "ACK" -> ACK;
            case "CANCEL" -> CANCEL;
            case "BYE" -> BYE;
            case "OPTIONS" -> OPTIONS;
            case "REGISTER" -> REGISTER;
            case "PRACK" -> PRACK;
            case "UPDATE" -> UPDATE;
            case "INFO" -> INFO;
            case "MESSAGE" -> MESSAGE;
            case "SUBSCRIBE" -> SUBSCRIBE;
            case "NOTIFY" -> NOTIFY;
            case "PUBLISH" -> PUBLISH;
            case "REFER" -> REFER;
            default -> new Method(name);
        };
    }

    /** Written out: a record's own goes through a method handle, and this is called many times for every message. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof Method method && name.equals(method.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
