package org.sipario.servlet.descriptor;

import org.jspecify.annotations.Nullable;

/**
 * How callers prove who they are: login-config, JSR 289 §17.
 *
 * @param authMethod DIGEST, BASIC, CLIENT-CERT or a name of one's own; null where none is given
 * @param realm of the challenge, or null
 * @param identityAssertion believed from trusted peers, or null
 */
public record LoginConfig(
        @Nullable String authMethod,
        @Nullable String realm,
        @Nullable IdentityAssertion identityAssertion) {

    /**
     * Who vouches for a caller.
     *
     * @param scheme P-Asserted-Identity or Identity
     * @param required whether there is no other way
     */
    public record IdentityAssertion(String scheme, boolean required) {}
}
