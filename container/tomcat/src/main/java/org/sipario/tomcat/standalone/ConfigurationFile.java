package org.sipario.tomcat.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.tomcat.util.IntrospectionUtils;
import org.sipario.servlet.descriptor.DescriptorException;
import org.sipario.servlet.descriptor.XmlDocument;
import org.sipario.servlet.descriptor.XmlElement;
import org.sipario.tomcat.StartFailure;
import org.sipario.tomcat.connector.ListeningSettings;
import org.sipario.tomcat.connector.SipProtocol;
import org.sipario.tomcat.deploy.SipHost;
import org.sipario.tomcat.engine.SipEngine;
import org.sipario.tomcat.engine.StackSettings;

/**
 * {@code conf/server.xml}, read to be checked. Tomcat's own reading builds the server, but does not keep the lines that an
 * error message should name.
 */
record ConfigurationFile(Path file, XmlElement root) {

    /**
     * Reads the file.
     *
     * @throws StartFailure when there is no such file, or it is not XML
     */
    static ConfigurationFile read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new ConfigurationFile(
                    file, XmlDocument.read(in, file.toString()).root());
        } catch (NoSuchFileException _) {
            throw new StartFailure("there is no " + file + "; the package has one to start from");
        } catch (IOException e) {
            throw new StartFailure(file + " cannot be read: " + e.getMessage());
        } catch (DescriptorException e) {
            throw new StartFailure(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Checks the elements of our own classes, attribute by attribute.
     *
     * @throws StartFailure with the file and the line
     */
    void check() {
        check(root);
    }

    private void check(XmlElement element) {
        try {
            checkAttributes(element.name(), attributes(element));
        } catch (StartFailure e) {
            throw new StartFailure(file + ", line " + element.line() + ": " + e.getMessage());
        }
        element.children().forEach(this::check);
    }

    /** With system properties in the place of their names, as Tomcat does it. */
    private static Map<String, String> attributes(XmlElement element) {
        IntrospectionUtils.PropertySource[] system = {System::getProperty};
        Map<String, String> attributes = new LinkedHashMap<>();
        element.attributes()
                .forEach((name, value) ->
                        attributes.put(name, IntrospectionUtils.replaceProperties(value, null, system, null)));
        return attributes;
    }

    private static void checkAttributes(String element, Map<String, String> attributes) {
        String className = attributes.getOrDefault("className", "");
        if (SipProtocol.class.getName().equals(attributes.get("protocol"))) {
            attributes.remove("protocol");
            ListeningSettings.of(attributes);
        } else if (className.equals(SipEngine.class.getName())) {
            StackSettings settings = new StackSettings();
            withoutSetter(SipEngine.class, attributes).forEach(settings::set);
        } else if (className.equals(SipHost.class.getName())) {
            for (String name : withoutSetter(SipHost.class, attributes).keySet()) {
                throw new StartFailure("<" + element + "> of class SipHost has no attribute \"" + name + "\"");
            }
        }
    }

    /** The attributes that Tomcat does not set by a setter of the class. */
    private static Map<String, String> withoutSetter(Class<?> type, Map<String, String> attributes) {
        Map<String, String> others = new LinkedHashMap<>(attributes);
        others.keySet().removeIf(name -> name.equals("className") || hasSetter(type, name));
        return others;
    }

    private static boolean hasSetter(Class<?> type, String attribute) {
        String setter = "set" + attribute.substring(0, 1).toUpperCase(Locale.ROOT) + attribute.substring(1);
        return Arrays.stream(type.getMethods())
                .anyMatch(method -> method.getName().equals(setter) && method.getParameterCount() == 1);
    }
}
