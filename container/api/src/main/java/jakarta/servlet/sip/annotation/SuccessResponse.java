package jakarta.servlet.sip.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method of an annotated SIP servlet class that handles successful final responses, 200 to 299.
 *
 * <p>The first parameter of the method must be a {@link jakarta.servlet.sip.SipServletResponse}, else deployment fails.
 * Beside an annotation such as {@link Invite} both must match; of several response annotations one is enough.
 *
 * <p>JSR 359, annotated classes as SIP servlets.
 */
@SipResponseRange(begin = 200, end = 299)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface SuccessResponse {}
