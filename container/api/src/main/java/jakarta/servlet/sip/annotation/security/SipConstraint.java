package jakarta.servlet.sip.annotation.security;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may reach a servlet, and over what kind of transport. It stands only inside {@link SipSecurity}.
 *
 * <p>JSR 359, security; it says what {@code security-constraint} says in a descriptor (JSR 289 §17).
 */
@Target({})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface SipConstraint {

    /** {@return what an empty {@link #rolesAllowed()} means; default everybody} */
    SipSecurity.EmptyRoleSemantic value() default SipSecurity.EmptyRoleSemantic.PERMIT;

    /** {@return the roles of which a caller needs one; empty by default} A caller in none of them is answered 403. */
    String[] rolesAllowed() default {};

    /** {@return what the transport must guarantee; default nothing} */
    SipSecurity.TransportGuarantee transportGuarantee() default SipSecurity.TransportGuarantee.NONE;

    /** {@return true to challenge as a proxy does, with 407; false (the default) to challenge with 401} */
    boolean proxyAuthentication() default false;
}
