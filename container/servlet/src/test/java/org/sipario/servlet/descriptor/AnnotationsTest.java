package org.sipario.servlet.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sipario.servlet.descriptor.ApplicationDescriptor.KeyMethod;
import org.sipario.servlet.descriptor.ApplicationDescriptor.Version;
import org.sipario.servlet.descriptor.ServletSelection.MainServlet;

class AnnotationsTest {

    @TempDir
    Path folder;

    @Test
    @DisplayName(
            "APP-2: an archive without sip.xml but with SIP annotations is a SIP application, one without both is none")
    void annotations_make_an_application() throws Exception {
        assertThat(describe(null, AnnotatedClasses.Calls.class).name()).isEqualTo("archive");
        Path plain = AnnotatedClasses.directory(Files.createDirectory(folder.resolve("plain")), AnnotationsTest.class);
        assertThat(new Archive("plain", List.of(plain)).describe(null)).isEmpty();
    }

    @Test
    @DisplayName("DDX-9: a servlet's name is that of its class unless given, and it loads when the container likes")
    void servlets_by_annotation() throws Exception {
        ApplicationDescriptor calls = describe(null, AnnotatedClasses.Calls.class);
        assertThat(calls.servlets()).singleElement().satisfies(servlet -> {
            assertThat(servlet.name()).isEqualTo("Calls");
            assertThat(servlet.className()).isEqualTo(AnnotatedClasses.Calls.class.getName());
            assertThat(servlet.description()).isEqualTo("answers");
            assertThat(servlet.loadOnStartup()).isEqualTo(3);
        });
    }

    @Test
    void a_servlet_may_be_named_and_loads_late_by_default() throws Exception {
        ApplicationDescriptor texts = describe(null, AnnotatedClasses.Messages.class);

        assertThat(texts.servlets()).singleElement().satisfies(servlet -> {
            assertThat(servlet.name()).isEqualTo("texts");
            assertThat(servlet.loadOnStartup()).isEqualTo(-1);
        });
        assertThat(texts.proxyTimeout()).isEqualTo(180);
        assertThat(texts.sessionTimeout()).isEqualTo(3);
    }

    @Test
    @DisplayName("APP-4, DDX-10, DDX-11: @SipApplication names and sets up the application that servlets of "
            + "other packages join")
    void the_application_by_annotation() throws Exception {
        ApplicationDescriptor sample =
                describe(null, sampleApplication(), AnnotatedClasses.Calls.class, AnnotatedClasses.Joined.class);

        assertThat(sample.name()).isEqualTo("sample");
        assertThat(sample.displayName()).isEqualTo("A sample");
        assertThat(sample.description()).isEqualTo("by annotations");
        assertThat(sample.distributable()).isTrue();
        assertThat(sample.proxyTimeout()).isEqualTo(60);
        assertThat(sample.sessionTimeout()).isEqualTo(10);
        assertThat(sample.selection()).isEqualTo(new MainServlet("Calls"));
        assertThat(sample.servlets()).extracting(ServletDeclaration::name).containsExactly("Calls", "Joined");
        assertThat(sample.version()).isEqualTo(Version.V1_1);
    }

    @Test
    void libraries_are_searched_too() throws Exception {
        Path jar = AnnotatedClasses.jar(folder.resolve("library.jar"), AnnotatedClasses.Calls.class);
        Files.writeString(folder.resolve("Broken.class"), "not a class");

        assertThat(new Archive("archive", List.of(folder, jar))
                        .describe(null)
                        .orElseThrow()
                        .servlets())
                .extracting(ServletDeclaration::name)
                .containsExactly("Calls");
    }

    @Test
    void what_only_jsr_359_knows_makes_an_application_of_its_kind() throws Exception {
        ApplicationDescriptor modern = describe(null, AnnotatedClasses.Modern.class);

        assertThat(modern.version()).isEqualTo(Version.V2_0);
        assertThat(modern.settings().enableDerivedSessionAttributeCloning()).isTrue();
        assertThat(modern.settings().establishDialogOnSubscribeTransaction()).isFalse();
    }

    @Test
    @DisplayName("DDX-12: two application names in one archive fail deployment")
    void two_names_fail() {
        assertThatThrownBy(() -> describe(null, sampleApplication(), AnnotatedClasses.AnotherApplication.class))
                .isInstanceOf(DescriptorException.class)
                .hasMessageContaining("sample")
                .hasMessageContaining("another");
        assertThatThrownBy(() -> describe(null, AnnotatedClasses.Joined.class, AnnotatedClasses.Elsewhere.class))
                .isInstanceOf(DescriptorException.class)
                .hasMessageContaining("elsewhere");
        assertThatThrownBy(() ->
                        describe("<sip-app version='1.1'><app-name>filed</app-name></sip-app>", sampleApplication()))
                .isInstanceOf(DescriptorException.class)
                .hasMessageContaining("filed")
                .hasMessageContaining("sample");
    }

    @Test
    @DisplayName("DDX-13: @SipListener declares listeners, behind those of the file")
    void listeners_by_annotation() throws Exception {
        ApplicationDescriptor descriptor = describe(
                "<sip-app version='1.1'><app-name>a</app-name><listener>"
                        + "<listener-class>x.First</listener-class></listener></sip-app>",
                AnnotatedClasses.Clock.class);

        assertThat(descriptor.listeners()).containsExactly("x.First", AnnotatedClasses.Clock.class.getName());
    }

    @Test
    @DisplayName("DDX-14: the file overrides annotations, setting by setting")
    void the_file_goes_first() throws Exception {
        ApplicationDescriptor descriptor =
                describe("""
                <sip-app version="1.1">
                  <servlet-selection><main-servlet>Joined</main-servlet></servlet-selection>
                  <servlet><servlet-name>Calls</servlet-name><load-on-startup>7</load-on-startup></servlet>
                  <session-config><session-timeout>99</session-timeout></session-config>
                </sip-app>
                """, sampleApplication(), AnnotatedClasses.Calls.class, AnnotatedClasses.Joined.class);

        assertThat(descriptor.name()).isEqualTo("sample");
        assertThat(descriptor.sessionTimeout()).isEqualTo(99);
        assertThat(descriptor.proxyTimeout()).isEqualTo(60);
        assertThat(descriptor.selection()).isEqualTo(new MainServlet("Joined"));
        assertThat(descriptor.servlet("Calls")).hasValueSatisfying(servlet -> {
            assertThat(servlet.loadOnStartup()).isEqualTo(7);
            assertThat(servlet.description()).isEqualTo("answers");
            assertThat(servlet.className()).isEqualTo(AnnotatedClasses.Calls.class.getName());
        });
    }

    @Test
    void a_file_that_calls_itself_complete_is_the_only_one_asked() throws Exception {
        ApplicationDescriptor descriptor = describe(
                "<sip-app version='1.1' metadata-complete='true'><app-name>alone</app-name></sip-app>",
                sampleApplication(),
                AnnotatedClasses.Calls.class);

        assertThat(descriptor.name()).isEqualTo("alone");
        assertThat(descriptor.servlets()).isEmpty();
    }

    @Test
    void a_servlet_declared_under_another_name_is_the_annotated_one_of_its_class() throws Exception {
        ApplicationDescriptor descriptor =
                describe("""
                <sip-app version="1.1"><app-name>a</app-name>
                  <servlet><servlet-name>mine</servlet-name><servlet-class>%s</servlet-class></servlet>
                </sip-app>
                """.formatted(AnnotatedClasses.Calls.class.getName()), AnnotatedClasses.Calls.class);

        assertThat(descriptor.servlets()).extracting(ServletDeclaration::name).containsExactly("mine");
        assertThat(descriptor.servlets().getFirst().loadOnStartup()).isEqualTo(3);
    }

    @Test
    @DisplayName("MAP-3, MAP-4: several servlets need a main servlet, and it must be declared")
    void the_main_servlet_by_annotation() {
        assertThatThrownBy(() -> describe(null, AnnotatedClasses.Calls.class, AnnotatedClasses.Messages.class))
                .isInstanceOf(DescriptorException.class)
                .hasMessageContaining("[Calls, texts]")
                .hasMessageContaining("mainServlet");
        assertThatThrownBy(() -> describe(null, AnnotatedClasses.Typo.class, AnnotatedClasses.Calls.class))
                .isInstanceOf(DescriptorException.class)
                .hasMessageContaining("\"nobody\"")
                .hasMessageContaining("[Calls]");
    }

    @Test
    void two_servlets_of_one_name_fail() {
        assertThatThrownBy(() -> describe(null, AnnotatedClasses.Messages.class, AnnotatedClasses.MoreMessages.class))
                .isInstanceOf(DescriptorException.class)
                .hasMessageContaining("\"texts\"");
    }

    @Test
    @DisplayName("LSN-14: a second timer listener fails deployment, also where a base class makes it one")
    void two_timer_listeners_fail() throws Exception {
        assertThat(describe(null, AnnotatedClasses.Clock.class).listeners()).hasSize(1);
        assertThatThrownBy(() -> describe(
                        null,
                        AnnotatedClasses.Clock.class,
                        AnnotatedClasses.ClockBase.class,
                        AnnotatedClasses.SecondClock.class))
                .isInstanceOf(DescriptorException.class)
                .hasMessageContaining("timer listeners");
    }

    @Test
    @DisplayName("KEY-1: the key method is found")
    void the_key_method_is_found() throws Exception {
        assertThat(describe(null, AnnotatedClasses.Key.class).applicationKey())
                .isEqualTo(new KeyMethod(AnnotatedClasses.Key.class.getName(), "key"));
    }

    @ParameterizedTest
    @DisplayName("KEY-1: a key method of any other shape fails deployment")
    @ValueSource(
            classes = {
                AnnotatedClasses.PrivateKey.class,
                AnnotatedClasses.BoundKey.class,
                AnnotatedClasses.NumberKey.class,
                AnnotatedClasses.BareKey.class
            })
    void a_key_method_of_another_shape_fails(Class<?> type) {
        assertThatThrownBy(() -> describe(null, type))
                .isInstanceOf(DescriptorException.class)
                .hasMessageContaining(type.getName())
                .hasMessageContaining("public static String key(SipServletRequest)");
    }

    @Test
    @DisplayName("KEY-2: a second key method fails deployment")
    void two_key_methods_fail() {
        assertThatThrownBy(() -> describe(null, AnnotatedClasses.Key.class, AnnotatedClasses.SecondKey.class))
                .isInstanceOf(DescriptorException.class)
                .hasMessageContaining("keep one");
    }

    private static Class<?> sampleApplication() throws ClassNotFoundException {
        return Class.forName("org.sipario.servlet.descriptor.sample.package-info");
    }

    private ApplicationDescriptor describe(@Nullable String sipXml, Class<?>... classes)
            throws DescriptorException, IOException {
        Path directory = AnnotatedClasses.directory(Files.createTempDirectory(folder, "classes"), classes);
        return new Archive("archive", List.of(directory))
                .describe(sipXml == null ? null : new ByteArrayInputStream(sipXml.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow();
    }
}
