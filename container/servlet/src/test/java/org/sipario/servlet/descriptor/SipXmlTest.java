package org.sipario.servlet.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sipario.servlet.descriptor.ApplicationDescriptor.Naming.EnvironmentEntry;
import org.sipario.servlet.descriptor.ApplicationDescriptor.Naming.ResourceReference;
import org.sipario.servlet.descriptor.ApplicationDescriptor.Version;
import org.sipario.servlet.descriptor.LoginConfig.IdentityAssertion;
import org.sipario.servlet.descriptor.SecurityConstraint.ResourceCollection;
import org.sipario.servlet.descriptor.SecurityConstraint.TransportGuarantee;
import org.sipario.servlet.descriptor.ServletDeclaration.RoleReference;
import org.sipario.servlet.descriptor.ServletSelection.MainServlet;
import org.sipario.servlet.descriptor.ServletSelection.Mappings;
import org.sipario.servlet.descriptor.ServletSelection.Mappings.Mapping;
import org.sipario.servlet.mapping.Condition;
import org.sipario.servlet.mapping.Variable;

class SipXmlTest {

    private static final String A_SERVLET =
            "<servlet><servlet-name>%1$s</servlet-name><servlet-class>org.example.%1$s</servlet-class></servlet>";

    @Test
    @DisplayName("DDX-1: version 1.1 with its namespace, elements in any order")
    void a_descriptor_of_1_1_in_any_order() throws Exception {
        ApplicationDescriptor descriptor = read("""
                <?xml version="1.0" encoding="UTF-8"?>
                <sip-app xmlns="http://www.jcp.org/xml/ns/sipservlet" version="1.1">
                  <session-config><session-timeout>5</session-timeout></session-config>
                  <servlet>
                    <servlet-name>calls</servlet-name><servlet-class>org.example.Calls</servlet-class>
                  </servlet>
                  <context-param><param-name>b</param-name><param-value>1</param-value></context-param>
                  <context-param><param-name>a</param-name><param-value/></context-param>
                  <listener><listener-class> org.example.Ears </listener-class></listener>
                  <app-name>org.example.app</app-name>
                  <distributable/>
                  <description>What it does</description>
                  <proxy-config><proxy-timeout>30</proxy-timeout></proxy-config>
                  <display-name>An app</display-name>
                </sip-app>
                """);

        assertThat(descriptor.version()).isEqualTo(Version.V1_1);
        assertThat(descriptor.name()).isEqualTo("org.example.app");
        assertThat(descriptor.displayName()).isEqualTo("An app");
        assertThat(descriptor.description()).isEqualTo("What it does");
        assertThat(descriptor.distributable()).isTrue();
        assertThat(descriptor.sessionTimeout()).isEqualTo(5);
        assertThat(descriptor.proxyTimeout()).isEqualTo(30);
        assertThat(descriptor.contextParameters()).containsExactly(Map.entry("b", "1"), Map.entry("a", ""));
        assertThat(descriptor.listeners()).containsExactly("org.example.Ears");
        assertThat(descriptor.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<sip-app xmlns='http://www.jcp.org/xml/ns/sipservlet' "
                        + "xmlns:javaee='http://java.sun.com/xml/ns/javaee'>",
                "<sip-app version='1.1'>",
                "<sip-app>",
                "<sip-app xmlns:xsi='x' xsi:schemaLocation='http://www.jcp.org/xml/ns/sipservlet sip-app_1_1.xsd'>",
                "<s:sip-app xmlns:s='http://www.jcp.org/xml/ns/sipservlet' version='1.1'>"
            })
    void prefixes_and_namespaces_may_be_there_or_not(String root) throws Exception {
        String end = root.startsWith("<s:") ? "</s:sip-app>" : "</sip-app>";
        ApplicationDescriptor descriptor = read(root + """
                <app-name>a</app-name>
                <javaee:display-name>An app</javaee:display-name>
                <javaee:servlet>
                  <javaee:servlet-name>calls</javaee:servlet-name>
                  <javaee:servlet-class>org.example.Calls</javaee:servlet-class>
                </javaee:servlet>
                """ + end);

        assertThat(descriptor.version()).isEqualTo(Version.V1_1);
        assertThat(descriptor.displayName()).isEqualTo("An app");
        assertThat(descriptor.servlet("calls")).isPresent();
    }

    @Test
    @DisplayName("DDX-2: version 1.0 is known by its DOCTYPE, which is never fetched")
    void a_descriptor_of_1_0() throws Exception {
        ApplicationDescriptor descriptor = read("""
                <?xml version="1.0"?>
                <!DOCTYPE sip-app PUBLIC "-//Java Community Process//DTD SIP Application 1.0//EN"
                    "http://no.such.host.invalid/dtd/sip-app_1_0.dtd">
                <sip-app>
                  <display-name>Old app</display-name>
                  <servlet><servlet-name>one</servlet-name><servlet-class>org.example.One</servlet-class></servlet>
                  <servlet><servlet-name>two</servlet-name><servlet-class>org.example.Two</servlet-class></servlet>
                  <proxy-config><sequential-search-timeout>20</sequential-search-timeout></proxy-config>
                </sip-app>
                """);

        assertThat(descriptor.version()).isEqualTo(Version.V1_0);
        assertThat(descriptor.name()).isEqualTo("Old app");
        assertThat(descriptor.selection()).isEqualTo(new MainServlet("one"));
        assertThat(descriptor.proxyTimeout()).isEqualTo(20);
    }

    @Test
    void a_file_without_any_sign_of_its_version_is_read_as_old_and_told() throws Exception {
        ApplicationDescriptor descriptor = read("<sip-app>" + servlet("one") + servlet("two") + "</sip-app>");

        assertThat(descriptor.version()).isEqualTo(Version.V1_0);
        assertThat(descriptor.name()).isEqualTo("archive");
        assertThat(descriptor.warnings()).singleElement().asString().contains("read as 1.0");
    }

    @Test
    void nothing_outside_the_file_is_opened() throws Exception {
        ApplicationDescriptor descriptor = read("""
                <!DOCTYPE sip-app [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
                <sip-app><display-name>x&secret;y</display-name></sip-app>
                """);

        assertThat(descriptor.displayName()).isEqualTo("xy");
    }

    @ParameterizedTest
    @DisplayName("DDX-3: what may stand once fails deployment when it stands twice")
    @ValueSource(
            strings = {
                "<distributable/>",
                "<session-config/>",
                "<proxy-config/>",
                "<login-config/>",
                "<app-name>b</app-name>"
            })
    void what_may_stand_once(String element) {
        String name = element.replaceAll("<([a-z-]+).*", "$1");
        assertThatThrownBy(() -> read("<sip-app version='1.1'>" + element + "\n" + element + "</sip-app>"))
                .isInstanceOf(DescriptorException.class)
                .hasMessage("archive/WEB-INF/sip.xml, line 2, <" + name
                        + ">: stands a second time (first in line 1); keep one");
    }

    @Test
    @DisplayName("DDX-4: a servlet has name, class, parameters, order of loading, an identity and roles")
    void all_of_a_servlet() throws Exception {
        ApplicationDescriptor descriptor = read("""
                <sip-app version="1.1"><app-name>a</app-name>
                  <servlet id="s">
                    <icon><small-icon>s.png</small-icon></icon>
                    <servlet-name>calls</servlet-name><display-name>Calls</display-name>
                    <description>answers</description>
                    <servlet-class>org.example.Calls</servlet-class>
                    <init-param><param-name>to</param-name><param-value>sip:a@b</param-value></init-param>
                    <load-on-startup> 2 </load-on-startup>
                    <run-as><role-name>operator</role-name></run-as>
                    <security-role-ref><role-name>boss</role-name><role-link>admin</role-link></security-role-ref>
                  </servlet>
                </sip-app>
                """);

        assertThat(descriptor.servlet("calls"))
                .contains(new ServletDeclaration(
                        "calls",
                        "org.example.Calls",
                        "answers",
                        Map.of("to", "sip:a@b"),
                        2,
                        "operator",
                        List.of(new RoleReference("boss", "admin"))));
    }

    @Test
    @DisplayName("DDX-5: a servlet that does not say when to load is loaded late")
    void loading_late_is_the_default() throws Exception {
        assertThat(read(app(servlet("one"))).servlets().getFirst().loadOnStartup())
                .isEqualTo(-1);
    }

    @Test
    @DisplayName("DDX-7: a session timeout of 0 or less is kept, and means never")
    void a_session_that_never_ends() throws Exception {
        assertThat(read(app("<session-config><session-timeout>-1</session-timeout></session-config>"))
                        .sessionTimeout())
                .isEqualTo(-1);
        assertThat(read(app("")).sessionTimeout()).isEqualTo(3);
    }

    @Test
    @DisplayName("DDX-8: a proxy timeout is in seconds, above 0, and 180 by default")
    void proxy_timeouts() throws Exception {
        assertThat(read(app("")).proxyTimeout()).isEqualTo(180);
        assertThatThrownBy(() -> read(app("<proxy-config><proxy-timeout>0</proxy-timeout></proxy-config>")))
                .isInstanceOf(DescriptorException.class)
                .hasMessageContaining("<proxy-timeout>: found 0");
    }

    @Test
    @DisplayName("APP-4: an application of 1.1 that nobody names fails deployment")
    void an_application_of_1_1_needs_a_name() throws Exception {
        assertThatThrownBy(() -> read("<sip-app version='1.1'>" + servlet("one") + "</sip-app>"))
                .isInstanceOf(DescriptorException.class)
                .hasMessageContaining("has no <app-name>");
        ApplicationDescriptor shown = read("<sip-app version='1.1'><display-name>Shown</display-name></sip-app>");
        assertThat(shown.name()).isEqualTo("Shown");
        assertThat(shown.warnings()).hasSize(1);
    }

    @Test
    @DisplayName("MAP-1: main servlet and mappings together fail deployment")
    void main_servlet_or_mappings() {
        assertThatThrownBy(() -> read(app(servlet("one")
                        + "<servlet-selection><main-servlet>one</main-servlet>"
                        + mapping("one", "<exists><var>request.uri</var></exists>")
                        + "</servlet-selection>")))
                .isInstanceOf(DescriptorException.class)
                .hasMessageContaining("keep one of them");
    }

    @Test
    @DisplayName("MAP-2: a lone servlet is the main servlet")
    void a_lone_servlet_is_the_main_servlet() throws Exception {
        assertThat(read(app(servlet("one"))).selection()).isEqualTo(new MainServlet("one"));
        assertThat(read(app("")).selection()).isEqualTo(new ServletSelection.None());
    }

    @Test
    @DisplayName("MAP-3: several servlets and nothing to choose among them fail deployment")
    void several_servlets_need_a_choice() {
        assertThatThrownBy(() -> read(app(servlet("one") + servlet("two"))))
                .isInstanceOf(DescriptorException.class)
                .hasMessageContaining("[one, two]")
                .hasMessageContaining("<servlet-selection>");
    }

    @Test
    @DisplayName("MAP-4: a main servlet or a mapping that names no declared servlet fails deployment")
    void names_must_be_declared() {
        assertThatThrownBy(() -> read(
                        app(servlet("one") + "<servlet-selection><main-servlet>on</main-servlet></servlet-selection>")))
                .isInstanceOf(DescriptorException.class)
                .hasMessageContaining("\"on\"")
                .hasMessageContaining("[one]");
        assertThatThrownBy(() -> read(app(servlet("one") + mapping("two", "<exists><var>request.uri</var></exists>"))))
                .isInstanceOf(DescriptorException.class)
                .hasMessageContaining("line 1, <servlet-mapping>: names servlet \"two\"");
    }

    @Test
    @DisplayName("MAP-5, MAP-8: mappings keep their order, and patterns nest")
    void mappings_are_read() throws Exception {
        ApplicationDescriptor descriptor = read(app(servlet("one") + servlet("two") + "<servlet-selection>"
                + mapping("two", """
                        <and>
                          <equal ignore-case="true"><var> request.method </var><value>INVITE</value></equal>
                          <or><contains><var>request.uri.user</var><value>b</value></contains>
                              <not><exists><var>request.route</var></exists></not></or>
                        </and>
                        """)
                + mapping("one", "<subdomain-of><var>request.uri.host</var><value>example.com</value></subdomain-of>")
                + "</servlet-selection>"));

        assertThat(descriptor.selection())
                .isEqualTo(new Mappings(List.of(
                        new Mapping(
                                "two",
                                new Condition.And(List.of(
                                        new Condition.Equal(Variable.named("request.method"), "INVITE", true),
                                        new Condition.Or(List.of(
                                                new Condition.Contains(Variable.named("request.uri.user"), "b", false),
                                                new Condition.Not(
                                                        new Condition.Exists(Variable.named("request.route")))))))),
                        new Mapping(
                                "one", new Condition.SubdomainOf(Variable.named("request.uri.host"), "example.com")))));
    }

    @Test
    void mappings_outside_servlet_selection_are_taken_with_a_warning() throws Exception {
        ApplicationDescriptor descriptor =
                read(app(servlet("one") + mapping("one", "<exists><var>request.uri</var></exists>")));

        assertThat(descriptor.selection()).isInstanceOf(Mappings.class);
        assertThat(descriptor.warnings()).singleElement().asString().contains("belongs into <servlet-selection>");
    }

    @Test
    void security_is_read() throws Exception {
        ApplicationDescriptor descriptor = read(app(servlet("one") + """
                <security-constraint>
                  <resource-collection>
                    <resource-name>calls</resource-name>
                    <servlet-name>one</servlet-name><sip-method>INVITE</sip-method><sip-method>MESSAGE</sip-method>
                  </resource-collection>
                  <proxy-authentication/>
                  <auth-constraint><role-name>member</role-name></auth-constraint>
                  <user-data-constraint><transport-guarantee>CONFIDENTIAL</transport-guarantee></user-data-constraint>
                </security-constraint>
                <login-config>
                  <auth-method>DIGEST</auth-method><realm-name>example.com</realm-name>
                  <identity-assertion>
                    <identity-assertion-scheme>P-Asserted-Identity</identity-assertion-scheme>
                    <identity-assertion-support>REQUIRED</identity-assertion-support>
                  </identity-assertion>
                </login-config>
                <security-role><role-name>member</role-name></security-role>
                """));

        assertThat(descriptor.security().constraints())
                .containsExactly(new SecurityConstraint(
                        List.of(new ResourceCollection("calls", Set.of("one"), Set.of("INVITE", "MESSAGE"))),
                        true,
                        Set.of("member"),
                        TransportGuarantee.CONFIDENTIAL));
        assertThat(descriptor.security().login())
                .isEqualTo(
                        new LoginConfig("DIGEST", "example.com", new IdentityAssertion("P-Asserted-Identity", true)));
        assertThat(descriptor.security().roles()).containsExactly("member");
    }

    @Test
    void names_to_look_up_are_read() throws Exception {
        ApplicationDescriptor descriptor = read(app("""
                <env-entry><env-entry-name>limit</env-entry-name><env-entry-type>java.lang.Integer</env-entry-type>
                  <env-entry-value>4</env-entry-value></env-entry>
                <resource-ref><res-ref-name>jdbc/x</res-ref-name><res-type>javax.sql.DataSource</res-type>
                  <res-auth>Container</res-auth></resource-ref>
                <ejb-ref><ejb-ref-name>ejb/x</ejb-ref-name></ejb-ref>
                """));

        assertThat(descriptor.naming().entries())
                .containsExactly(new EnvironmentEntry("limit", "java.lang.Integer", "4"));
        assertThat(descriptor.naming().resources())
                .containsExactly(new ResourceReference("jdbc/x", "javax.sql.DataSource", "Container", true));
        assertThat(descriptor.naming().others()).singleElement().satisfies(other -> {
            assertThat(other.name()).isEqualTo("ejb-ref");
            assertThat(other.textOf("ejb-ref-name")).contains("ejb/x");
        });
    }

    @Test
    void a_vendors_own_elements_are_passed_over() throws Exception {
        assertThat(read(app("<v:cache xmlns:v='urn:vendor'>x</v:cache>")).warnings())
                .singleElement()
                .asString()
                .contains("urn:vendor");
    }

    @ParameterizedTest
    @DisplayName("DDX-20: what is not valid is told with file, line and element")
    @CsvSource(
            delimiter = '|',
            value = {
                "<servlets/>                                            | <servlets>: is no element of <sip-app>",
                "<servlet><servlet-name>x</servlet-name></servlet>      | <servlet>: has no <servlet-class>",
                "<servlet><servlet-class>x</servlet-class></servlet>    | <servlet>: has no <servlet-name>",
                "<servlet><clas/></servlet>                             | <clas>: does not belong into <servlet>",
                "<app-name>b</app-name>                                 | <app-name>: stands a second time",
                "<listener/>                                            | <listener>: has no <listener-class>",
                "<session-config><session-timeout>long</session-timeout></session-config> | "
                        + "<session-timeout>: found \"long\", expected a whole number",
                "<servlet-mapping><servlet-name>x</servlet-name></servlet-mapping> | "
                        + "<servlet-mapping>: has no <pattern>",
                "<servlet-mapping><servlet-name>x</servlet-name><pattern><exists><var>request.foo</var>"
                        + "</exists></pattern></servlet-mapping> | <var>: unknown variable \"request.foo\"",
                "<servlet-mapping><servlet-name>x</servlet-name><pattern><like/></pattern>"
                        + "</servlet-mapping> | <like>: is no condition",
                "<servlet-mapping><servlet-name>x</servlet-name><pattern/></servlet-mapping> | "
                        + "<pattern>: found 0 conditions, expected one",
                "<security-constraint/>                                 | "
                        + "<security-constraint>: has no <resource-collection>",
                "<open>                                                 | not well-formed XML"
            })
    void what_is_not_valid_is_told(String element, String message) {
        assertThatThrownBy(() -> read("<sip-app version='1.1'><app-name>a</app-name>\n" + element + "</sip-app>"))
                .isInstanceOf(DescriptorException.class)
                .hasMessageStartingWith("archive/WEB-INF/sip.xml, ")
                .hasMessageContaining(message);
    }

    @Test
    void another_root_is_told() {
        assertThatThrownBy(() -> read("<web-app/>"))
                .isInstanceOf(DescriptorException.class)
                .hasMessageContaining("line 1, <web-app>")
                .hasMessageContaining("expected <sip-app>");
    }

    private static String app(String content) {
        return "<sip-app version='1.1'><app-name>a</app-name>" + content + "</sip-app>";
    }

    private static String servlet(String name) {
        return A_SERVLET.formatted(name);
    }

    private static String mapping(String servlet, String condition) {
        return "<servlet-mapping><servlet-name>" + servlet + "</servlet-name><pattern>" + condition
                + "</pattern></servlet-mapping>";
    }

    private static ApplicationDescriptor read(String sipXml) throws DescriptorException {
        return new Archive("archive", List.of())
                .describe(new ByteArrayInputStream(sipXml.strip().getBytes(StandardCharsets.UTF_8)))
                .orElseThrow();
    }
}
