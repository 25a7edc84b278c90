package jakarta.servlet.sip.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method of an annotated SIP servlet class that handles final responses that tell of a failure.
 *
 * <p>The range of this annotation starts at 300, so it overlaps {@link RedirectResponse}. A 3xx goes to the narrower
 * range where a class has both; where it has only this one, the method must expect 3xx as well as 4xx, 5xx and 6xx.
 *
 * <p>The first parameter of the method must be a {@link jakarta.servlet.sip.SipServletResponse}, else deployment fails.
 * Beside an annotation such as {@link Invite} both must match; of several response annotations one is enough.
 *
 * <p>JSR 359, annotated classes as SIP servlets.
 */
@SipResponseRange(begin = 300, end = 999)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ErrorResponse {}
