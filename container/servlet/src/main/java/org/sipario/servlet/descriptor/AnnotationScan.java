package org.sipario.servlet.descriptor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.jandex.Indexer;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;
import org.sipario.servlet.descriptor.ApplicationDescriptor.KeyMethod;
import org.sipario.servlet.descriptor.ApplicationDescriptor.Version;
import org.sipario.servlet.descriptor.Draft.ServletDraft;

/**
 * Reads the annotations of an archive's classes, none of which is loaded: JSR 289 chapter 18. What joins which
 * application follows from {@code applicationName}, or from the one {@code @SipApplication} of the archive.
 */
final class AnnotationScan {

    private static final Logger LOG = System.getLogger(AnnotationScan.class.getName());

    private static final String ANNOTATIONS = "jakarta.servlet.sip.annotation.";
    private static final DotName SIP_APPLICATION = DotName.createSimple(ANNOTATIONS + "SipApplication");
    private static final DotName SIP_SERVLET = DotName.createSimple(ANNOTATIONS + "SipServlet");
    private static final DotName SIP_LISTENER = DotName.createSimple(ANNOTATIONS + "SipListener");
    private static final DotName SIP_APPLICATION_KEY = DotName.createSimple(ANNOTATIONS + "SipApplicationKey");
    private static final DotName SIP_SERVLET_REQUEST = DotName.createSimple("jakarta.servlet.sip.SipServletRequest");
    private static final DotName TIMER_LISTENER = DotName.createSimple("jakarta.servlet.sip.TimerListener");
    private static final DotName STRING = DotName.createSimple("java.lang.String");

    private final Index index;
    private final Draft draft = new Draft("annotations");

    private AnnotationScan(Index index) {
        this.index = index;
    }

    /** Indexes class directories and jars. */
    static AnnotationScan of(List<Path> classPath) throws DescriptorException {
        Indexer indexer = new Indexer();
        for (Path path : classPath) {
            try {
                if (Files.isDirectory(path)) {
                    directory(indexer, path);
                } else if (Files.exists(path)) {
                    jar(indexer, path);
                }
            } catch (IOException | UncheckedIOException e) {
                throw new DescriptorException(path + ": can not be searched for annotations: " + e.getMessage(), e);
            }
        }
        return new AnnotationScan(indexer.complete());
    }

    private static void directory(Indexer indexer, Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    index(indexer, in, file.toString());
                }
            }
        }
    }

    private static void jar(Indexer indexer, Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            for (JarEntry entry : jar.stream()
                    .filter(e -> e.getName().endsWith(".class") && !e.getName().startsWith("META-INF/versions/"))
                    .toList()) {
                try (InputStream in = jar.getInputStream(entry)) {
                    index(indexer, in, path + "!/" + entry.getName());
                }
            }
        }
    }

    private static void index(Indexer indexer, InputStream in, String name) {
        try {
            indexer.index(in);
        } catch (IOException | RuntimeException e) {
            // One class that nobody can read (or that is none) need not be one that anybody uses.
            LOG.log(Level.DEBUG, () -> name + ": no readable class, passed over: " + e);
        }
    }

    /** Whether there is any SIP annotation at all. */
    boolean findsAnything() {
        return Stream.of(SIP_APPLICATION, SIP_SERVLET, SIP_LISTENER, SIP_APPLICATION_KEY)
                .anyMatch(name -> !index.getAnnotations(name).isEmpty());
    }

    /** What the annotations say. */
    Draft read() throws DescriptorException {
        Set<String> names = new HashSet<>();
        for (AnnotationInstance application : sorted(SIP_APPLICATION)) {
            application(application, names);
        }
        for (AnnotationInstance servlet : sorted(SIP_SERVLET)) {
            servlet(servlet);
            join(servlet, names);
        }
        for (AnnotationInstance listener : sorted(SIP_LISTENER)) {
            draft.listeners.add(listener.target().asClass().name().toString());
            join(listener, names);
        }
        for (AnnotationInstance key : sorted(SIP_APPLICATION_KEY)) {
            key(key);
            join(key, names);
        }
        return draft;
    }

    private List<AnnotationInstance> sorted(DotName annotation) {
        return index.getAnnotations(annotation).stream()
                .sorted(Comparator.comparing(AnnotationScan::className))
                .toList();
    }

    private void application(AnnotationInstance annotation, Set<String> names) throws DescriptorException {
        String where = "@SipApplication of " + className(annotation);
        String name = text(annotation, "name");
        if (!names.isEmpty() && (name == null || !names.contains(name))) {
            throw new DescriptorException(
                    where + ": found a second application \"" + name + "\" beside " + names + "; an archive holds one");
        }
        if (name != null) {
            names.add(name);
            draft.name = name;
        }
        draft.version = version(annotation, where);
        draft.displayName = text(annotation, "displayName");
        draft.description = text(annotation, "description");
        draft.mainServlet = text(annotation, "mainServlet");
        draft.distributable = flag(annotation, "distributable");
        draft.proxyTimeout = number(annotation, "proxyTimeout");
        draft.sessionTimeout = number(annotation, "sessionTimeout");
        AnnotationValue mode = annotation.value("concurrencyMode");
        draft.serialSessions =
                mode == null ? null : Boolean.valueOf(mode.asEnum().equals("APPLICATIONSESSION"));
        draft.disableCancelHandling = flag(annotation, "disableCancelHandling");
        draft.establishDialogOnSubscribeTransaction = flag(annotation, "establishDialogOnSubscribeTransaction");
        draft.enableDerivedSessionAttributeCloning = flag(annotation, "enableDerivedSessionAttributeCloning");
    }

    private static @Nullable Version version(AnnotationInstance annotation, String where) throws DescriptorException {
        String version = text(annotation, "version");
        if (version == null) {
            return null;
        }
        return switch (version) {
            case "1.0" -> Version.V1_0;
            case "1.1" -> Version.V1_1;
            case "2.0" -> Version.V2_0;
            default ->
                throw new DescriptorException(where + ": found version \"" + version + "\", expected 1.1 or 2.0");
        };
    }

    private void servlet(AnnotationInstance annotation) throws DescriptorException {
        ClassInfo type = annotation.target().asClass();
        String name = text(annotation, "name");
        String unique = name == null ? type.simpleName() : name;
        for (ServletDraft other : draft.servlets) {
            if (other.name().equals(unique)) {
                throw new DescriptorException("@SipServlet of " + type.name() + ": the name \"" + unique
                        + "\" is that of " + other.className() + " already; give it a name of its own");
            }
        }
        draft.servlets.add(new ServletDraft(
                "@SipServlet of " + type.name() + ": ",
                unique,
                type.name().toString(),
                text(annotation, "description"),
                Map.of(),
                number(annotation, "loadOnStartup"),
                null,
                List.of()));
    }

    private void key(AnnotationInstance annotation) throws DescriptorException {
        MethodInfo method = annotation.target().asMethod();
        String where = "@SipApplicationKey of " + className(annotation) + "." + method.name();
        boolean fits = Modifier.isPublic(method.flags())
                && Modifier.isStatic(method.flags())
                && method.returnType().name().equals(STRING)
                && method.parametersCount() == 1
                && method.parameterType(0).name().equals(SIP_SERVLET_REQUEST);
        if (!fits) {
            throw new DescriptorException(where + ": found \"" + method + "\", expected public static String "
                    + method.name() + "(SipServletRequest)");
        }
        KeyMethod first = draft.applicationKey;
        if (first != null) {
            throw new DescriptorException(
                    where + ": a second key method beside " + first.className() + "." + first.method() + "; keep one");
        }
        draft.applicationKey = new KeyMethod(className(annotation), method.name());
    }

    private void join(AnnotationInstance annotation, Set<String> names) throws DescriptorException {
        String name = text(annotation, "applicationName");
        if (name != null) {
            if (!names.isEmpty() && !names.contains(name)) {
                throw new DescriptorException("@" + annotation.name().local() + " of " + className(annotation)
                        + ": found applicationName \"" + name + "\" beside " + names + "; an archive holds one");
            }
            names.add(name);
            draft.name = name;
        }
    }

    /** Those of these classes that implement TimerListener, as far as the archive's own classes tell. */
    List<String> timerListeners(Set<String> classNames) {
        List<String> found = new ArrayList<>();
        for (String className : classNames) {
            if (isTimerListener(DotName.createSimple(className), new HashSet<>())) {
                found.add(className);
            }
        }
        return found;
    }

    private boolean isTimerListener(@Nullable DotName name, Set<DotName> seen) {
        if (name == null || !seen.add(name)) {
            return false;
        }
        if (name.equals(TIMER_LISTENER)) {
            return true;
        }
        ClassInfo type = index.getClassByName(name);
        return type != null
                && (isTimerListener(type.superName(), seen)
                        || type.interfaceNames().stream().anyMatch(above -> isTimerListener(above, seen)));
    }

    private static String className(AnnotationInstance annotation) {
        AnnotationTarget target = annotation.target();
        return switch (target.kind()) {
            case METHOD -> target.asMethod().declaringClass().name().toString();
            case CLASS -> target.asClass().name().toString();
            default -> target.toString();
        };
    }

    private static @Nullable String text(AnnotationInstance annotation, String member) {
        AnnotationValue value = annotation.value(member);
        return value == null || value.asString().isBlank()
                ? null
                : value.asString().strip();
    }

    private static @Nullable Integer number(AnnotationInstance annotation, String member) {
        AnnotationValue value = annotation.value(member);
        return value == null ? null : Integer.valueOf(value.asInt());
    }

    private static @Nullable Boolean flag(AnnotationInstance annotation, String member) {
        AnnotationValue value = annotation.value(member);
        return value == null ? null : Boolean.valueOf(value.asBoolean());
    }
}
