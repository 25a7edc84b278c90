package org.sipario.arquillian;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipSessionsUtil;
import jakarta.servlet.sip.TimerService;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.sipario.arquillian.apps.Greeter;
import org.sipario.message.Transport;

/** Runs inside the application: the class goes into the {@code .sar}, and is called there. */
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
        assertThat(context.getContextPath()).isEqualTo("/greeter");
        assertThat(factory).isSameAs(context.getAttribute(SipServlet.SIP_FACTORY));
        assertThat(timers).isSameAs(context.getAttribute(SipServlet.TIMER_SERVICE));
        assertThat(sessions).isSameAs(context.getAttribute(SipServlet.SIP_SESSIONS_UTIL));
        assertThat(factory.createSipURI("alice", "example.com")).hasToString("sip:alice@example.com");
    }

    @Test
    void sees_where_the_server_listens() {
        assertThat(sip.all()).containsOnlyKeys(Transport.UDP, Transport.TCP);
        assertThat(sip.uri(Transport.TCP))
                .hasToString("sip:127.0.0.1:" + sip.of(Transport.TCP).getPort() + ";transport=tcp");
    }

    @Test
    void runs_in_the_class_loader_of_the_application() {
        assertThat(getClass().getClassLoader()).isSameAs(context.getClassLoader());
    }
}
