/**
 * A registrar that keeps its bindings in memory and forgets them when it stops. {@code bench/run} measures it beside a
 * peer whose location service does the same; {@code sample-registrar} is the one to use.
 */
@SipApplication(name = "registrar", mainServlet = "registrar")
@NullMarked
package org.sipario.bench.registrar;

import jakarta.servlet.sip.annotation.SipApplication;
import org.jspecify.annotations.NullMarked;
