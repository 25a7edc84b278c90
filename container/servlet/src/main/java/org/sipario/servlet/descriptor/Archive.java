package org.sipario.servlet.descriptor;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An archive about to be deployed, as far as its description goes: JSR 289, chapter 7.
 *
 * @param name its name without suffix; the application is called so where it has no name of its own
 * @param classPath class directories and jars of the archive itself: WEB-INF/classes and WEB-INF/lib/*.jar
 */
public record Archive(String name, List<Path> classPath) {

    /** Where the descriptor stands in the archive. */
    public static final String DESCRIPTOR = "WEB-INF/sip.xml";

    public Archive {
        classPath = List.copyOf(classPath);
    }

    /**
     * Reads file and annotations into one descriptor.
     *
     * @param sipXml contents of {@value #DESCRIPTOR}, closed by the caller; null where there is none
     * @return empty where there is neither file nor annotation: this is no SIP application
     * @throws DescriptorException if it can not be deployed as it describes itself
     */
    public Optional<ApplicationDescriptor> describe(@Nullable InputStream sipXml) throws DescriptorException {
        AnnotationScan scan = AnnotationScan.of(classPath);
        if (sipXml == null && !scan.findsAnything()) {
            return Optional.empty();
        }
        Draft file = sipXml == null ? null : SipXml.read(sipXml, name + "/" + DESCRIPTOR);
        Draft annotations = file != null && file.complete ? new Draft("annotations") : scan.read();
        ApplicationDescriptor descriptor = Merge.of(name, file, annotations);
        checkTimerListeners(scan, descriptor);
        return Optional.of(descriptor);
    }

    private void checkTimerListeners(AnnotationScan scan, ApplicationDescriptor descriptor) throws DescriptorException {
        Set<String> candidates = new LinkedHashSet<>(descriptor.listeners());
        List<String> found = scan.timerListeners(candidates);
        if (found.size() > 1) {
            throw new DescriptorException(
                    name + ": has " + found.size() + " timer listeners " + found + "; an application has one at most");
        }
    }
}
