package org.sipario.tomcat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Which of the two Servlet APIs a set of class files mentions. */
final class ServletWords {
    private boolean javax;
    private boolean jakarta;

    /** Looks through a class file; names of classes stand there in plain text. */
    void read(InputStream classFile) throws IOException {
        String text = new String(classFile.readAllBytes(), StandardCharsets.ISO_8859_1);
        javax |= text.contains("javax/servlet/");
        jakarta |= text.contains("jakarta/servlet/");
    }

    boolean isSilent() {
        return !javax && !jakarta;
    }

    boolean isJavax() {
        return javax;
    }

    boolean isJavaxOnly() {
        return javax && !jakarta;
    }
}
