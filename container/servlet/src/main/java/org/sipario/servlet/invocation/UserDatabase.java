package org.sipario.servlet.invocation;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.sipario.core.digest.DigestVerifier;

/** The users of the platform: their passwords, as far as digest needs them, and their principals. */
public interface UserDatabase extends DigestVerifier.Users {

    /** The user of that name as applications see it, or null if there is none. */
    @Nullable
    Principal principal(String user);
}
