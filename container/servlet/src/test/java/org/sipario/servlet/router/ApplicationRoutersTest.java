package org.sipario.servlet.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.sip.ar.SipApplicationRouter;
import jakarta.servlet.sip.ar.spi.SipApplicationRouterProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sipario.servlet.mapping.Stub;

class ApplicationRoutersTest {

    private static final String JAKARTA = "jakarta.servlet.sip.ar.spi.SipApplicationRouterProvider";
    private static final String JAVAX = "javax.servlet.sip.ar.spi.SipApplicationRouterProvider";

    @TempDir
    Path folder;

    /** A router of another vendor. */
    public static final class Foreign extends SipApplicationRouterProvider {
        static final SipApplicationRouter ROUTER = Stub.of(SipApplicationRouter.class, Map.of());

        @Override
        public SipApplicationRouter getSipApplicationRouter() {
            return ROUTER;
        }
    }

    @Test
    @DisplayName("DAR-1: the default router is there where no other is")
    void the_default_is_there() {
        assertThat(ApplicationRouters.find(getClass().getClassLoader())).isInstanceOf(DefaultApplicationRouter.class);
    }

    @Test
    @DisplayName("RTR-25: the first provider listed on the class path is taken, in either spelling of the file")
    void a_listed_provider_is_taken() throws IOException {
        assertThat(listed(JAKARTA, "# ours\n\n" + Foreign.class.getName() + " # the one\nlater.One\n"))
                .isSameAs(Foreign.ROUTER);
        Files.delete(folder.resolve("META-INF/services/" + JAKARTA));
        assertThat(listed(JAVAX, Foreign.class.getName())).isSameAs(Foreign.ROUTER);
    }

    @Test
    @DisplayName("RTR-26: a system property forces a provider, in either spelling")
    void a_property_forces_a_provider() throws IOException {
        for (String property : new String[] {JAKARTA, JAVAX}) {
            System.setProperty(property, DefaultApplicationRouterProvider.class.getName());
            try {
                assertThat(listed(JAKARTA, Foreign.class.getName())).isInstanceOf(DefaultApplicationRouter.class);
            } finally {
                System.clearProperty(property);
            }
        }
    }

    @Test
    @DisplayName("RTR-27: two jars with a router each give one router")
    void two_jars_give_one_router() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        write(folder.resolve("one"), JAKARTA, Foreign.class.getName());
        write(other, JAKARTA, DefaultApplicationRouterProvider.class.getName());
        try (var loader = new URLClassLoader(
                new URL[] {folder.resolve("one/").toUri().toURL(), other.toUri().toURL()},
                getClass().getClassLoader())) {
            assertThat(ApplicationRouters.find(loader)).isSameAs(Foreign.ROUTER);
        }
    }

    @Test
    void a_provider_that_can_not_be_made_stops_the_start_and_says_where_it_was_named() {
        assertThatThrownBy(() -> listed(JAKARTA, "no.such.Provider"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no.such.Provider")
                .hasMessageContaining("META-INF/services");
        assertThatThrownBy(() -> listed(JAKARTA, "java.lang.Object"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is no " + JAKARTA);
    }

    private SipApplicationRouter listed(String service, String content) throws IOException {
        write(folder, service, content);
        try (var loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            return ApplicationRouters.find(loader);
        }
    }

    private static void write(Path root, String service, String content) throws IOException {
        Path file = root.resolve("META-INF/services/" + service);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
