/**
 * The registrar of RFC 3261 §10.3: phones tell it where their users can be reached, and it keeps that in a database, where
 * the other applications look it up.
 *
 * <p>Start reading at {@link org.sipario.samples.registrar.RegistrarServlet}. {@code WEB-INF/sip.xml} says who may register.
 */
@SipApplication(name = "registrar", displayName = "Registrar")
@NullMarked
package org.sipario.samples.registrar;

import jakarta.servlet.sip.annotation.SipApplication;
import org.jspecify.annotations.NullMarked;
