package org.sipario.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.maven.artifact.Artifact;

/** The project's dependencies that go into its archive: those for run time which the server does not have. */
final class Libraries {
    /** In the server's jars under other names. */
    private static final Set<String> IN_THE_SERVER =
            Set.of("jakarta.servlet:jakarta.servlet-api", "jakarta.annotation:jakarta.annotation-api");

    private final List<Path> files;

    /**
     * @param project the project's dependencies, resolved
     * @param server the server's class path
     */
    Libraries(Collection<Artifact> project, Collection<Artifact> server) {
        Set<String> provided = new HashSet<>(IN_THE_SERVER);
        server.stream().filter(Libraries::isOneOfItsRooms).map(Libraries::name).forEach(provided::add);
        files = project.stream()
                .filter(Libraries::atRunTime)
                .filter(artifact -> !provided.contains(name(artifact)))
                .map(Artifact::getFile)
                .map(File::toPath)
                .toList();
    }

    /** Jars, for {@code WEB-INF/lib}. */
    List<Path> jars() {
        return files.stream().filter(file -> !file.toFile().isDirectory()).toList();
    }

    /** Folders of classes, which is what another module of one build is before it is packed. */
    List<Path> folders() {
        return files.stream().filter(file -> file.toFile().isDirectory()).toList();
    }

    private static boolean atRunTime(Artifact artifact) {
        return artifact.getArtifactHandler().isAddedToClasspath()
                && (Artifact.SCOPE_COMPILE.equals(artifact.getScope())
                        || Artifact.SCOPE_RUNTIME.equals(artifact.getScope()));
    }

    /** What else the server's class path holds, such as a logging library, an application may bring in its own version. */
    private static boolean isOneOfItsRooms(Artifact artifact) {
        return artifact.getGroupId().equals("org.sipario")
                || artifact.getGroupId().startsWith("org.apache.tomcat");
    }

    private static String name(Artifact artifact) {
        return artifact.getGroupId() + ":" + artifact.getArtifactId();
    }
}
