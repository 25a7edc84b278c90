package jakarta.servlet.sip.annotation.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The security constraints of a SIP servlet class, in place of {@code security-constraint} in a descriptor.
 *
 * <p>Subclasses inherit it. A descriptor's constraint on the same servlet wins.
 *
 * <p>JSR 359, security.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface SipSecurity {

    /** {@return the constraint for methods without one of their own; by default none} */
    SipConstraint value() default @SipConstraint;

    /** {@return constraints for single methods; empty by default} */
    SipMethodConstraint[] sipMethodConstraints() default {};

    /** What a constraint without roles says. */
    enum EmptyRoleSemantic {
        /** Nobody may pass. */
        DENY,
        /** Everybody may pass, without authentication. */
        PERMIT
    }

    /** What the transport must guarantee before a request is let in. */
    enum TransportGuarantee {
        /** Nobody else can read the message: it must come over TLS, else it is refused with 403. */
        CONFIDENTIAL,
        /** Nothing: every transport will do. */
        NONE
    }
}
