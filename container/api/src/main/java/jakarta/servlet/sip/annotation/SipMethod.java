package jakarta.servlet.sip.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an annotation select messages by SIP method.
 *
 * <p>The container looks only at this annotation, so an application's own runtime annotation that carries
 * {@code @SipMethod("FOO")} works like {@link Invite} and its like.
 *
 * <p>JSR 359, annotated classes as SIP servlets.
 */
@Target(ElementType.ANNOTATION_TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface SipMethod {

    /** {@return the SIP method, spelt exactly as in the message} */
    String value();
}
