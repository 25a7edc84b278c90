package org.sipario.tomcat.deploy;

import java.util.stream.Stream;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.deploy.NamingResourcesImpl;
import org.apache.catalina.util.Introspection;
import org.apache.tomcat.util.descriptor.web.ContextEnvironment;
import org.apache.tomcat.util.descriptor.web.ContextResource;
import org.sipario.servlet.descriptor.ApplicationDescriptor;
import org.sipario.servlet.descriptor.ServletDeclaration;

/**
 * Puts what {@code sip.xml} says for the whole archive into Tomcat's context, beside what {@code web.xml} said (JSR 289,
 * Converged Applications: the two must not contradict each other).
 */
final class DescriptorMerge {
    private final StandardContext context;
    private final ApplicationDescriptor descriptor;

    DescriptorMerge(StandardContext context, ApplicationDescriptor descriptor) {
        this.context = context;
        this.descriptor = descriptor;
    }

    /**
     * Merges.
     *
     * @throws DeploymentFailure when the descriptors contradict each other
     */
    void apply() {
        descriptor.contextParameters().forEach(this::parameter);
        if (context.getDisplayName() == null && descriptor.displayName() != null) {
            context.setDisplayName(descriptor.displayName());
        }
        descriptor.security().roles().stream()
                .filter(role -> !context.findSecurityRole(role))
                .forEach(context::addSecurityRole);
        naming(descriptor.naming());
        Stream.concat(
                        descriptor.servlets().stream().map(ServletDeclaration::className),
                        descriptor.listeners().stream())
                .distinct()
                .forEach(this::annotations);
    }

    private void parameter(String name, String value) {
        String there = context.findParameter(name);
        if (there == null) {
            context.addParameter(name, value);
        } else if (!there.equals(value)) {
            throw new DeploymentFailure("the context parameter " + name + " is \"" + value
                    + "\" in WEB-INF/sip.xml and \"" + there + "\" in WEB-INF/web.xml; make them equal or remove one");
        }
    }

    private void naming(ApplicationDescriptor.Naming naming) {
        NamingResourcesImpl resources = context.getNamingResources();
        for (ApplicationDescriptor.Naming.EnvironmentEntry entry : naming.entries()) {
            if (resources.findEnvironment(entry.name()) == null) {
                resources.addEnvironment(environment(entry));
            }
        }
        for (ApplicationDescriptor.Naming.ResourceReference reference : naming.resources()) {
            boolean known = resources.findResource(reference.name()) != null
                    || resources.findResourceLink(reference.name()) != null;
            if (!known) {
                resources.addResource(resource(reference));
            }
        }
    }

    private static ContextEnvironment environment(ApplicationDescriptor.Naming.EnvironmentEntry entry) {
        ContextEnvironment environment = new ContextEnvironment();
        environment.setName(entry.name());
        environment.setType(entry.type());
        environment.setValue(entry.value());
        return environment;
    }

    private static ContextResource resource(ApplicationDescriptor.Naming.ResourceReference reference) {
        ContextResource resource = new ContextResource();
        resource.setName(reference.name());
        resource.setType(reference.type());
        resource.setAuth(reference.auth());
        resource.setScope(reference.shareable() ? "Shareable" : "Unshareable");
        return resource;
    }

    /** Tomcat looks for {@code @Resource} in the classes that web.xml knows; this does the same for a class of sip.xml. */
    private void annotations(String className) {
        Class<?> type = Introspection.loadClass(context, className);
        if (type == null) {
            throw new DeploymentFailure(
                    "the class " + className + " is not in the archive, or something that it needs is not");
        }
        Annotations.load(context, type);
    }

    /** Opens Tomcat's reader of annotations for one class. */
    private static final class Annotations extends org.apache.catalina.startup.WebAnnotationSet {
        static void load(StandardContext context, Class<?> type) {
            loadClassAnnotation(context, type);
            loadFieldsAnnotation(context, type);
            loadMethodsAnnotation(context, type);
        }
    }
}
