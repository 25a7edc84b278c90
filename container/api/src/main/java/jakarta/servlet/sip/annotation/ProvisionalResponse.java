package jakarta.servlet.sip.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method of an annotated SIP servlet class that handles provisional responses, 101 to 199. A 100 belongs to
 * the transaction and never reaches an application.
 *
 * <p>The first parameter of the method must be a {@link jakarta.servlet.sip.SipServletResponse}, else deployment fails.
 * Beside an annotation such as {@link Invite} both must match; of several response annotations one is enough.
 *
 * <p>JSR 359, annotated classes as SIP servlets.
 */
@SipResponseRange(begin = 101, end = 199)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ProvisionalResponse {}
