package org.sipario.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sipario.message.Transport;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.SocketNetwork;

/** What the documents show compiles, and the first servlet of the README answers a call. */
class DocumentationTest {
    private static final Path ROOT =
            Path.of(System.getProperty("basedir", ".")).resolve("../..").normalize();
    private static final Pattern JAVA = Pattern.compile("^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("public (?:final )?(?:class|interface|record) (\\w+)");

    @TempDir
    private Path folder;

    /** A class that a document shows, whole. */
    record Example(String document, String name, String source) {
        @Override
        public String toString() {
            return document + ": " + name;
        }
    }

    static List<Example> examples() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> guide = Files.walk(ROOT.resolve("docs"))) {
            guide.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        List<Example> examples = new ArrayList<>();
        for (Path document : documents) {
            for (Matcher block = JAVA.matcher(Files.readString(document)); block.find(); ) {
                Matcher name = NAME.matcher(block.group(1));
                if (name.find()) {
                    examples.add(new Example(ROOT.relativize(document).toString(), name.group(1), block.group(1)));
                }
            }
        }
        return examples;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void what_is_shown_compiles(Example example) throws IOException {
        compile(examples().getFirst(), folder);

        assertThat(compile(example, folder)).isEmpty();
    }

    /** What the compiler has to say; empty when all is well. */
    private static String compile(Example example, Path target) {
        URI uri = URI.create("string:///" + example.name() + ".java");
        JavaFileObject source = new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return example.source();
            }
        };
        StringWriter complaints = new StringWriter();
        String classPath = target
                + File.pathSeparator
                + System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> options = List.of("-proc:none", "-d", target.toString(), "-cp", classPath);
        ToolProvider.getSystemJavaCompiler()
                .getTask(complaints, null, null, options, null, List.of(source))
                .call();
        return complaints.toString();
    }

    @Test
    @Tag("wire")
    void the_first_servlet_takes_a_call() throws IOException {
        Example first = examples().getFirst();
        assertThat(first.document()).isEqualTo("README.md");
        Path application = folder.resolve("echo");
        assertThat(compile(first, Files.createDirectories(application.resolve("WEB-INF/classes"))))
                .isEmpty();

        try (EmbeddedServer server = EmbeddedServer.builder()
                        .sip(Transport.UDP, "127.0.0.1", 0)
                        .start();
                SocketNetwork network =
                        new SocketNetwork(Map.of(Transport.UDP, server.sip(Transport.UDP)), Duration.ofSeconds(5))) {
            server.deploy(application);
            Ladder.on(network, "alice")
                    .with("alice -> echo INVITE", invite -> invite.withBody("application/sdp", "v=0\r\n"))
                    .play("""
                            alice -> echo   INVITE sip:echo@example.com
                            [echo -> alice  100]
                            echo  -> alice  200
                            alice -> echo   ACK
                            alice -> echo   BYE
                            echo  -> alice  200 BYE
                            """)
                    .where("echo -> alice 200", ok -> assertThat(ok.body()).isEqualTo("v=0\r\n"));
        }
    }

    @Test
    void every_attribute_of_the_stack_is_in_the_guide() throws IOException {
        String guide = Files.readString(ROOT.resolve("docs/guide/configuration.md"));

        assertThat(StackSettings.names())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(guide).contains("| `" + name + "` |"));
    }

    @Test
    void every_link_to_a_file_leads_somewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        Pattern link = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
        try (Stream<Path> all = Stream.concat(Files.list(ROOT), Files.walk(ROOT.resolve("docs")))) {
            for (Path document :
                    all.filter(file -> file.toString().endsWith(".md")).toList()) {
                for (Matcher matcher = link.matcher(Files.readString(document)); matcher.find(); ) {
                    if (Files.notExists(document.resolveSibling(matcher.group(1)))) {
                        broken.add(ROOT.relativize(document) + ": " + matcher.group(1));
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
    }
}
