package org.sipario.servlet.application;

import java.security.Principal;

/** Knows who has which role: the platform's user database. */
@FunctionalInterface
public interface Roles {

    /** Whether a user has a role of an application. */
    boolean isInRole(Principal user, String role);
}
