package org.sipario.servlet.descriptor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A SIP servlet as declared by a servlet element or {@code @SipServlet}.
 *
 * @param name unique in the application
 * @param className of the servlet, a SipServlet or, with JSR 359, any class with annotated methods
 * @param description for people, or null
 * @param initParameters in order
 * @param loadOnStartup 0 or more: made at deployment, in rising order; negative: at latest before the first message
 * @param runAs role that it calls other components with, or null
 * @param roleReferences its own names for roles of the application
 */
public record ServletDeclaration(
        String name,
        String className,
        @Nullable String description,
        Map<String, String> initParameters,
        int loadOnStartup,
        @Nullable String runAs,
        List<RoleReference> roleReferences) {

    /**
     * A security-role-ref.
     *
     * @param name as the servlet asks for it
     * @param link the role that is meant
     */
    public record RoleReference(String name, String link) {}

    public ServletDeclaration {
        initParameters = Collections.unmodifiableMap(new LinkedHashMap<>(initParameters));
        roleReferences = List.copyOf(roleReferences);
    }
}
