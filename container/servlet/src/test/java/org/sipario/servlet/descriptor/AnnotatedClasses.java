package org.sipario.servlet.descriptor;

import jakarta.servlet.sip.ServletTimer;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.TimerListener;
import jakarta.servlet.sip.annotation.SipApplication;
import jakarta.servlet.sip.annotation.SipApplicationKey;
import jakarta.servlet.sip.annotation.SipListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/** Classes that stand in archives of the tests, and the packing of them. */
final class AnnotatedClasses {

    private AnnotatedClasses() {}

    @jakarta.servlet.sip.annotation.SipServlet(loadOnStartup = 3, description = "answers")
    static class Calls extends SipServlet {}

    @jakarta.servlet.sip.annotation.SipServlet(name = "texts")
    static class Messages extends SipServlet {}

    @jakarta.servlet.sip.annotation.SipServlet(name = "texts")
    static class MoreMessages extends SipServlet {}

    @jakarta.servlet.sip.annotation.SipServlet(applicationName = "sample")
    static class Joined extends SipServlet {}

    @jakarta.servlet.sip.annotation.SipServlet(applicationName = "elsewhere")
    static class Elsewhere extends SipServlet {}

    @SipApplication(name = "another")
    static class AnotherApplication {}

    @SipApplication(name = "typed", mainServlet = "nobody")
    static class Typo {}

    @SipApplication(name = "modern", enableDerivedSessionAttributeCloning = true)
    static class Modern {}

    @SipListener
    static class Clock implements TimerListener {
        @Override
        public void timeout(ServletTimer timer) {}
    }

    abstract static class ClockBase implements TimerListener {}

    @SipListener
    static class SecondClock extends ClockBase {
        @Override
        public void timeout(ServletTimer timer) {}
    }

    public static class Key {
        @SipApplicationKey
        public static String key(SipServletRequest request) {
            return request.getCallId();
        }
    }

    public static class SecondKey {
        @SipApplicationKey
        public static String another(SipServletRequest request) {
            return request.getCallId();
        }
    }

    public static class PrivateKey {
        @SipApplicationKey
        static String key(SipServletRequest request) {
            return "";
        }
    }

    public static class BoundKey {
        @SipApplicationKey
        public String key(SipServletRequest request) {
            return "";
        }
    }

    public static class NumberKey {
        @SipApplicationKey
        public static int key(SipServletRequest request) {
            return 1;
        }
    }

    public static class BareKey {
        @SipApplicationKey
        public static String key() {
            return "";
        }
    }

    /** WEB-INF/classes with these in it. */
    static Path directory(Path folder, Class<?>... classes) throws IOException {
        for (Class<?> type : classes) {
            Path file = folder.resolve(fileName(type));
            Files.createDirectories(file.getParent());
            try (InputStream in = open(type)) {
                Files.write(file, in.readAllBytes());
            }
        }
        return folder;
    }

    /** A library with these in it. */
    static Path jar(Path file, Class<?>... classes) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            for (Class<?> type : classes) {
                jar.putNextEntry(new ZipEntry(fileName(type)));
                try (InputStream in = open(type)) {
                    in.transferTo(jar);
                }
            }
        }
        return file;
    }

    private static String fileName(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }

    private static InputStream open(Class<?> type) {
        InputStream in = type.getClassLoader().getResourceAsStream(fileName(type));
        if (in == null) {
            throw new IllegalStateException("no class file of " + type);
        }
        return in;
    }
}
