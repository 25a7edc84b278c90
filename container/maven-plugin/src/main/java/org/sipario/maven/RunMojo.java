package org.sipario.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the project and runs the server on its classes, its web content and its run time dependencies, without packing them.
 * What changes is reloaded: let an IDE compile, or run <code>mvn compile</code> in another terminal. A reload ends the calls in
 * progress. Ctrl-C stops the server.
 *
 * <p>The server runs in a Java of its own, 25 or newer: the one of <code>sipario.java</code>, of the build's JDK toolchain, of
 * <code>JAVA_HOME</code>, or Maven's own.
 */
@Mojo(name = "run", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
public final class RunMojo extends AbstractMojo {

    /** The local address to listen on; 0.0.0.0 for all of IPv4, so that phones on other machines can call. */
    @Parameter(property = "bind.address", defaultValue = "127.0.0.1")
    private String address;

    /** The port of SIP, for UDP and TCP; 0 for any that is free. */
    @Parameter(property = "sip.port", defaultValue = "5060")
    private int sipPort;

    /** The port of HTTP; 0 for any that is free. */
    @Parameter(property = "http.port", defaultValue = "8080")
    private int httpPort;

    /** Where HTTP finds the application: / or a slash and a name. */
    @Parameter(property = "sipario.contextPath", defaultValue = "/${project.artifactId}")
    private String contextPath;

    /** Who can authenticate, with passwords and roles: alice:wonderland bob:builder:admin,staff */
    @Parameter(property = "sipario.users", defaultValue = "")
    private @Nullable String users;

    /** The default application router's file. Without one the application gets all requests. */
    @Parameter(property = "sip.dar")
    private @Nullable File dar;

    /** What lies beside WEB-INF/classes in the archive. Where it is not there, src/main/sipapp is looked for. */
    @Parameter(property = "sipario.webapp", defaultValue = "${project.basedir}/src/main/webapp")
    private File webapp;

    /** The folder of a JDK for the server, when it is not to be found as described above. */
    @Parameter(property = "sipario.java")
    private @Nullable File java;

    /** Arguments for the server's Java, with spaces between them, such as those of a debugger. */
    @Parameter(property = "sipario.jvmArguments", defaultValue = "")
    private @Nullable String jvmArguments;

    @Parameter(defaultValue = "${project}", readonly = true)
    private MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true)
    private MavenSession session;

    @Parameter(defaultValue = "${plugin}", readonly = true)
    private PluginDescriptor plugin;

    private final ToolchainManager toolchains;

    /** Made by Maven. */
    @Inject
    public RunMojo(ToolchainManager toolchains) {
        this.toolchains = toolchains;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (project.getPackaging().equals("pom")) {
            getLog().info("nothing to run in a project of packaging pom");
            return;
        }
        try {
            Path work = Path.of(project.getBuild().getDirectory(), "sipario");
            Path file = work.resolve("run.properties");
            settings(work).write(file);
            int status = run(command(file));
            if (status != 0) {
                throw new MojoFailureException("the server ended with status " + status + "; it has said why above");
            }
        } catch (IllegalArgumentException e) {
            throw new MojoFailureException(e.getMessage(), e);
        } catch (IOException e) {
            throw new MojoExecutionException("the server cannot be run: " + e.getMessage(), e);
        }
    }

    private RunSettings settings(Path work) {
        Libraries libraries = new Libraries(project.getArtifacts(), plugin.getArtifacts());
        List<Path> classes = new ArrayList<>(libraries.folders());
        classes.add(Path.of(project.getBuild().getOutputDirectory()));
        return new RunSettings(
                work,
                contextPath,
                classes,
                webappFolder(),
                libraries.jars(),
                address,
                sipPort,
                httpPort,
                RunSettings.User.list(users == null ? "" : users),
                dar == null ? null : dar.toPath());
    }

    private Path webappFolder() {
        Path sipapp = project.getBasedir().toPath().resolve("src/main/sipapp");
        return !webapp.exists() && Files.exists(sipapp) ? sipapp : webapp.toPath();
    }

    private List<String> command(Path settings) throws MojoFailureException {
        List<String> command = new ArrayList<>();
        command.add(findJava().command().toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
        command.add("--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED");
        if (jvmArguments != null) {
            Stream.of(jvmArguments.split("\\s+"))
                    .filter(argument -> !argument.isEmpty())
                    .forEach(command::add);
        }
        command.add("-cp");
        command.add(classPath());
        command.add("org.sipario.maven.server.Main");
        command.add(settings.toString());
        return command;
    }

    private String classPath() {
        Stream<File> dependencies = plugin.getArtifacts().stream().map(Artifact::getFile);
        return Stream.concat(Stream.of(plugin.getPluginArtifact().getFile()), dependencies)
                .map(File::getPath)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private JavaHome findJava() throws MojoFailureException {
        List<JavaHome> candidates = candidates();
        Optional<JavaHome> chosen = JavaHome.choose(candidates);
        return chosen.orElseThrow(() -> new MojoFailureException("the server needs a Java " + JavaHome.NEEDED
                + " or newer, and there is none: "
                + candidates.stream().map(JavaHome::toString).collect(Collectors.joining(", "))
                + ". Set JAVA_HOME to one, or -Dsipario.java=FOLDER"));
    }

    private List<JavaHome> candidates() {
        if (java != null) {
            return List.of(new JavaHome(java.toPath(), "sipario.java"));
        }
        List<JavaHome> candidates = new ArrayList<>();
        Toolchain toolchain = toolchains.getToolchainFromBuildContext("jdk", session);
        String tool = toolchain == null ? null : toolchain.findTool("java");
        if (tool != null) {
            candidates.add(new JavaHome(Path.of(tool, "../..").normalize(), "the build's toolchain"));
        }
        String home = System.getenv("JAVA_HOME");
        if (home != null && !home.isEmpty()) {
            candidates.add(new JavaHome(Path.of(home), "JAVA_HOME"));
        }
        candidates.add(new JavaHome(Path.of(System.getProperty("java.home")), "Maven's own Java"));
        return candidates;
    }

    /** Runs the server to its end. Its standard input tells it when Maven has gone, however that came about. */
    private static int run(List<String> command) throws IOException {
        Process server = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            return server.waitFor();
        } catch (InterruptedException e) {
            server.destroy();
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
