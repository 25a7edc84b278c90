/** An application by annotations alone, spread over two packages. */
@SipApplication(
        name = "sample",
        displayName = "A sample",
        description = "by annotations",
        distributable = true,
        proxyTimeout = 60,
        sessionTimeout = 10,
        mainServlet = "Calls")
package org.sipario.servlet.descriptor.sample;

import jakarta.servlet.sip.annotation.SipApplication;
