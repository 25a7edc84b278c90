package org.sipario.tomcat.deploy;

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
import org.sipario.servlet.descriptor.XmlDocument;

/** An unpacked application's files. */
record ApplicationFiles(Path root) {

    /**
     * The SIP half as the files describe it; empty when they have none.
     *
     * @param name the archive's name in messages
     * @throws DescriptorException when they contradict the specification or themselves
     */
    Optional<ApplicationDescriptor> describe(String name) throws DescriptorException, IOException {
        checkWebXml(name);
        Archive archive = new Archive(name, classPath());
        Path descriptor = root.resolve(Archive.DESCRIPTOR);
        if (Files.notExists(descriptor)) {
            return archive.describe(null);
        }
        try (InputStream in = Files.newInputStream(descriptor)) {
            return archive.describe(in);
        }
    }

    /** XML that is not well-formed is reported with its line; Tomcat would log three stack traces. */
    private void checkWebXml(String name) throws DescriptorException, IOException {
        Path webXml = root.resolve("WEB-INF/web.xml");
        if (Files.exists(webXml)) {
            try (InputStream in = Files.newInputStream(webXml)) {
                XmlDocument.read(in, name + "/WEB-INF/web.xml");
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
