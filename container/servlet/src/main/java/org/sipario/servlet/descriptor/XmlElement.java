package org.sipario.servlet.descriptor;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element of a descriptor as it stands in the file.
 *
 * @param name without prefix
 * @param namespace its URI, or the empty string
 * @param line where it begins, from 1
 * @param attributes by local name
 * @param text of its own, trimmed
 * @param children in order
 */
public record XmlElement(
        String name,
        String namespace,
        int line,
        Map<String, String> attributes,
        String text,
        List<XmlElement> children) {

    public XmlElement {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    /** The first child of that name. */
    public Optional<XmlElement> child(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).findFirst();
    }

    /** All children of that name. */
    public List<XmlElement> children(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    /** The text of the first child of that name, unless it is empty. */
    public Optional<String> textOf(String childName) {
        return child(childName).map(XmlElement::text).filter(text -> !text.isEmpty());
    }

    /** The text of all children of that name. */
    public List<String> textsOf(String childName) {
        return children(childName).stream().map(XmlElement::text).toList();
    }
}
