package org.sipario.junit;

import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.annotation.SipApplication;
import jakarta.servlet.sip.annotation.SipListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads from a test class what it deploys. */
final class ApplicationReader {
    private final Class<?> test;
    private final SipTest settings;

    ApplicationReader(Class<?> test, SipTest settings) {
        this.test = test;
        this.settings = settings;
    }

    /**
     * Reads it.
     *
     * @param folder where an archive that the test makes is written
     * @throws Misuse when there is none, or two
     */
    Application read(Path folder) {
        List<Method> makers = StaticMethods.of(test, Deploy.class);
        boolean classes = settings.value().length + settings.packages().length > 0;
        if (makers.size() > 1) {
            throw new Misuse(test.getName() + " has two @Deploy methods, "
                    + makers.get(0).getName() + " and " + makers.get(1).getName()
                    + "; a server of a test has one application: take one of them away");
        }
        if (makers.isEmpty()) {
            return classes ? classes() : nothing();
        }
        Method maker = makers.getFirst();
        if (classes || !settings.webapp().isEmpty()) {
            throw new Misuse(
                    test.getName() + " names classes, packages or a webapp in @SipTest, and has the @Deploy method "
                            + maker.getName() + "; take one of the two away");
        }
        return made(maker, folder);
    }

    private Application nothing() {
        throw new Misuse(
                test.getName() + " has no application: name its classes, as in @SipTest(Greeter.class), its packages,"
                        + " or make an archive in a static method with @Deploy");
    }

    private Application.Classes classes() {
        Set<Class<?>> all = new LinkedHashSet<>(List.of(settings.value()));
        for (String name : settings.packages()) {
            all.addAll(ofPackage(name));
        }
        Path webapp = webapp();
        if (webapp == null || Files.notExists(webapp.resolve("WEB-INF/sip.xml"))) {
            checkAnnotated(all);
        }
        return new Application.Classes(List.copyOf(all), webapp);
    }

    private List<Class<?>> ofPackage(String name) {
        try {
            List<Class<?>> found = new PackageClasses(test).in(name);
            if (found.isEmpty()) {
                throw new Misuse(test.getName() + ": there is no class in the package \"" + name
                        + "\" on the class path; look at its spelling");
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable Path webapp() {
        if (settings.webapp().isEmpty()) {
            return null;
        }
        Path folder = Path.of(settings.webapp());
        if (!Files.isDirectory(folder)) {
            throw new Misuse(test.getName() + ": webapp = \"" + settings.webapp()
                    + "\" is no folder; it is looked for in " + Path.of("").toAbsolutePath());
        }
        return folder;
    }

    /** Without a descriptor, it is annotations that make an application one of SIP. */
    private void checkAnnotated(Set<Class<?>> classes) {
        for (Class<?> type : classes) {
            if (type.isAnnotationPresent(jakarta.servlet.sip.annotation.SipServlet.class)
                    && !SipServlet.class.isAssignableFrom(type)) {
                throw new Misuse(test.getName() + ": the class " + type.getName()
                        + " has @SipServlet, and does not extend " + SipServlet.class.getName());
            }
        }
        if (classes.stream().noneMatch(ApplicationReader::isAnnotated)) {
            String found =
                    classes.stream().limit(5).map(ApplicationReader::described).collect(Collectors.joining(", "));
            throw new Misuse(test.getName() + ": there is no SIP servlet in the application: found " + found
                    + ". Put @jakarta.servlet.sip.annotation.SipServlet on the servlet, or name the folder of its"
                    + " WEB-INF/sip.xml with webapp");
        }
    }

    private static boolean isAnnotated(Class<?> type) {
        return type.isAnnotationPresent(jakarta.servlet.sip.annotation.SipServlet.class)
                || type.isAnnotationPresent(SipListener.class)
                || type.isAnnotationPresent(SipApplication.class)
                || Arrays.stream(type.getDeclaredClasses()).anyMatch(ApplicationReader::isAnnotated);
    }

    private static String described(Class<?> type) {
        boolean servlet = SipServlet.class.isAssignableFrom(type);
        return type.getName() + (servlet ? " (no @SipServlet)" : " (not a SipServlet)");
    }

    private Application made(Method maker, Path folder) {
        Object made = StaticMethods.call(maker);
        if (made instanceof Path file) {
            return new Application.File(checked(maker, file));
        }
        if (made != null && ShrinkWrapped.isArchive(made)) {
            return new Application.File(ShrinkWrapped.export(made, folder, place(maker)));
        }
        throw new Misuse(place(maker) + " returned "
                + (made == null ? "null" : "a " + made.getClass().getName())
                + "; it is to return a ShrinkWrap Archive or a Path");
    }

    private Path checked(Method maker, Path file) {
        if (Files.notExists(file)) {
            throw new Misuse(place(maker) + " returned " + file + ", and there is no such file; it is looked for in "
                    + Path.of("").toAbsolutePath());
        }
        boolean archive = file.toString().endsWith(".war") || file.toString().endsWith(".sar");
        if (!archive && !Files.isDirectory(file.resolve("WEB-INF"))) {
            throw new Misuse(
                    place(maker) + " returned " + file + ", which is no .war, no .sar and no directory with WEB-INF");
        }
        return file;
    }

    private static String place(Method method) {
        return method.getDeclaringClass().getName() + "." + method.getName() + "()";
    }
}
