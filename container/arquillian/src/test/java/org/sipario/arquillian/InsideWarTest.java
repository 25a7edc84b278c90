package org.sipario.arquillian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.ServletContext;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.sipario.arquillian.apps.WelcomePage;

/** An application without a SIP half is as good. */
@ArquillianTest
@SuppressWarnings("NullAway.Init") // Arquillian sets the field.
class InsideWarTest {
    @ArquillianResource
    private ServletContext context;

    @Deployment
    static WebArchive welcome() {
        return ShrinkWrap.create(WebArchive.class, "ROOT.war").addClass(WelcomePage.class);
    }

    @Test
    void runs_in_the_root_application() {
        assertEquals("", context.getContextPath());
        assertTrue(context.getServletRegistrations().containsKey(WelcomePage.class.getName()));
    }
}
