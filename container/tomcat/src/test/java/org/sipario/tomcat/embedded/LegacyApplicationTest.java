package org.sipario.tomcat.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sipario.legacy.ancient.Nostalgic;
import org.sipario.legacy.ancient.One;
import org.sipario.legacy.annotated.ClickToMessage;
import org.sipario.legacy.annotated.Greeter;
import org.sipario.legacy.annotated.Listening;
import org.sipario.legacy.described.Callee;
import org.sipario.legacy.described.Ears;
import org.sipario.legacy.described.Forwarder;
import org.sipario.message.wire.Transport;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.SocketNetwork;
import org.sipario.testkit.TextMessage;

/** Applications compiled against the API of before Jakarta, packed as they were then, deployed unchanged and called. */
@Tag("wire")
class LegacyApplicationTest {

    /** As the tools of the time wrote it: elements that come from Java EE have its prefix. */
    private static final String PREFIXED = """
            <?xml version="1.0" encoding="UTF-8"?>
            <sip-app xmlns="http://www.jcp.org/xml/ns/sipservlet" xmlns:javaee="http://java.sun.com/xml/ns/javaee"
                     xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="1.1"
                     xsi:schemaLocation="http://www.jcp.org/xml/ns/sipservlet http://www.jcp.org/xml/ns/sipservlet/sip-app_1_1.xsd">
              <app-name>described</app-name>
              <javaee:display-name>Calls of the old days</javaee:display-name>
              <javaee:context-param>
                <javaee:param-name>greeting</javaee:param-name>
                <javaee:param-value>hello, all</javaee:param-value>
              </javaee:context-param>
              <javaee:listener>
                <javaee:listener-class>org.sipario.legacy.described.Ears</javaee:listener-class>
              </javaee:listener>
              <javaee:listener>
                <javaee:listener-class>org.sipario.legacy.described.Callee</javaee:listener-class>
              </javaee:listener>
              <servlet>
                <javaee:servlet-name>callee</javaee:servlet-name>
                <javaee:servlet-class>org.sipario.legacy.described.Callee</javaee:servlet-class>
                <javaee:init-param>
                  <javaee:param-name>greeting</javaee:param-name>
                  <javaee:param-value>hello</javaee:param-value>
                </javaee:init-param>
                <javaee:load-on-startup>1</javaee:load-on-startup>
              </servlet>
              <servlet>
                <javaee:servlet-name>forwarder</javaee:servlet-name>
                <javaee:servlet-class>org.sipario.legacy.described.Forwarder</javaee:servlet-class>
                <javaee:load-on-startup>2</javaee:load-on-startup>
              </servlet>
              <servlet-selection>
                <servlet-mapping>
                  <servlet-name>callee</servlet-name>
                  <pattern><equal><var>request.uri.user</var><value>callee</value></equal></pattern>
                </servlet-mapping>
                <servlet-mapping>
                  <servlet-name>forwarder</servlet-name>
                  <pattern><exists><var>request.uri.user</var></exists></pattern>
                </servlet-mapping>
              </servlet-selection>
            </sip-app>
            """;

    /** As JSR 116 had it. The address of the DTD has long been dead. */
    private static final String ANCIENT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE sip-app PUBLIC "-//Java Community Process//DTD SIP Application 1.0//EN"
                "http://www.jcp.org/dtd/sip-app_1_0.dtd">
            <sip-app>
              <display-name>Ancient</display-name>
              <servlet>
                <servlet-name>one</servlet-name>
                <servlet-class>org.sipario.legacy.ancient.One</servlet-class>
                <load-on-startup/>
              </servlet>
              <servlet-mapping>
                <servlet-name>one</servlet-name>
                <pattern><equal><var>request.method</var><value>OPTIONS</value></equal></pattern>
              </servlet-mapping>
            </sip-app>
            """;

    @TempDir
    private Path folder;

    private EmbeddedServer server;
    private SocketNetwork network;

    @BeforeEach
    void start() {
        server = EmbeddedServer.builder()
                .http("127.0.0.1", 0)
                .sip(Transport.UDP, "127.0.0.1", 0)
                .start();
        network = new SocketNetwork(Map.of(Transport.UDP, server.sip(Transport.UDP)), Duration.ofSeconds(5));
    }

    @AfterEach
    void stop() {
        network.close();
        server.close();
    }

    private TestArchive described() throws IOException {
        return TestArchive.of(Callee.class, Forwarder.class, Ears.class)
                .with("WEB-INF/sip.xml", PREFIXED)
                .with(
                        "WEB-INF/classes/org/sipario/legacy/described/words.properties",
                        "factory=javax.servlet.sip.SipFactory");
    }

    @Test
    @DisplayName(
            "JAK-1, CTX-1, CTX-2, CTX-3, CTX-4, CTX-5, CTX-7, CTX-14, APP-1: what looks up old names finds new objects")
    void a_sar_with_a_prefixed_descriptor_is_called() throws IOException {
        server.deploy(described().pack(folder.resolve("app.sar")));

        TextMessage ok = Ladder.on(network, "alice").play("""
                        alice  -> server  INVITE sip:callee@example.com
                        [server -> alice  100]
                        server -> alice   180
                        server -> alice   200
                        alice  -> server  ACK
                        alice  -> server  BYE
                        server -> alice   200 BYE
                        """).message("server -> alice 200");

        assertThat(ok.header("X-Attribute")).isEqualTo("true");
        assertThat(ok.header("X-Jndi")).isEqualTo("true");
        assertThat(ok.header("X-Class")).isEqualTo("true");
        assertThat(ok.header("X-Properties")).isEqualTo("true");
        assertThat(ok.header("X-Supports")).isEqualTo("true");
        assertThat(ok.header("X-Rfcs")).isEqualTo("true");
        assertThat(ok.header("X-Sessions-Util")).isEqualTo("true");
        assertThat(ok.header("X-Interfaces"))
                .isEqualTo("udp " + server.sip(Transport.UDP).getPort());
        assertThat(ok.header("X-Context-Name")).isEqualTo("Calls of the old days");
        assertThat(ok.header("X-Init-Parameter")).isEqualTo("hello");
        assertThat(ok.header("X-Context-Parameter")).isEqualTo("hello, all");
        assertThat(ok.header("X-Info")).isEqualTo("answer");
        assertThat(ok.header("X-Started")).isEqualTo("context callee forwarder");
    }

    @Test
    @DisplayName("APP-1: a .war holds SIP as a .sar does")
    void a_war_with_a_prefixed_descriptor_proxies_a_call() throws IOException {
        server.deploy(described().pack(folder.resolve("app.war")));

        Ladder.on(network, "alice", "bob")
                .play("""
                        alice  -> server  INVITE BOB
                        [server -> alice  100]
                        server -> bob     INVITE BOB
                            + Record-Route: app=forwarder
                        bob    -> server  180
                        server -> alice   180
                        bob    -> server  200
                        server -> alice   200
                            + X-Passed: INVITE
                        alice  -> server  ACK
                        server -> bob     ACK
                        bob    -> server  BYE
                        server -> alice   BYE
                            + X-Passed: forwarder
                        alice  -> server  200
                        server -> bob     200 BYE
                            + X-Passed: BYE
                        """.replace("BOB", network.agent("bob").contact()));
    }

    @Test
    void a_war_with_nothing_but_annotations_in_a_library_greets() throws IOException {
        server.deploy(annotated());

        Ladder.on(network, "alice").play("""
                        alice  -> server  MESSAGE sip:anybody@example.com
                        server -> alice   200
                            + X-Injected: true
                            + X-Listening: Greeter
                            + X-Count: 1
                        alice  -> server  MESSAGE sip:anybody@example.com
                        server -> alice   200
                            + X-Count: 2
                        """);
    }

    @Test
    void its_web_half_sends_a_message() throws IOException {
        server.deploy(annotated());
        int port = network.agent("phone").address().getPort();

        assertThat(Http.get(server.http(), "/app/click?port=" + port)).isEqualTo("sent by annotated");

        Ladder.on(network, "phone")
                .play("""
                        server -> phone  MESSAGE
                        phone  -> server 200
                        """)
                .where(
                        "server -> phone MESSAGE",
                        message -> assertThat(message.body()).isEqualTo("clicked"));
    }

    @Test
    @DisplayName("DDX-2, SAS-17, CTX-6: a descriptor of 1.0 brings the defaults of 1.0")
    void a_sar_of_the_first_specification_answers() throws IOException {
        server.deploy(TestArchive.of(One.class).with("WEB-INF/sip.xml", ANCIENT).pack(folder.resolve("app.sar")));

        Ladder.on(network, "alice").play("""
                        alice  -> server  OPTIONS
                        server -> alice   200
                            + X-Initialised: 1
                            + X-100rel: true
                            + X-Invalidates: false
                            + X-Name: Ancient
                        """);
    }

    @Test
    void JAK_3_a_method_that_is_no_more_costs_one_request_and_not_the_application() throws IOException {
        server.deploy(TestArchive.of(Nostalgic.class)
                .with(
                        "WEB-INF/sip.xml",
                        ANCIENT.replace("One", "Nostalgic")
                                .replaceFirst("(?s)<servlet-mapping>.*</servlet-mapping>", ""))
                .pack(folder.resolve("app.sar")));

        Ladder.on(network, "alice").play("""
                        alice  -> server  MESSAGE sip:server@example.com
                        server -> alice   500
                        alice  -> server  OPTIONS sip:server@example.com
                        server -> alice   200
                        """);
    }

    @Test
    void what_lies_in_apps_javax_when_the_server_starts_is_converted_too() throws IOException {
        Path base = folder.resolve("base");
        Files.createDirectories(base.resolve("apps-javax"));
        TestArchive.of(One.class).with("WEB-INF/sip.xml", ANCIENT).pack(base.resolve("apps-javax/app.sar"));

        try (EmbeddedServer other = EmbeddedServer.builder()
                .base(base)
                .sip(Transport.UDP, "127.0.0.1", 0)
                .start()) {
            try (Phone phone = new Phone()) {
                assertThat(phone.ask("OPTIONS", other.sip(Transport.UDP))).startsWith("SIP/2.0 200 ");
            }
        }
    }

    /** Classes in WEB-INF/lib alone: only there can be seen that they are old. */
    private Path annotated() throws IOException {
        return TestArchive.of()
                .withJar("WEB-INF/lib/greeter.jar", Greeter.class, Listening.class, ClickToMessage.class)
                .pack(folder.resolve("app.war"));
    }
}
