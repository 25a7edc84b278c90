package jakarta.servlet.sip.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an annotation select responses of one status code.
 *
 * <p>It may only guard methods whose first parameter is a {@link jakarta.servlet.sip.SipServletResponse}; otherwise
 * deployment fails. A code is more specific than a range.
 *
 * <p>JSR 359, annotated classes as SIP servlets.
 */
@Target(ElementType.ANNOTATION_TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface SipResponseCode {

    /** {@return the status code, for example 486} */
    int value();
}
