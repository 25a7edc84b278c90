package org.sipario.arquillian;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.AbstractThrowableAssert;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.sipario.arquillian.apps.Greeter;
import org.sipario.arquillian.apps.Throwing;
import org.sipario.arquillian.apps.WelcomePage;

/** What cannot be deployed fails with the sentence that says why. */
@ArquillianTest
@RunAsClient
class BrokenArchiveTest {

    @Deployment(name = "descriptor", managed = false, testable = false)
    static WebArchive with_a_broken_descriptor() {
        return ShrinkWrap.create(WebArchive.class, "descriptor.sar")
                .addClass(Greeter.class)
                .addAsWebInfResource(new StringAsset("""
                        <sip-app xmlns="http://www.jcp.org/xml/ns/sipservlet" version="1.1">
                          <app-name>greeter</app-name>
                          <servlet>
                            <servlet-name>greeter</servlet-nam>
                          </servlet>
                        </sip-app>
                        """), "sip.xml");
    }

    @Deployment(name = "class", managed = false, testable = false)
    static WebArchive with_a_servlet_whose_class_is_not_there() {
        return ShrinkWrap.create(WebArchive.class, "class.war").addAsWebInfResource(new StringAsset("""
                <sip-app xmlns="http://www.jcp.org/xml/ns/sipservlet" version="1.1">
                  <app-name>greeter</app-name>
                  <servlet>
                    <servlet-name>greeter</servlet-name>
                    <servlet-class>org.acme.Greeter</servlet-class>
                    <load-on-startup>1</load-on-startup>
                  </servlet>
                </sip-app>
                """), "sip.xml");
    }

    @Deployment(name = "listener", managed = false, testable = false)
    static WebArchive with_a_listener_that_throws() {
        return ShrinkWrap.create(WebArchive.class, "listener.sar").addClasses(Greeter.class, Throwing.class);
    }

    @Deployment(name = "mapping", managed = false, testable = false)
    static WebArchive with_a_mapping_of_no_servlet() {
        return ShrinkWrap.create(WebArchive.class, "mapping.war")
                .addClass(WelcomePage.class)
                .setWebXML(new StringAsset("""
                        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.1">
                          <servlet-mapping>
                            <servlet-name>nobody</servlet-name>
                            <url-pattern>/nobody</url-pattern>
                          </servlet-mapping>
                        </web-app>
                        """));
    }

    @Deployment(name = "web.xml", managed = false, testable = false)
    static WebArchive with_a_web_descriptor_that_cannot_be_read() {
        return ShrinkWrap.create(WebArchive.class, "web.war")
                .setWebXML(new StringAsset("<web-app><servlet></web-app>"));
    }

    @Deployment(name = "jar", managed = false, testable = false)
    static JavaArchive of_another_kind() {
        return ShrinkWrap.create(JavaArchive.class, "library.jar").addClass(Greeter.class);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> deploying(String name, Deployer deployer) {
        return assertThatThrownBy(() -> deployer.deploy(name));
    }

    @Test
    void a_broken_descriptor_is_named_with_its_line(@ArquillianResource Deployer deployer) {
        deploying("descriptor", deployer)
                .hasMessageContaining("descriptor is not deployed")
                .hasMessageContaining("sip.xml");
    }

    @Test
    void a_missing_servlet_class_is_named(@ArquillianResource Deployer deployer) {
        deploying("class", deployer)
                .hasMessageContaining("class is not deployed")
                .hasMessageContaining("org.acme.Greeter");
    }

    @Test
    void what_a_listener_throws_is_told(@ArquillianResource Deployer deployer) {
        deploying("listener", deployer)
                .hasMessageContaining("listener is not deployed")
                .hasMessageContaining(Throwing.class.getName())
                .hasMessageContaining("the prompts are not installed");
    }

    @Test
    void what_tomcat_complains_about_is_told(@ArquillianResource Deployer deployer) {
        deploying("mapping", deployer)
                .hasMessageContaining("mapping is not deployed")
                .hasMessageContaining("[nobody]");
    }

    @Test
    void a_web_descriptor_that_cannot_be_read_is_named(@ArquillianResource Deployer deployer) {
        deploying("web.xml", deployer)
                .hasMessageContaining("web is not deployed")
                .hasMessageContaining("web.xml");
    }

    @Test
    void an_archive_of_another_kind_is_told_which_there_are(@ArquillianResource Deployer deployer) {
        deploying("jar", deployer).hasMessageContaining("library.jar is neither a .war nor a .sar");
    }
}
