/**
 * Annotations that declare SIP applications, servlets and listeners, and those that turn a plain class into a SIP
 * servlet.
 *
 * <p>JSR 289 §18 has {@link jakarta.servlet.sip.annotation.SipApplication}, {@link
 * jakarta.servlet.sip.annotation.SipServlet}, {@link jakarta.servlet.sip.annotation.SipListener} and {@link
 * jakarta.servlet.sip.annotation.SipApplicationKey}; the rest is of JSR 359: annotations for methods (built on {@link
 * jakarta.servlet.sip.annotation.SipMethod} and its three companions), and the scopes of dependency injection.
 */
package jakarta.servlet.sip.annotation;
