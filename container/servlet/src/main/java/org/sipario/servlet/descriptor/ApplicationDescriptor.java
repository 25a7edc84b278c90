package org.sipario.servlet.descriptor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One SIP application as descriptor and annotations together declare it; whoever holds it may trust it. JSR 289,
 * chapters 18 and 19.
 *
 * @param version which edition's defaults hold
 * @param name unique in the container
 * @param displayName for people, or null
 * @param description for people, or null
 * @param distributable fit for a cluster
 * @param contextParameters of the servlet context, in order
 * @param listeners class names, in order of notification
 * @param servlets in order of declaration
 * @param selection which servlet gets an initial request
 * @param proxyTimeout seconds; 180 where nobody says
 * @param sessionTimeout minutes of an application session; 3 where nobody says, 0 or less never
 * @param security what requests must prove
 * @param naming what is looked up by JNDI
 * @param applicationKey the method that names the session of a request, or null
 * @param settings what only JSR 359 knows
 * @param warnings what was taken though it is not by the letter; for the log
 */
public record ApplicationDescriptor(
        Version version,
        String name,
        @Nullable String displayName,
        @Nullable String description,
        boolean distributable,
        Map<String, String> contextParameters,
        List<String> listeners,
        List<ServletDeclaration> servlets,
        ServletSelection selection,
        int proxyTimeout,
        int sessionTimeout,
        Security security,
        Naming naming,
        @Nullable KeyMethod applicationKey,
        Settings settings,
        List<String> warnings) {

    /** The edition of the specification that an application was written for; it decides defaults. */
    public enum Version {
        /** JSR 116: recognised by its DOCTYPE. */
        V1_0,
        /** JSR 289. */
        V1_1,
        /** JSR 359. */
        V2_0
    }

    /**
     * The {@code @SipApplicationKey} method: public, static, one SipServletRequest in, a String out.
     *
     * @param className of the class that holds it
     * @param method its name
     */
    public record KeyMethod(String className, String method) {}

    /** What only JSR 359 knows; all off before. */
    public record Settings(
            boolean serialSessions,
            boolean disableCancelHandling,
            boolean establishDialogOnSubscribeTransaction,
            boolean enableDerivedSessionAttributeCloning) {}

    /**
     * Security as declared.
     *
     * @param constraints in order
     * @param login how a caller proves who he is, or null
     * @param roles that the application knows
     */
    public record Security(
            List<SecurityConstraint> constraints, @Nullable LoginConfig login, List<String> roles) {
        public Security {
            constraints = List.copyOf(constraints);
            roles = List.copyOf(roles);
        }
    }

    /**
     * JNDI entries below {@code java:comp/env}.
     *
     * @param entries simple values
     * @param resources resource-ref: data sources and alike
     * @param others every other reference as it stands in the file: resource-env-ref, ejb-ref, message-destination and
     * so on
     */
    public record Naming(List<EnvironmentEntry> entries, List<ResourceReference> resources, List<XmlElement> others) {
        public Naming {
            entries = List.copyOf(entries);
            resources = List.copyOf(resources);
            others = List.copyOf(others);
        }

        /**
         * An env-entry.
         *
         * @param value null where it is to be injected or overridden only
         */
        public record EnvironmentEntry(
                String name, String type, @Nullable String value) {}

        /**
         * A resource-ref.
         *
         * @param auth Application or Container
         * @param shareable whether connections may be shared
         */
        public record ResourceReference(String name, String type, String auth, boolean shareable) {}
    }

    public ApplicationDescriptor {
        contextParameters = Collections.unmodifiableMap(new LinkedHashMap<>(contextParameters));
        listeners = List.copyOf(listeners);
        servlets = List.copyOf(servlets);
        warnings = List.copyOf(warnings);
    }

    /** The servlet of that name. */
    public Optional<ServletDeclaration> servlet(String name) {
        return servlets.stream().filter(servlet -> servlet.name().equals(name)).findFirst();
    }
}
