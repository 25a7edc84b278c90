package org.sipario.servlet.descriptor;

import java.util.Set;

/**
 * The file that elements come from, for messages that name it.
 *
 * @param name as the deployer knows it
 */
record XmlFile(String name) {

    DescriptorException wrong(XmlElement element, String message) {
        return new DescriptorException(at(element) + message);
    }

    /** "file, line n, &lt;element&gt;: ", to begin a message with. */
    String at(XmlElement element) {
        return name + ", line " + element.line() + ", <" + element.name() + ">: ";
    }

    /** The text of a child that must be there. */
    String required(XmlElement parent, String child) throws DescriptorException {
        return parent.textOf(child).orElseThrow(() -> wrong(parent, "has no <" + child + ">; add one with its text"));
    }

    /** The element's text, which must not be empty. */
    String text(XmlElement element) throws DescriptorException {
        if (element.text().isEmpty()) {
            throw wrong(element, "is empty; give it its text or take it out");
        }
        return element.text();
    }

    /** The element's text as a whole number. */
    int integer(XmlElement element) throws DescriptorException {
        try {
            return Integer.parseInt(text(element));
        } catch (NumberFormatException e) {
            throw new DescriptorException(at(element) + "found \"" + element.text() + "\", expected a whole number", e);
        }
    }

    /** true or false, or 1 or 0 as schemas allow; an empty element is true. */
    boolean flag(XmlElement element) throws DescriptorException {
        return switch (element.text()) {
            case "true", "1", "" -> true;
            case "false", "0" -> false;
            default -> throw wrong(element, "found \"" + element.text() + "\", expected true or false");
        };
    }

    /** Refuses children that do not belong here. */
    void onlyChildren(XmlElement parent, Set<String> allowed) throws DescriptorException {
        for (XmlElement child : parent.children()) {
            if (!allowed.contains(child.name())) {
                throw wrong(
                        child,
                        "does not belong into <" + parent.name() + ">; there may be "
                                + String.join(", ", allowed.stream().sorted().toList()));
            }
        }
    }
}
