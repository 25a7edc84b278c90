package jakarta.servlet.sip.annotation.security;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A constraint for one SIP method, in place of the general one. It stands only inside {@link SipSecurity}.
 *
 * <p>JSR 359, security.
 */
@Target({})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface SipMethodConstraint {

    /** {@return the SIP method, spelt exactly as in the request} ACK and CANCEL are never challenged. */
    String value();

    /** {@return what an empty {@link #rolesAllowed()} means; default everybody} */
    SipSecurity.EmptyRoleSemantic emptyRoleSemantic() default SipSecurity.EmptyRoleSemantic.PERMIT;

    /** {@return the roles of which a caller needs one; empty by default} A caller in none of them is answered 403. */
    String[] rolesAllowed() default {};

    /** {@return what the transport must guarantee; default nothing} */
    SipSecurity.TransportGuarantee transportGuarantee() default SipSecurity.TransportGuarantee.NONE;

    /** {@return true to challenge as a proxy does, with 407; false (the default) to challenge with 401} */
    boolean proxyAuthentication() default false;
}
