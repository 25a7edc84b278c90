package org.sipario.servlet.security;

/** What the constraints of an application say to a request. */
public sealed interface Decision {

    /** The servlet may be called. */
    record Permitted() implements Decision {}

    /**
     * The caller must say who he is.
     *
     * @param status 401, or 407 where the constraint wants a proxy's challenge
     */
    record Challenge(int status) implements Decision {}

    /**
     * Nothing that the caller could prove helps: 403.
     *
     * @param why for the log
     */
    record Forbidden(String why) implements Decision {}
}
