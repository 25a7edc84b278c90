/**
 * A callee that answers at once, as small as an application can be, so that nearly all of a call's cost is the
 * server's. {@code bench/run} measures it as the role UAS, and the outside-in suite calls it. It knows nothing of the
 * server but the API.
 */
@SipApplication(name = "uas", mainServlet = "uas")
@NullMarked
package org.sipario.bench.uas;

import jakarta.servlet.sip.annotation.SipApplication;
import org.jspecify.annotations.NullMarked;
