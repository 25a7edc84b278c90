package org.sipario.arquillian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import jakarta.servlet.ServletContext;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipSessionsUtil;
import jakarta.servlet.sip.TimerService;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.sipario.arquillian.apps.Greeter;
import org.sipario.message.wire.Transport;

/**
 * Runs inside the application: the class goes into the {@code .sar}, and is called there. JUnit comes along with it; other
 * libraries would have to be put into the archive.
 */
@ArquillianTest
@SuppressWarnings("NullAway.Init") // Arquillian sets the fields.
class InsideSarTest {
    @ArquillianResource
    private ServletContext context;

    @ArquillianResource
    private SipFactory factory;

    @ArquillianResource
    private TimerService timers;

    @ArquillianResource
    private SipSessionsUtil sessions;

    @ArquillianResource
    private SipAddresses sip;

    @Deployment
    static WebArchive greeter() {
        return ShrinkWrap.create(WebArchive.class, "greeter.sar").addClass(Greeter.class);
    }

    @Test
    void finds_what_the_applications_servlets_find() throws Exception {
        assertEquals("/greeter", context.getContextPath());
        assertSame(context.getAttribute(SipServlet.SIP_FACTORY), factory);
        assertSame(context.getAttribute(SipServlet.TIMER_SERVICE), timers);
        assertSame(context.getAttribute(SipServlet.SIP_SESSIONS_UTIL), sessions);
        assertEquals(
                "sip:alice@example.com",
                factory.createSipURI("alice", "example.com").toString());
    }

    @Test
    void sees_where_the_server_listens() {
        assertEquals(Set.of(Transport.UDP, Transport.TCP), sip.all().keySet());
        assertEquals(
                "sip:127.0.0.1:" + sip.of(Transport.TCP).getPort() + ";transport=tcp",
                sip.uri(Transport.TCP).toString());
    }

    @Test
    void runs_in_the_class_loader_of_the_application() {
        assertSame(context.getClassLoader(), getClass().getClassLoader());
    }
}
