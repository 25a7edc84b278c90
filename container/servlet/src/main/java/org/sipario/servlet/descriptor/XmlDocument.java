package org.sipario.servlet.descriptor;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.ext.DefaultHandler2;

/**
 * An XML file as a tree with line numbers. Nothing outside the file is ever opened: no DTD, no entity, no network.
 *
 * @param root its root element
 * @param doctype public and system identifier of its DOCTYPE, or null where it has none
 */
public record XmlDocument(XmlElement root, @Nullable String doctype) {

    /**
     * Reads a file.
     *
     * @param file its name, for messages
     * @throws DescriptorException if it is not well-formed
     */
    public static XmlDocument read(InputStream in, String file) throws DescriptorException {
        TreeBuilder builder = new TreeBuilder();
        try {
            XMLReader reader = reader();
            reader.setContentHandler(builder);
            reader.setErrorHandler(builder);
            reader.setEntityResolver(builder);
            reader.setProperty("http://xml.org/sax/properties/lexical-handler", builder);
            InputSource source = new InputSource(in);
            source.setSystemId(file);
            reader.parse(source);
        } catch (SAXParseException e) {
            throw new DescriptorException(
                    file + ", line " + e.getLineNumber() + ": not well-formed XML: " + e.getMessage(), e);
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new DescriptorException(file + ": cannot be read: " + e.getMessage(), e);
        }
        return builder.document();
    }

    private static XMLReader reader() throws ParserConfigurationException, SAXException {
        SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
        // Old files use prefixes that they never declare; a parser that minds namespaces would refuse them.
        factory.setNamespaceAware(false);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        factory.setXIncludeAware(false);
        return factory.newSAXParser().getXMLReader();
    }

    private static final class TreeBuilder extends DefaultHandler2 {

        /** An element that is still open. */
        private static final class Open {
            final String name;
            final String namespace;
            final int line;
            final Map<String, String> attributes;
            final Map<String, String> namespaces;
            final StringBuilder text = new StringBuilder();
            final List<XmlElement> children = new ArrayList<>();

            Open(
                    String name,
                    String namespace,
                    int line,
                    Map<String, String> attributes,
                    Map<String, String> namespaces) {
                this.name = name;
                this.namespace = namespace;
                this.line = line;
                this.attributes = attributes;
                this.namespaces = namespaces;
            }
        }

        private final Deque<Open> open = new ArrayDeque<>();
        private @Nullable Locator locator;
        private @Nullable XmlElement root;
        private @Nullable String doctype;

        XmlDocument document() {
            if (root == null) {
                throw new IllegalStateException("no root element");
            }
            return new XmlDocument(root, doctype);
        }

        @Override
        public void setDocumentLocator(Locator locator) {
            this.locator = locator;
        }

        @Override
        public void startDTD(String name, @Nullable String publicId, @Nullable String systemId) {
            doctype = (publicId == null ? "" : publicId) + " " + (systemId == null ? "" : systemId);
        }

        @Override
        public InputSource resolveEntity(
                @Nullable String name, @Nullable String publicId, @Nullable String baseUri, @Nullable String systemId) {
            return new InputSource(new StringReader(""));
        }

        @Override
        public InputSource resolveEntity(@Nullable String publicId, @Nullable String systemId) {
            return new InputSource(new StringReader(""));
        }

        @Override
        public void startElement(String uri, String localName, String qName, Attributes attributes) {
            Map<String, String> found = new LinkedHashMap<>();
            Map<String, String> namespaces = new LinkedHashMap<>();
            for (int i = 0; i < attributes.getLength(); i++) {
                String name = attributes.getQName(i);
                if (name.equals("xmlns") || name.startsWith("xmlns:")) {
                    namespaces.put(prefix(name).isEmpty() ? "" : local(name), attributes.getValue(i));
                } else {
                    found.put(local(name), attributes.getValue(i));
                }
            }
            open.push(new Open(
                    local(qName),
                    namespace(prefix(qName), namespaces),
                    locator == null ? 0 : locator.getLineNumber(),
                    found,
                    namespaces));
        }

        private String namespace(String prefix, Map<String, String> innermost) {
            if (innermost.containsKey(prefix)) {
                return innermost.getOrDefault(prefix, "");
            }
            for (Open element : open) {
                String namespace = element.namespaces.get(prefix);
                if (namespace != null) {
                    return namespace;
                }
            }
            return "";
        }

        private static String prefix(String name) {
            return name.substring(0, Math.max(0, name.indexOf(':')));
        }

        private static String local(String name) {
            return name.substring(name.indexOf(':') + 1);
        }

        @Override
        public void characters(char[] characters, int start, int length) {
            if (!open.isEmpty()) {
                open.element().text.append(characters, start, length);
            }
        }

        @Override
        public void endElement(String uri, String localName, String qName) {
            Open closed = open.pop();
            XmlElement element = new XmlElement(
                    closed.name,
                    closed.namespace,
                    closed.line,
                    closed.attributes,
                    closed.text.toString().strip(),
                    closed.children);
            if (open.isEmpty()) {
                root = element;
            } else {
                open.element().children.add(element);
            }
        }

        @Override
        public void error(SAXParseException e) {
            // Validity is not asked of the parser.
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
