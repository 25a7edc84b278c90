package org.sipario.tomcat.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Which of the two namespaces of the Servlet API, javax and jakarta, a set of class files mentions. */
final class NamespaceDetector {
    private boolean javax;
    private boolean jakarta;

    /** Searches a class file, in which the names of classes are plain text. */
    void read(InputStream classFile) throws IOException {
        String text = new String(classFile.readAllBytes(), StandardCharsets.ISO_8859_1);
        javax |= text.contains("javax/servlet/");
        jakarta |= text.contains("jakarta/servlet/");
    }

    boolean mentionsNeither() {
        return !javax && !jakarta;
    }

    boolean isJavax() {
        return javax;
    }

    boolean isJavaxOnly() {
        return javax && !jakarta;
    }
}
