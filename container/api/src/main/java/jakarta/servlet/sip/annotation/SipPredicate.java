package jakarta.servlet.sip.annotation;

import jakarta.servlet.sip.Predicate;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an annotation select messages by a condition written in Java.
 *
 * <p>The predicate class needs a public constructor without parameters and takes the message type of the method it
 * guards. A method with a predicate that holds is more specific than the same method without one.
 *
 * <p>JSR 359, annotated classes as SIP servlets.
 */
@Target(ElementType.ANNOTATION_TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface SipPredicate {

    /** {@return the class that decides; the default, {@link Predicate} itself, stands for no condition} */
    @SuppressWarnings("rawtypes") // the signature of the standard
    Class<? extends Predicate> value() default Predicate.class;
}
