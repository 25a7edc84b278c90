package jakarta.servlet.sip.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method of an annotated SIP servlet class that handles messages of every SIP method, unknown ones included.
 *
 * <p>The first parameter decides the direction: {@link jakarta.servlet.sip.SipServletRequest} takes requests, {@link
 * jakarta.servlet.sip.SipServletResponse} responses; any other first parameter fails the deployment. A method marked
 * for one SIP method, such as {@link Invite}, wins over this one.
 *
 * <p>JSR 359, annotated classes as SIP servlets.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AnyMethod {}
