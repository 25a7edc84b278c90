/** An application without a descriptor, as JSR 289 made possible in 2008. */
@javax.servlet.sip.annotation.SipApplication(name = "annotated", sessionTimeout = 1, mainServlet = "Greeter")
package org.sipario.legacy.annotated;
