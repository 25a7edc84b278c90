package org.sipario.maven.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.sipario.maven.RunSettings;

/** A project on the disk, as Maven lays one out, with a compiler for its sources. */
final class Project {
    private final Path folder;

    Project(Path folder) {
        this.folder = folder;
    }

    Path classes() {
        return folder.resolve("target/classes");
    }

    Path webapp() {
        return folder.resolve("src/main/webapp");
    }

    Path target() {
        return folder.resolve("target");
    }

    /** To run it on ports of its own. */
    RunSettings settings(Path... libraries) {
        return new RunSettings(
                folder.resolve("target/sipario"),
                "/answers",
                List.of(classes()),
                webapp(),
                List.of(libraries),
                "127.0.0.1",
                0,
                0,
                List.of(new RunSettings.User("alice", "wonderland", List.of())),
                null);
    }

    /** Compiles a servlet that answers OPTIONS with this status. */
    void compileServletThatAnswers(int status) throws IOException {
        compile("Answer", """
                import jakarta.servlet.sip.SipServletRequest;
                import jakarta.servlet.sip.annotation.SipServlet;

                @SipServlet(applicationName = "answers")
                public class Answer extends jakarta.servlet.sip.SipServlet {
                    @Override
                    protected void doOptions(SipServletRequest options) throws java.io.IOException {
                        options.createResponse(%d).send();
                    }
                }
                """.formatted(status));
    }

    private void compile(String name, String source) throws IOException {
        Path file = folder.resolve("src/main/java").resolve(name + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        Files.createDirectories(classes());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> arguments =
                new ArrayList<>(List.of("-proc:none", "-d", classes().toString()));
        arguments.add(file.toString());
        int status = compiler.run(null, null, null, arguments.toArray(String[]::new));
        if (status != 0) {
            throw new IllegalStateException(source + " does not compile");
        }
    }

    /** Writes a file of its web content. */
    void web(String name, String text) throws IOException {
        Path file = webapp().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Deletes all classes, as a compiler does that begins anew. */
    void clean() throws IOException {
        try (Stream<Path> files = Files.walk(classes())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }
}
