package org.sipario.servlet.descriptor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sipario.servlet.descriptor.Draft.Placed;
import org.sipario.servlet.descriptor.Draft.ServletDraft;
import org.sipario.servlet.descriptor.ServletDeclaration.RoleReference;
import org.sipario.servlet.descriptor.ServletSelection.Mappings.Mapping;
import org.sipario.servlet.mapping.Condition;
import org.sipario.servlet.mapping.Variable;

/** Reads servlets, the choice among them, and patterns: JSR 289 §16. */
final class ServletElements {

    private static final Set<String> IN_SERVLET = Set.of(
            "icon",
            "servlet-name",
            "display-name",
            "description",
            "servlet-class",
            "jsp-file",
            "init-param",
            "load-on-startup",
            "run-as",
            "security-role-ref",
            "enabled",
            "async-supported",
            "multipart-config");

    private final XmlFile file;
    private final Draft draft;

    ServletElements(XmlFile file, Draft draft) {
        this.file = file;
        this.draft = draft;
    }

    void servlet(XmlElement element) throws DescriptorException {
        file.onlyChildren(element, IN_SERVLET);
        String name = file.required(element, "servlet-name");
        if (draft.servlets.stream().anyMatch(other -> other.name().equals(name))) {
            throw file.wrong(element, "a second servlet is named \"" + name + "\"; give it a name of its own");
        }
        Map<String, String> initParameters = new LinkedHashMap<>();
        for (XmlElement parameter : element.children("init-param")) {
            initParameters.put(
                    file.required(parameter, "param-name"),
                    parameter.textOf("param-value").orElse(""));
        }
        List<RoleReference> roleReferences = new ArrayList<>();
        for (XmlElement reference : element.children("security-role-ref")) {
            String role = file.required(reference, "role-name");
            roleReferences.add(
                    new RoleReference(role, reference.textOf("role-link").orElse(role)));
        }
        Optional<XmlElement> runAs = element.child("run-as");
        draft.servlets.add(new ServletDraft(
                file.at(element),
                name,
                element.textOf("servlet-class").orElse(null),
                element.textOf("description").orElse(null),
                initParameters,
                loadOnStartup(element),
                runAs.isPresent() ? file.required(runAs.get(), "role-name") : null,
                roleReferences));
    }

    private @Nullable Integer loadOnStartup(XmlElement servlet) throws DescriptorException {
        Optional<XmlElement> element = servlet.child("load-on-startup");
        if (element.isEmpty()) {
            return null;
        }
        // The web schema lets the element stand empty: at deployment, in no particular order.
        return element.get().text().isEmpty() ? Integer.valueOf(0) : Integer.valueOf(file.integer(element.get()));
    }

    void selection(XmlElement element) throws DescriptorException {
        file.onlyChildren(element, Set.of("main-servlet", "servlet-mapping"));
        for (XmlElement child : element.children()) {
            if (child.name().equals("main-servlet")) {
                mainServlet(child);
            } else {
                mapping(child);
            }
        }
    }

    void mainServlet(XmlElement element) throws DescriptorException {
        if (draft.mainServlet != null) {
            throw file.wrong(element, "stands a second time; keep one");
        }
        // Some wrote the name into a child, as other elements have it.
        draft.mainServletAt = file.at(element);
        draft.mainServlet =
                element.child("servlet-name").isPresent() ? file.required(element, "servlet-name") : file.text(element);
    }

    void mapping(XmlElement element) throws DescriptorException {
        file.onlyChildren(element, Set.of("servlet-name", "pattern"));
        String servlet = file.required(element, "servlet-name");
        XmlElement pattern = element.child("pattern")
                .orElseThrow(() -> file.wrong(element, "has no <pattern>; add one with its condition"));
        draft.mappings.add(new Placed<>(file.at(element), new Mapping(servlet, single(pattern))));
    }

    private Condition single(XmlElement parent) throws DescriptorException {
        if (parent.children().size() != 1) {
            throw file.wrong(
                    parent,
                    "found " + parent.children().size() + " conditions, expected one; join several with <and> or <or>");
        }
        return condition(parent.children().getFirst());
    }

    private Condition condition(XmlElement element) throws DescriptorException {
        return switch (element.name()) {
            case "and" -> new Condition.And(several(element));
            case "or" -> new Condition.Or(several(element));
            case "not" -> new Condition.Not(single(element));
            case "equal" -> new Condition.Equal(variable(element), value(element), ignoreCase(element));
            case "contains" -> new Condition.Contains(variable(element), value(element), ignoreCase(element));
            case "exists" -> new Condition.Exists(variable(element));
            case "subdomain-of" -> new Condition.SubdomainOf(variable(element), value(element));
            default ->
                throw file.wrong(
                        element, "is no condition; there are and, or, not, equal, contains, exists, subdomain-of");
        };
    }

    private List<Condition> several(XmlElement parent) throws DescriptorException {
        if (parent.children().isEmpty()) {
            throw file.wrong(parent, "found no condition, expected one or more");
        }
        List<Condition> conditions = new ArrayList<>();
        for (XmlElement child : parent.children()) {
            conditions.add(condition(child));
        }
        return conditions;
    }

    private Variable variable(XmlElement condition) throws DescriptorException {
        try {
            return Variable.named(file.required(condition, "var"));
        } catch (IllegalArgumentException e) {
            throw new DescriptorException(file.at(condition.child("var").orElse(condition)) + e.getMessage(), e);
        }
    }

    private String value(XmlElement condition) throws DescriptorException {
        return condition
                .child("value")
                .map(XmlElement::text)
                .orElseThrow(() -> file.wrong(condition, "has no <value>; add what the variable is compared with"));
    }

    private boolean ignoreCase(XmlElement condition) throws DescriptorException {
        return switch (condition
                .attributes()
                .getOrDefault("ignore-case", "false")
                .strip()) {
            case "true", "1", "yes" -> true;
            case "false", "0", "no" -> false;
            case String other ->
                throw file.wrong(condition, "found ignore-case=\"" + other + "\", expected true or false");
        };
    }
}
