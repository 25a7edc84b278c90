package jakarta.servlet.sip.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method of an annotated SIP servlet class that handles PRACK (RFC 3262), which acknowledges a reliable
 * provisional response.
 *
 * <p>The first parameter decides the direction: {@link jakarta.servlet.sip.SipServletRequest} takes the requests,
 * {@link jakarta.servlet.sip.SipServletResponse} the responses to them; any other first parameter fails the deployment.
 *
 * <p>JSR 359, annotated classes as SIP servlets.
 */
@SipMethod("PRACK")
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Prack {}
