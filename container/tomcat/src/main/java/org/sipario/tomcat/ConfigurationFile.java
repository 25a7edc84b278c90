package org.sipario.tomcat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.tomcat.util.IntrospectionUtils;

/**
 * A second reading of {@code conf/server.xml}, for complaints only: Tomcat's own reading builds the server but forgets on
 * which line it found what.
 */
record ConfigurationFile(Path file, List<Element> elements) {

    /** An element with its attributes, properties already put in, and the line it starts on. */
    record Element(String name, int line, Map<String, String> attributes) {}

    ConfigurationFile {
        elements = List.copyOf(elements);
    }

    /**
     * Reads the file.
     *
     * @throws StartFailure when it is not there or not XML
     */
    static ConfigurationFile read(Path file) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            List<Element> elements = new ArrayList<>();
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    elements.add(element(reader));
                }
            }
            return new ConfigurationFile(file, elements);
        } catch (NoSuchFileException _) {
            throw new StartFailure(file + " is not there; a fresh one comes with the package");
        } catch (IOException e) {
            throw new StartFailure(file + " cannot be read: " + e.getMessage());
        } catch (XMLStreamException e) {
            throw new StartFailure(
                    file + ", line " + e.getLocation().getLineNumber() + ": not well-formed XML: " + reason(e));
        }
    }

    /** The parser's message without the place, which it puts on a line before. */
    private static String reason(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int start = message.indexOf("Message: ");
        return start < 0 ? message : message.substring(start + "Message: ".length());
    }

    private static Element element(XMLStreamReader reader) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), withProperties(reader.getAttributeValue(i)));
        }
        return new Element(reader.getLocalName(), reader.getLocation().getLineNumber(), attributes);
    }

    private static String withProperties(String value) {
        IntrospectionUtils.PropertySource[] system = {System::getProperty};
        return IntrospectionUtils.replaceProperties(value, null, system, null);
    }

    /**
     * Checks the elements of our own classes, attribute by attribute.
     *
     * @throws StartFailure with the file and the line
     */
    void check() {
        for (Element element : elements) {
            try {
                check(element);
            } catch (StartFailure e) {
                throw new StartFailure(file + ", line " + element.line() + ": " + e.getMessage());
            }
        }
    }

    private static void check(Element element) {
        if (SipProtocol.class.getName().equals(element.attributes().get("protocol"))) {
            Map<String, String> ours = new LinkedHashMap<>(element.attributes());
            ours.remove("protocol");
            ListeningSettings.of(ours);
        }
        String className = element.attributes().getOrDefault("className", "");
        if (className.equals(SipEngine.class.getName())) {
            checkSetters(element, SipEngine.class);
        } else if (className.equals(SipHost.class.getName())) {
            checkSetters(element, SipHost.class);
        }
    }

    private static void checkSetters(Element element, Class<?> type) {
        StackSettings settings = new StackSettings();
        element.attributes().forEach((name, value) -> {
            if (name.equals("className") || hasSetter(type, name)) {
                return;
            }
            if (type != SipEngine.class) {
                throw new StartFailure("<" + element.name() + "> of class " + type.getSimpleName()
                        + " has no attribute \"" + name + "\"");
            }
            settings.set(name, value);
        });
    }

    /** Tomcat's own way to know an attribute. */
    private static boolean hasSetter(Class<?> type, String attribute) {
        String setter = "set" + attribute.substring(0, 1).toUpperCase(Locale.ROOT) + attribute.substring(1);
        return Arrays.stream(type.getMethods())
                .anyMatch(method -> method.getName().equals(setter) && method.getParameterCount() == 1);
    }

    /** Where the connector with these settings stands, as {@code conf/server.xml, line 41}; the file alone if in doubt. */
    String placeOf(Map<String, String> attributes) {
        List<Element> same = elements.stream()
                .filter(e -> e.name().equals("Connector")
                        && e.attributes().entrySet().containsAll(attributes.entrySet()))
                .toList();
        return same.size() == 1 ? file + ", line " + same.getFirst().line() : file.toString();
    }
}
