/**
 * The SIP Servlet API: what an application that answers, places, proxies or bridges SIP calls compiles against.
 *
 * <p>A servlet extends {@link jakarta.servlet.sip.SipServlet} and gets {@linkplain
 * jakarta.servlet.sip.SipServletRequest requests} and {@linkplain jakarta.servlet.sip.SipServletResponse responses}.
 * What belongs to one dialog is held by a {@link jakarta.servlet.sip.SipSession}, what belongs to one call of the
 * application by a {@link jakarta.servlet.sip.SipApplicationSession}. A {@link jakarta.servlet.sip.SipFactory} makes
 * everything else.
 *
 * <p>JSR 289 (1.1) and JSR 359 (2.0), with {@code jakarta} in the place of {@code javax}. Where nothing else is said, a
 * parameter must not be null, and a result is not null. Times are milliseconds since 1970 and durations have their unit
 * in the text. Methods that only JSR 359 has and that a container does not offer throw {@link
 * UnsupportedOperationException}.
 */
package jakarta.servlet.sip;
