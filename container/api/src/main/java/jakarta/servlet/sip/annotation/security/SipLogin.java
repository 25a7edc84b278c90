package jakarta.servlet.sip.annotation.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How callers of an application prove who they are, in place of {@code login-config} in a descriptor.
 *
 * <p>Subclasses inherit it. A descriptor's {@code login-config} wins.
 *
 * <p>JSR 359, security; JSR 289 §17 for the mechanisms.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface SipLogin {

    /** {@return the mechanism, such as {@code "DIGEST"} or {@code "CLIENT-CERT"}; default {@code "NONE"}} */
    String authMethod() default "NONE";

    /** {@return the realm named in challenges; empty (the default) leaves it to the server} */
    String realmName() default "";

    /** {@return which assertion of identity is believed instead of a challenge; default none} */
    IdentityAssertion identityAssertion() default IdentityAssertion.NONE;

    /**
     * {@return what happens when a request carries no assertion; default {@link IdentityAssertionSupport#SUPPORTED}}
     */
    IdentityAssertionSupport identityAssertionSupport() default IdentityAssertionSupport.SUPPORTED;

    /** The ways in which somebody else can vouch for a caller. */
    enum IdentityAssertion {
        /** The signed Identity header (RFC 8224). */
        IDENTITY,
        /** No assertion is believed. */
        NONE,
        /** P-Asserted-Identity from a trusted peer (RFC 3325). */
        P_ASSERTED_IDENTITY,
        /** The identity assigned to the WebSocket connection the message came over. */
        WEBSOCKET
    }

    /** How much an application insists on an assertion. */
    enum IdentityAssertionSupport {
        /** A request without a valid assertion is refused with 403. */
        REQUIRED,
        /** A request without one is authenticated by {@link SipLogin#authMethod()}. */
        SUPPORTED
    }
}
