/**
 * Annotations that say who may reach a SIP servlet and how callers prove who they are: the annotation form of the
 * descriptor's {@code security-constraint} and {@code login-config}.
 *
 * <p>JSR 359, security.
 */
package jakarta.servlet.sip.annotation.security;
