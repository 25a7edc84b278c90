package org.sipario.junit;

import java.nio.file.Path;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/** The only class that knows ShrinkWrap, which is there when a test uses it. */
final class ShrinkWrapped {
    private ShrinkWrapped() {}

    /** Whether an object is an archive; false also where there is no ShrinkWrap. */
    static boolean isArchive(Object made) {
        try {
            return made instanceof Archive<?>;
        } catch (NoClassDefFoundError _) {
            return false;
        }
    }

    /**
     * Writes an archive into a folder.
     *
     * @param place which method made it, for complaints
     */
    static Path export(Object made, Path folder, String place) {
        Archive<?> archive = (Archive<?>) made;
        String name = archive.getName();
        if (!name.endsWith(".war") && !name.endsWith(".sar")) {
            throw new Misuse(
                    place + " returned an archive named \"" + name + "\"; what a server deploys ends in .war or .sar");
        }
        Path file = folder.resolve(name);
        archive.as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }
}
