package org.sipario.servlet.descriptor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sipario.servlet.descriptor.ApplicationDescriptor.KeyMethod;
import org.sipario.servlet.descriptor.ApplicationDescriptor.Naming;
import org.sipario.servlet.descriptor.ApplicationDescriptor.Version;

/**
 * What one source (the file, or the annotations) says, before both are put together. Null is "not said", which a
 * default of the other source or of the specification fills.
 */
final class Draft {

    /** Where this was said, for messages: the file's name, or "annotations". */
    final String origin;

    @Nullable
    Version version;

    @Nullable
    String name;

    @Nullable
    String displayName;

    @Nullable
    String description;

    @Nullable
    Boolean distributable;

    @Nullable
    Integer proxyTimeout;

    @Nullable
    Integer sessionTimeout;

    @Nullable
    String mainServlet;

    @Nullable
    String mainServletAt;

    @Nullable
    LoginConfig login;

    @Nullable
    KeyMethod applicationKey;

    @Nullable
    Boolean serialSessions;

    @Nullable
    Boolean disableCancelHandling;

    @Nullable
    Boolean establishDialogOnSubscribeTransaction;

    @Nullable
    Boolean enableDerivedSessionAttributeCloning;

    final Map<String, String> contextParameters = new LinkedHashMap<>();
    final Set<String> listeners = new LinkedHashSet<>();
    final List<ServletDraft> servlets = new ArrayList<>();
    final List<Placed<ServletSelection.Mappings.Mapping>> mappings = new ArrayList<>();
    final List<Placed<SecurityConstraint>> constraints = new ArrayList<>();
    final Set<String> roles = new LinkedHashSet<>();
    final List<Naming.EnvironmentEntry> entries = new ArrayList<>();
    final List<Naming.ResourceReference> resources = new ArrayList<>();
    final List<XmlElement> otherNaming = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();

    Draft(String origin) {
        this.origin = origin;
    }

    /** Whether this says all, and the other source is not to be asked. */
    boolean complete;

    /**
     * Something said, and where.
     *
     * @param at "file, line n, &lt;element&gt;: ", to begin a message with
     */
    record Placed<T>(String at, T value) {}

    /**
     * A servlet as one source declares it.
     *
     * @param at as of {@link Placed}
     */
    record ServletDraft(
            String at,
            String name,
            @Nullable String className,
            @Nullable String description,
            Map<String, String> initParameters,
            @Nullable Integer loadOnStartup,
            @Nullable String runAs,
            List<ServletDeclaration.RoleReference> roleReferences) {}
}
