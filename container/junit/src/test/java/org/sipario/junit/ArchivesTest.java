package org.sipario.junit;

import java.io.IOException;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sipario.junit.apps.Greeter;
import org.sipario.junit.apps.Unmarked;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.TestUserAgent;

class ArchivesTest {
    private static final String GREETING = """
            alice -> app MESSAGE
            app -> alice 200
            """;

    private static WebArchive greeter(String name) {
        return ShrinkWrap.create(WebArchive.class, name).addClass(Greeter.class);
    }

    @Nested
    @SipTest
    class Shrink_wrapped_war {
        @Deploy
        static Archive<?> archive() {
            return greeter("greeter.war");
        }

        @Test
        void is_deployed(Ladder ladder, @UserAgent("alice") TestUserAgent alice) {
            ladder.play(GREETING);
        }
    }

    @Nested
    @SipTest
    class Shrink_wrapped_sar {
        @Deploy
        static Archive<?> archive() {
            return greeter("greeter.sar");
        }

        @Test
        void is_deployed(Ladder ladder, @UserAgent("alice") TestUserAgent alice) {
            ladder.play(GREETING);
        }
    }

    @Nested
    @SipTest
    class File_on_the_disk {
        @TempDir
        private static Path folder;

        @Deploy
        static Path archive() throws IOException {
            Path file = folder.resolve("greeter.war");
            greeter("greeter.war").as(ZipExporter.class).exportTo(file.toFile());
            return file;
        }

        @Test
        void is_deployed(Ladder ladder, @UserAgent("alice") TestUserAgent alice) {
            ladder.play(GREETING);
        }
    }

    @Nested
    @SipTest
    class Descriptor_of_the_archive {
        @Deploy
        static Archive<?> archive() {
            return ShrinkWrap.create(WebArchive.class, "described.sar")
                    .addClass(Unmarked.class)
                    .addAsWebInfResource(new StringAsset("""
                            <sip-app xmlns="http://www.jcp.org/xml/ns/sipservlet" version="1.1">
                              <app-name>described</app-name>
                              <servlet>
                                <servlet-name>silent</servlet-name>
                                <servlet-class>org.sipario.junit.apps.Unmarked</servlet-class>
                              </servlet>
                            </sip-app>
                            """), "sip.xml");
        }

        @Test
        void says_what_annotations_do_not(Ladder ladder, @UserAgent("alice") TestUserAgent alice) {
            ladder.play("""
                alice -> app MESSAGE
                app -> alice 500
                """);
        }
    }
}
