/** The SIP Servlet API, 1.1 (JSR 289) and 2.0 (JSR 359), in its Jakarta form: what applications compile against. */
module org.sipario.api {
    requires transitive jakarta.servlet;
    // Only two annotations need it (the scopes of JSR 359); a server without CDI runs without it.
    requires static jakarta.cdi;

    exports jakarta.servlet.sip;
    exports jakarta.servlet.sip.annotation;
    exports jakarta.servlet.sip.annotation.security;
    exports jakarta.servlet.sip.ar;
    exports jakarta.servlet.sip.ar.spi;
}
