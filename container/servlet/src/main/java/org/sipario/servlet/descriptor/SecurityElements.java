package org.sipario.servlet.descriptor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sipario.servlet.descriptor.Draft.Placed;
import org.sipario.servlet.descriptor.LoginConfig.IdentityAssertion;
import org.sipario.servlet.descriptor.SecurityConstraint.ResourceCollection;
import org.sipario.servlet.descriptor.SecurityConstraint.TransportGuarantee;

/** Reads security constraints and the way to log in: JSR 289 §17. */
final class SecurityElements {

    private final XmlFile file;
    private final Draft draft;

    SecurityElements(XmlFile file, Draft draft) {
        this.file = file;
        this.draft = draft;
    }

    void constraint(XmlElement element) throws DescriptorException {
        file.onlyChildren(
                element,
                Set.of(
                        "display-name",
                        "resource-collection",
                        "proxy-authentication",
                        "auth-constraint",
                        "user-data-constraint"));
        List<ResourceCollection> resources = new ArrayList<>();
        for (XmlElement resource : element.children("resource-collection")) {
            file.onlyChildren(resource, Set.of("resource-name", "description", "servlet-name", "sip-method"));
            resources.add(new ResourceCollection(
                    resource.textOf("resource-name").orElse(""),
                    new LinkedHashSet<>(resource.textsOf("servlet-name")),
                    new LinkedHashSet<>(resource.textsOf("sip-method"))));
        }
        if (resources.isEmpty()) {
            throw file.wrong(element, "has no <resource-collection>, so it protects nothing; add one");
        }
        draft.constraints.add(new Placed<>(
                file.at(element),
                new SecurityConstraint(
                        resources,
                        element.child("proxy-authentication").isPresent(),
                        element.child("auth-constraint")
                                .map(roles -> new LinkedHashSet<>(roles.textsOf("role-name")))
                                .orElse(null),
                        guarantee(element))));
    }

    private TransportGuarantee guarantee(XmlElement constraint) throws DescriptorException {
        Optional<XmlElement> element =
                constraint.child("user-data-constraint").flatMap(data -> data.child("transport-guarantee"));
        if (element.isEmpty()) {
            return TransportGuarantee.NONE;
        }
        try {
            return TransportGuarantee.valueOf(element.get().text().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new DescriptorException(
                    file.at(element.get()) + "found \"" + element.get().text()
                            + "\", expected NONE, INTEGRAL or CONFIDENTIAL",
                    e);
        }
    }

    void login(XmlElement element) throws DescriptorException {
        file.onlyChildren(element, Set.of("auth-method", "realm-name", "identity-assertion", "form-login-config"));
        draft.login = new LoginConfig(
                element.textOf("auth-method").orElse(null),
                element.textOf("realm-name").orElse(null),
                identityAssertion(element));
    }

    private @Nullable IdentityAssertion identityAssertion(XmlElement login) throws DescriptorException {
        Optional<XmlElement> found = login.child("identity-assertion");
        if (found.isEmpty()) {
            return null;
        }
        XmlElement element = found.get();
        String support = element.textOf("identity-assertion-support").orElse("SUPPORTED");
        if (!support.equals("SUPPORTED") && !support.equals("REQUIRED")) {
            throw file.wrong(
                    element, "found identity-assertion-support \"" + support + "\", expected SUPPORTED or REQUIRED");
        }
        return new IdentityAssertion(file.required(element, "identity-assertion-scheme"), support.equals("REQUIRED"));
    }
}
