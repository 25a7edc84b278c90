package jakarta.servlet.sip.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an annotation select responses by a range of status codes.
 *
 * <p>It may only guard methods whose first parameter is a {@link jakarta.servlet.sip.SipServletResponse}; otherwise
 * deployment fails. Of ranges that overlap the narrower one wins.
 *
 * <p>JSR 359, annotated classes as SIP servlets.
 */
@Target(ElementType.ANNOTATION_TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface SipResponseRange {

    /** {@return the lowest status code, included; default 100} */
    int begin() default 100;

    /** {@return the highest status code, included; default 999} */
    int end() default 999;
}
