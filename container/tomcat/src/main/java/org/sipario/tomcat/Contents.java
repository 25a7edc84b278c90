package org.sipario.tomcat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sipario.servlet.descriptor.ApplicationDescriptor;
import org.sipario.servlet.descriptor.Archive;
import org.sipario.servlet.descriptor.DescriptorException;

/** An unpacked application's files. */
record Contents(Path root) {

    /**
     * What the files say of their SIP half; empty when they have none.
     *
     * @param name what to call the archive in complaints
     * @throws DescriptorException when they contradict the specification or themselves
     */
    Optional<ApplicationDescriptor> describe(String name) throws DescriptorException, IOException {
        checkWebXml();
        Archive archive = new Archive(name, classPath());
        Path descriptor = root.resolve(Archive.DESCRIPTOR);
        if (Files.notExists(descriptor)) {
            return archive.describe(null);
        }
        try (InputStream in = Files.newInputStream(descriptor)) {
            return archive.describe(in);
        }
    }

    /** Tomcat would tell of a slip of the pen in web.xml with three stacks. */
    private void checkWebXml() throws DescriptorException {
        Path webXml = root.resolve("WEB-INF/web.xml");
        if (Files.exists(webXml)) {
            try {
                ConfigurationFile.read(webXml);
            } catch (StartFailure e) {
                throw new DescriptorException(String.valueOf(e.getMessage()));
            }
        }
    }

    private List<Path> classPath() throws IOException {
        List<Path> classPath = new ArrayList<>();
        Path classes = root.resolve("WEB-INF/classes");
        if (Files.isDirectory(classes)) {
            classPath.add(classes);
        }
        Path libraries = root.resolve("WEB-INF/lib");
        if (Files.isDirectory(libraries)) {
            try (Stream<Path> jars = Files.list(libraries)) {
                jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().forEach(classPath::add);
            }
        }
        return classPath;
    }
}
