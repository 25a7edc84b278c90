package org.sipario.servlet.descriptor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sipario.servlet.descriptor.ApplicationDescriptor.Naming;
import org.sipario.servlet.descriptor.ApplicationDescriptor.Security;
import org.sipario.servlet.descriptor.ApplicationDescriptor.Settings;
import org.sipario.servlet.descriptor.ApplicationDescriptor.Version;
import org.sipario.servlet.descriptor.Draft.Placed;
import org.sipario.servlet.descriptor.Draft.ServletDraft;

/**
 * Puts file and annotations together (the file goes first), fills in the defaults of the edition, and refuses what does
 * not fit together. JSR 289 §18.1, §16.1.
 */
final class Merge {

    private static final int DEFAULT_PROXY_TIMEOUT_SECONDS = 180;
    private static final int DEFAULT_SESSION_TIMEOUT_MINUTES = 3;

    private final String archive;
    private final boolean hasFile;
    private final Draft file;
    private final Draft annotations;
    private final List<String> warnings = new ArrayList<>();

    private Merge(String archive, @Nullable Draft file, Draft annotations) {
        this.archive = archive;
        this.hasFile = file != null;
        this.file = file == null ? new Draft(archive) : file;
        this.annotations = annotations;
        warnings.addAll(this.file.warnings);
    }

    /**
     * One descriptor of both.
     *
     * @param archive its name without suffix: what an application is called that has no name
     */
    static ApplicationDescriptor of(String archive, @Nullable Draft file, Draft annotations)
            throws DescriptorException {
        return new Merge(archive, file, annotations).merged();
    }

    private ApplicationDescriptor merged() throws DescriptorException {
        Version version = version();
        List<ServletDeclaration> servlets = servlets();
        Set<String> listeners = new LinkedHashSet<>(file.listeners);
        listeners.addAll(annotations.listeners);
        Set<String> roles = new LinkedHashSet<>(file.roles);
        checkConstraints(servlets);
        return new ApplicationDescriptor(
                version,
                name(version),
                first(file.displayName, annotations.displayName),
                first(file.description, annotations.description),
                orElse(first(file.distributable, annotations.distributable), false),
                file.contextParameters,
                List.copyOf(listeners),
                servlets,
                selection(version, servlets),
                proxyTimeout(),
                orElse(first(file.sessionTimeout, annotations.sessionTimeout), DEFAULT_SESSION_TIMEOUT_MINUTES),
                new Security(file.constraints.stream().map(Placed::value).toList(), file.login, List.copyOf(roles)),
                new Naming(file.entries, file.resources, file.otherNaming),
                annotations.applicationKey,
                settings(version),
                warnings);
    }

    private Version version() {
        Version said = first(file.version, annotations.version);
        if (said != null) {
            return said;
        }
        // An archive of 1.1 leaves the member out as it knows none; only what 1.1 did not have tells them apart.
        boolean knowsMembersOf20 = annotations.serialSessions != null
                || annotations.disableCancelHandling != null
                || annotations.establishDialogOnSubscribeTransaction != null
                || annotations.enableDerivedSessionAttributeCloning != null;
        return knowsMembersOf20 ? Version.V2_0 : Version.V1_1;
    }

    private String name(Version version) throws DescriptorException {
        String inFile = file.name;
        String inAnnotations = annotations.name;
        if (inFile != null && inAnnotations != null && !inFile.equals(inAnnotations)) {
            throw new DescriptorException(file.origin + ", <app-name>: found \"" + inFile
                    + "\", but annotations name it \"" + inAnnotations + "\"; an archive holds one application");
        }
        String name = first(inFile, inAnnotations);
        if (name != null) {
            return name;
        }
        String displayName = file.displayName;
        boolean needsName = hasFile && version == Version.V1_1;
        if (displayName != null && !displayName.isEmpty()) {
            if (needsName) {
                warnings.add(file.origin + ": has no <app-name>; the application is called by its <display-name> \""
                        + displayName + "\"");
            }
            return displayName;
        }
        if (needsName) {
            throw new DescriptorException(
                    file.origin + ": has no <app-name>; add one, or name the application in @SipApplication");
        }
        return archive;
    }

    private int proxyTimeout() throws DescriptorException {
        int seconds = orElse(first(file.proxyTimeout, annotations.proxyTimeout), DEFAULT_PROXY_TIMEOUT_SECONDS);
        if (seconds <= 0) {
            throw new DescriptorException(
                    archive + ", @SipApplication: found proxyTimeout " + seconds + ", expected seconds above 0");
        }
        return seconds;
    }

    private Settings settings(Version version) {
        boolean old = version != Version.V2_0;
        return new Settings(
                orElse(first(file.serialSessions, annotations.serialSessions), false),
                orElse(first(file.disableCancelHandling, annotations.disableCancelHandling), false),
                orElse(
                        first(
                                file.establishDialogOnSubscribeTransaction,
                                annotations.establishDialogOnSubscribeTransaction),
                        old),
                orElse(
                        first(
                                file.enableDerivedSessionAttributeCloning,
                                annotations.enableDerivedSessionAttributeCloning),
                        old));
    }

    private List<ServletDeclaration> servlets() throws DescriptorException {
        Map<String, ServletDeclaration> servlets = new LinkedHashMap<>();
        Set<ServletDraft> used = new LinkedHashSet<>();
        for (ServletDraft declared : file.servlets) {
            Optional<ServletDraft> same = annotated(declared);
            same.ifPresent(used::add);
            servlets.put(declared.name(), declaration(declared, same.orElse(null)));
        }
        for (ServletDraft annotated : annotations.servlets) {
            if (!used.contains(annotated)) {
                servlets.put(annotated.name(), declaration(annotated, null));
            }
        }
        return List.copyOf(servlets.values());
    }

    /** The same servlet among the annotated ones: by name, else by class. */
    private Optional<ServletDraft> annotated(ServletDraft declared) {
        return annotations.servlets.stream()
                .filter(other -> other.name().equals(declared.name()))
                .findFirst()
                .or(() -> annotations.servlets.stream()
                        .filter(other -> Objects.equals(other.className(), declared.className()))
                        .findFirst());
    }

    private ServletDeclaration declaration(ServletDraft declared, @Nullable ServletDraft annotated)
            throws DescriptorException {
        String className = declared.className();
        if (className == null && annotated != null) {
            className = annotated.className();
        }
        if (className == null) {
            throw new DescriptorException(declared.at() + "has no <servlet-class>; add one");
        }
        return new ServletDeclaration(
                declared.name(),
                className,
                first(declared.description(), annotated == null ? null : annotated.description()),
                declared.initParameters(),
                orElse(first(declared.loadOnStartup(), annotated == null ? null : annotated.loadOnStartup()), -1),
                declared.runAs(),
                declared.roleReferences());
    }

    private ServletSelection selection(Version version, List<ServletDeclaration> servlets) throws DescriptorException {
        String main = file.mainServlet;
        if (main != null && !file.mappings.isEmpty()) {
            throw new DescriptorException(file.origin
                    + ", <servlet-selection>: has both <main-servlet> and <servlet-mapping>; keep one of them");
        }
        if (!file.mappings.isEmpty()) {
            for (Placed<ServletSelection.Mappings.Mapping> mapping : file.mappings) {
                checkDeclared(mapping.value().servlet(), servlets, mapping.at());
            }
            return new ServletSelection.Mappings(
                    file.mappings.stream().map(Placed::value).toList());
        }
        String at = file.mainServletAt;
        if (main == null) {
            main = annotations.mainServlet;
            at = archive + ", mainServlet of @SipApplication: ";
        }
        if (main != null) {
            checkDeclared(main, servlets, orElse(at, file.origin));
            return new ServletSelection.MainServlet(main);
        }
        if (servlets.isEmpty()) {
            return new ServletSelection.None();
        }
        if (servlets.size() > 1 && version != Version.V1_0) {
            throw new DescriptorException((hasFile ? file.origin : archive) + ": has " + servlets.size()
                    + " servlets "
                    + servlets.stream().map(ServletDeclaration::name).toList()
                    + " and nothing to choose among them; add <servlet-selection> to sip.xml"
                    + " or mainServlet to @SipApplication");
        }
        return new ServletSelection.MainServlet(servlets.getFirst().name());
    }

    private void checkConstraints(List<ServletDeclaration> servlets) throws DescriptorException {
        for (Placed<SecurityConstraint> constraint : file.constraints) {
            for (SecurityConstraint.ResourceCollection resource :
                    constraint.value().resources()) {
                for (String servlet : resource.servlets()) {
                    checkDeclared(servlet, servlets, constraint.at());
                }
            }
        }
    }

    private static void checkDeclared(String name, List<ServletDeclaration> servlets, String at)
            throws DescriptorException {
        if (servlets.stream().noneMatch(servlet -> servlet.name().equals(name))) {
            throw new DescriptorException(at + "names servlet \"" + name + "\", which is not declared; there are "
                    + servlets.stream().map(ServletDeclaration::name).toList());
        }
    }

    private static <T> @Nullable T first(@Nullable T one, @Nullable T other) {
        return one != null ? one : other;
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value != null ? value : otherwise;
    }
}
