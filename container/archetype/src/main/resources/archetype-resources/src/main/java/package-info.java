/** Answers calls, and shows who has called. */
@SipApplication(name = "${artifactId}", mainServlet = "EchoServlet", sessionTimeout = 60)
package ${package};

import jakarta.servlet.sip.annotation.SipApplication;
