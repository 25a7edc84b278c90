package org.sipario.docs;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The code of a chapter as a reader would have it: a folder with the files that the chapter names, and its classes.
 * Tests run in a process of their own that starts in this folder.
 */
final class Workshop {
    private static final long PATIENCE_SECONDS = 120;
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    private final Path folder;
    private final List<Block> blocks;

    Workshop(Path folder, List<Block> blocks) throws IOException {
        this.folder = folder;
        this.blocks = blocks;
        for (Block block : blocks) {
            if (block.isFile()) {
                Path file = folder.resolve(block.label());
                Files.createDirectories(file.getParent());
                Files.writeString(file, block.text());
            }
        }
    }

    /** How a run of tests ended. */
    record Run(boolean green, String printed) {}

    /** Compiles what must compile; returns what the compiler says, which must be nothing. */
    String compile() throws IOException {
        return compile(
                "classes", blocks.stream().filter(block -> !block.mustFail()).toList());
    }

    /** Compiles the tests that must fail. */
    String compileFailing() throws IOException {
        return compile("failing", blocks.stream().filter(Block::mustFail).toList());
    }

    private String compile(String target, List<Block> sources) throws IOException {
        List<JavaFileObject> units = new ArrayList<>();
        for (Block block : sources) {
            if (block.is("java")) {
                units.add(source(block));
            }
        }
        Path classes = Files.createDirectories(folder.resolve(target));
        if (units.isEmpty()) {
            return "";
        }
        StringWriter complaints = new StringWriter();
        ToolProvider.getSystemJavaCompiler()
                .getTask(
                        complaints,
                        null,
                        null,
                        List.of(
                                "-proc:none",
                                "-Xlint:all,-serial,-processing",
                                "-d",
                                classes.toString(),
                                "-cp",
                                classPath()),
                        null,
                        units)
                .call();
        return complaints.toString();
    }

    private static JavaFileObject source(Block block) {
        URI uri = URI.create("string:///" + block.typeName().replace('.', '/') + ".java");
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return block.text();
            }
        };
    }

    private String classPath() {
        return String.join(
                File.pathSeparator,
                folder.resolve("classes").toString(),
                folder.resolve("src/test/resources").toString(),
                CLASS_PATH);
    }

    /** Runs the tests that must pass. */
    Run test() throws IOException, InterruptedException {
        return run("classes");
    }

    /** Runs the tests that must fail. */
    Run testFailing() throws IOException, InterruptedException {
        return run("failing");
    }

    private Run run(String classes) throws IOException, InterruptedException {
        Path output = folder.resolve(classes + ".log");
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                        "-Dstdout.encoding=UTF-8",
                        "-cp",
                        folder.resolve(classes) + File.pathSeparator + classPath(),
                        Rehearsal.class.getName(),
                        folder.resolve(classes).toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return new Run(false, "not finished after " + PATIENCE_SECONDS + " s:\n" + Files.readString(output));
        }
        return new Run(process.exitValue() == 0, Files.readString(output));
    }
}
