package org.sipario.tomcat.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sipario.message.wire.Transport;
import org.sipario.tomcat.StartFailure;
import org.sipario.tomcat.apps.Answering;
import org.sipario.tomcat.apps.Forwarding;
import org.sipario.tomcat.apps.Keeping;
import org.sipario.tomcat.apps.WebSide;
import org.sipario.tomcat.deploy.DeploymentFailure;
import org.sipario.tomcat.legacy.OldPhone;

class SipApplicationTest {
    private static final String OLD_DESCRIPTOR = """
            <?xml version="1.0" encoding="UTF-8"?>
            <sip-app xmlns="http://www.jcp.org/xml/ns/sipservlet" version="1.1">
              <app-name>old</app-name>
              <servlet>
                <servlet-name>phone</servlet-name>
                <servlet-class>%s</servlet-class>
              </servlet>
            </sip-app>
            """;

    private static EmbeddedServer server;
    private static Phone phone;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedServer.builder()
                .http("127.0.0.1", 0)
                .sip(Transport.UDP, "127.0.0.1", 0)
                .start();
        phone = new Phone();
    }

    @AfterAll
    static void stop() {
        phone.close();
        server.close();
    }

    @AfterEach
    void leave_nothing_behind() {
        server.undeploy("app");
        server.undeploy("other");
    }

    private static String message() throws IOException {
        return phone.ask("MESSAGE", server.sip(Transport.UDP));
    }

    private static String get(String path) throws IOException {
        return Http.get(server.http(), path);
    }

    @Test
    void a_servlet_known_by_its_annotation_answers() throws IOException {
        server.deploy("app", Answering.class);

        assertThat(message()).startsWith("SIP/2.0 200 ");
    }

    @Test
    void DDX_15_and_DDX_16_resources_are_injected_before_post_construct() throws IOException {
        server.deploy("app", Answering.class);

        assertThat(message()).contains("X-Injected: true\r\n");
    }

    @Test
    void DDX_17_the_factory_is_found_by_jndi() throws IOException {
        server.deploy("app", Answering.class);

        assertThat(message()).contains("X-Looked-Up: true\r\n");
    }

    @Test
    void sessions_and_requests_are_serialised_as_references_to_what_is_there() throws IOException {
        server.deploy("app", Keeping.class);

        assertThat(message())
                .contains("X-Request: true\r\n")
                .contains("X-Session: true\r\n")
                .contains("X-Application-Session: true\r\n");
    }

    @Test
    void APP_7_the_thread_sees_the_applications_classes() throws IOException {
        server.deploy("app", Answering.class);

        assertThat(message()).contains("X-Loader: true\r\n");
    }

    @Test
    void CTX_10_context_parameters_of_sip_xml_are_seen() throws IOException {
        server.deploy(
                TestArchive.of(Answering.class).with("WEB-INF/sip.xml", """
                        <sip-app xmlns="http://www.jcp.org/xml/ns/sipservlet" version="1.1">
                          <app-name>answering</app-name>
                          <context-param><param-name>greeting</param-name><param-value>hello</param-value></context-param>
                        </sip-app>
                        """).pack(folder.resolve("app.sar")));

        assertThat(message()).contains("X-Parameter: hello\r\n");
    }

    @Test
    void CTX_11_and_CTX_12_a_servlet_forwards_to_another_by_name_and_includes_nothing() throws IOException {
        server.deploy(TestArchive.of(Answering.class, Forwarding.class)
                .with("WEB-INF/sip.xml", """
                        <sip-app xmlns="http://www.jcp.org/xml/ns/sipservlet" version="1.1">
                          <app-name>answering</app-name>
                          <servlet-selection><main-servlet>forwarding</main-servlet></servlet-selection>
                          <servlet>
                            <servlet-name>forwarding</servlet-name>
                            <servlet-class>%s</servlet-class>
                          </servlet>
                        </sip-app>
                        """.formatted(Forwarding.class.getName()))
                .pack(folder.resolve("app.sar")));

        assertThat(message()).startsWith("SIP/2.0 200 ").contains("X-Injected: true");
    }

    @Test
    void CVG_1_and_CVG_2_an_http_session_has_an_application_session() throws IOException {
        server.deploy("app", Answering.class, WebSide.class);

        assertThat(get("/app/web/same")).isEqualTo("true true");
    }

    @Test
    void CVG_3_a_url_with_the_session_is_absolute() throws IOException {
        server.deploy("app", Answering.class, WebSide.class);

        assertThat(get("/app/web/url"))
                .matches("http://localhost:" + server.http().getPort() + "/app/page;jsessionid=[0-9A-F]+\\?x=1");
    }

    @Test
    void CVG_5_http_servlets_have_the_same_factory() throws IOException {
        server.deploy("app", Answering.class, WebSide.class);

        assertThat(get("/app/web/factory")).isEqualTo("true");
    }

    @Test
    void CVG_10_the_end_of_an_application_session_ends_its_http_sessions() throws IOException {
        server.deploy("app", Answering.class, WebSide.class);

        assertThat(get("/app/web/end")).isEqualTo("true");
    }

    @Test
    void SAS_27_an_encoded_url_brings_an_http_session_into_the_application_session() throws IOException {
        server.deploy("app", Answering.class, WebSide.class);

        assertThat(get(get("/app/web/invite"))).isEqualTo("invited");
    }

    @Test
    void an_application_from_before_jakarta_runs_unchanged() throws IOException {
        server.deploy(TestArchive.of(OldPhone.class)
                .with("WEB-INF/sip.xml", OLD_DESCRIPTOR.formatted(OldPhone.class.getName()))
                .pack(folder.resolve("app.sar")));

        assertThat(message())
                .startsWith("SIP/2.0 200 ")
                .contains("X-Injected: true\r\n")
                .contains("X-Attribute: true\r\n");
    }

    @Test
    void an_application_that_is_gone_answers_no_more() throws IOException {
        server.deploy("app", Answering.class);
        server.undeploy("app");

        assertThat(message()).doesNotStartWith("SIP/2.0 2");
    }

    @Test
    void APP_3_a_second_application_of_the_same_name_is_refused() throws IOException {
        server.deploy("app", Answering.class);

        assertThatThrownBy(() -> server.deploy("other", Answering.class))
                .isInstanceOf(DeploymentFailure.class)
                .hasMessageStartingWith("other is not deployed: ")
                .hasMessageContaining("\"answering\"")
                .message()
                .hasLineCount(1);
        assertThat(message()).startsWith("SIP/2.0 200 ");
    }

    @Test
    void a_class_that_is_missing_is_named() throws IOException {
        Path archive = TestArchive.of()
                .with("WEB-INF/sip.xml", OLD_DESCRIPTOR.formatted("com.example.Missing"))
                .pack(folder.resolve("app.sar"));

        assertThatThrownBy(() -> server.deploy(archive))
                .hasMessage("app is not deployed: the class com.example.Missing is not in the archive,"
                        + " or something that it needs is not");
    }

    @Test
    void a_sip_application_that_has_answered_leaves_no_class_loader_behind() throws IOException {
        server.deploy("app", Answering.class, WebSide.class);
        message();
        get("/app/web/same");
        WeakReference<ClassLoader> loader = new WeakReference<>(server.classLoader("/app"));

        server.undeploy("app");

        await().atMost(Duration.ofSeconds(10)).until(() -> {
            System.gc();
            return loader.get() == null;
        });
    }

    @Test
    void a_port_that_is_taken_stops_the_start_in_one_line() {
        int port = server.sip(Transport.UDP).getPort();

        assertThatThrownBy(() -> EmbeddedServer.builder()
                        .sip(Transport.UDP, "127.0.0.1", port)
                        .start())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(Integer.toString(port))
                .hasMessageContaining("-Dsip.port")
                .message()
                .hasLineCount(1);
    }
}
