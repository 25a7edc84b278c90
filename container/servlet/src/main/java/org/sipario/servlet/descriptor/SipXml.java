package org.sipario.servlet.descriptor;

import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sipario.servlet.descriptor.ApplicationDescriptor.Naming;
import org.sipario.servlet.descriptor.ApplicationDescriptor.Version;

/**
 * Reads {@code sip.xml}: the DTD of 1.0, the schema of 1.1, and what is known of 2.0. JSR 116 appendix, JSR 289 chapter
 * 19.
 *
 * <p>Elements may come in any order, with or without namespace and prefix. Elements of a vendor's own namespace are
 * passed over with a warning; any other that is unknown is refused, as it is most likely a slip.
 */
final class SipXml {

    /** What may stand once only, though the schema of 1.1 can not say so. */
    private static final Set<String> ONCE = Set.of(
            "app-name",
            "distributable",
            "session-config",
            "proxy-config",
            "login-config",
            "servlet-selection",
            "concurrency-mode",
            "disable-cancel-handling",
            "establish-dialog-on-subscribe-transaction",
            "enable-derived-session-attribute-cloning");

    private final XmlFile file;
    private final Draft draft;
    private final ServletElements servlets;
    private final SecurityElements security;

    private SipXml(String fileName) {
        file = new XmlFile(fileName);
        draft = new Draft(fileName);
        servlets = new ServletElements(file, draft);
        security = new SecurityElements(file, draft);
    }

    /**
     * Reads a descriptor.
     *
     * @param fileName for messages
     * @throws DescriptorException at the first thing that can not be understood
     */
    static Draft read(InputStream in, String fileName) throws DescriptorException {
        XmlDocument document = XmlDocument.read(in, fileName);
        SipXml reader = new SipXml(fileName);
        reader.application(document);
        return reader.draft;
    }

    private void application(XmlDocument document) throws DescriptorException {
        XmlElement root = document.root();
        if (!root.name().equals("sip-app")) {
            throw file.wrong(root, "is not the root of a SIP application; expected <sip-app>");
        }
        Version version = version(document);
        draft.version = version;
        // In no schema of SIP, and yet written, as web.xml has it.
        draft.complete = root.attributes()
                .getOrDefault("metadata-complete", "false")
                .strip()
                .equals("true");
        Map<String, XmlElement> seen = new HashMap<>();
        for (XmlElement element : root.children()) {
            XmlElement first = seen.putIfAbsent(element.name(), element);
            if (first != null && ONCE.contains(element.name())) {
                throw file.wrong(element, "stands a second time (first in line " + first.line() + "); keep one");
            }
            child(element, version);
        }
    }

    private Version version(XmlDocument document) throws DescriptorException {
        XmlElement root = document.root();
        if (document.doctype() != null) {
            return Version.V1_0;
        }
        String given = root.attributes().get("version");
        if (given != null) {
            return switch (given.strip()) {
                case "1.0" -> Version.V1_0;
                case "1.1" -> Version.V1_1;
                case "2.0" -> Version.V2_0;
                default -> throw file.wrong(root, "found version \"" + given + "\", expected 1.0, 1.1 or 2.0");
            };
        }
        if (!root.namespace().isEmpty()
                || root.attributes().getOrDefault("schemaLocation", "").contains("sip-app_1_1")
                || root.child("app-name").isPresent()
                || root.child("servlet-selection").isPresent()) {
            return Version.V1_1;
        }
        draft.warnings.add(file.at(root) + "has no DOCTYPE, namespace, version or app-name; read as 1.0");
        return Version.V1_0;
    }

    private void child(XmlElement element, Version version) throws DescriptorException {
        switch (element.name()) {
            case "app-name" -> draft.name = file.text(element);
            case "display-name" -> draft.displayName = draft.displayName == null ? element.text() : draft.displayName;
            case "description" -> draft.description = draft.description == null ? element.text() : draft.description;
            case "icon" -> {
                // For a console that shows pictures; there is none.
            }
            case "distributable" -> draft.distributable = file.flag(element);
            case "context-param" ->
                draft.contextParameters.put(
                        file.required(element, "param-name"),
                        element.textOf("param-value").orElse(""));
            case "listener" -> draft.listeners.add(file.required(element, "listener-class"));
            case "servlet" -> servlets.servlet(element);
            case "servlet-selection" -> servlets.selection(element);
            case "main-servlet" -> {
                misplaced(element);
                servlets.mainServlet(element);
            }
            case "servlet-mapping" -> {
                if (version != Version.V1_0) {
                    misplaced(element);
                }
                servlets.mapping(element);
            }
            case "proxy-config" -> proxyConfig(element);
            case "session-config" -> sessionConfig(element);
            case "security-constraint" -> security.constraint(element);
            case "login-config" -> security.login(element);
            case "security-role" -> draft.roles.add(file.required(element, "role-name"));
            case "env-entry" -> environmentEntry(element);
            case "resource-ref" -> resourceReference(element);
            case "resource-env-ref",
                    "ejb-ref",
                    "ejb-local-ref",
                    "service-ref",
                    "message-destination-ref",
                    "message-destination",
                    "persistence-context-ref",
                    "persistence-unit-ref",
                    "post-construct",
                    "pre-destroy",
                    "locale-encoding-mapping-list" -> draft.otherNaming.add(element);
            // The four below: no schema of 2.0 could be had; named as the annotation's members are.
            case "concurrency-mode" -> draft.serialSessions = serialSessions(element);
            case "disable-cancel-handling" -> draft.disableCancelHandling = file.flag(element);
            case "establish-dialog-on-subscribe-transaction" ->
                draft.establishDialogOnSubscribeTransaction = file.flag(element);
            case "enable-derived-session-attribute-cloning" ->
                draft.enableDerivedSessionAttributeCloning = file.flag(element);
            default -> unknown(element);
        }
    }

    private void misplaced(XmlElement element) {
        draft.warnings.add(file.at(element) + "belongs into <servlet-selection>; taken as if it stood there");
    }

    private void unknown(XmlElement element) throws DescriptorException {
        if (isVendors(element.namespace())) {
            draft.warnings.add(file.at(element) + "is of namespace " + element.namespace() + "; passed over");
        } else {
            throw file.wrong(element, "is no element of <sip-app>; correct its name or take it out");
        }
    }

    private static boolean isVendors(String namespace) {
        return !namespace.isEmpty()
                && !namespace.endsWith("/sipservlet")
                && !namespace.endsWith("/javaee")
                && !namespace.endsWith("/jakartaee")
                && !namespace.endsWith("/j2ee");
    }

    private void proxyConfig(XmlElement element) throws DescriptorException {
        file.onlyChildren(element, Set.of("proxy-timeout", "sequential-search-timeout"));
        for (XmlElement timeout : element.children()) {
            int seconds = file.integer(timeout);
            if (seconds <= 0) {
                throw file.wrong(timeout, "found " + seconds + ", expected seconds above 0");
            }
            draft.proxyTimeout = seconds;
        }
    }

    private void sessionConfig(XmlElement element) throws DescriptorException {
        file.onlyChildren(element, Set.of("session-timeout"));
        for (XmlElement timeout : element.children()) {
            draft.sessionTimeout = file.integer(timeout);
        }
    }

    private void environmentEntry(XmlElement element) throws DescriptorException {
        draft.entries.add(new Naming.EnvironmentEntry(
                file.required(element, "env-entry-name"),
                element.textOf("env-entry-type").orElse("java.lang.String"),
                element.child("env-entry-value").map(XmlElement::text).orElse(null)));
    }

    private void resourceReference(XmlElement element) throws DescriptorException {
        draft.resources.add(new Naming.ResourceReference(
                file.required(element, "res-ref-name"),
                element.textOf("res-type").orElse("java.lang.Object"),
                element.textOf("res-auth").orElse("Container"),
                !element.textOf("res-sharing-scope").orElse("Shareable").equals("Unshareable")));
    }

    private boolean serialSessions(XmlElement element) throws DescriptorException {
        return switch (file.text(element).toUpperCase(Locale.ROOT)) {
            case "APPLICATIONSESSION" -> true;
            case "VENDORSPECIFIC" -> false;
            default ->
                throw file.wrong(
                        element, "found \"" + element.text() + "\", expected APPLICATIONSESSION or VENDORSPECIFIC");
        };
    }
}
