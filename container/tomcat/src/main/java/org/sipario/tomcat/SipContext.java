package org.sipario.tomcat;

import org.apache.catalina.core.StandardContext;

/** An application: a web application of Tomcat's that may have SIP servlets too. */
public final class SipContext extends StandardContext {}
