package jakarta.servlet.sip.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method that gives the key of the application session an initial request belongs to.
 *
 * <p>The method is {@code public static}, takes one {@link jakarta.servlet.sip.SipServletRequest} and returns a {@code
 * String}; any other shape, or a second such method in one application, fails the deployment. The container calls it
 * for initial requests, after the application router chose the application and before any servlet runs. Requests with
 * equal keys share one application session; {@code null} means no key. The method must only read the request.
 *
 * <p>The keys are those of {@link jakarta.servlet.sip.SipFactory#createApplicationSessionByKey}.
 *
 * <p>JSR 289 §15.11 and §18.2.5.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
public @interface SipApplicationKey {

    /** {@return the application this method belongs to; empty (the default) for the one application of the archive} */
    String applicationName() default "";
}
