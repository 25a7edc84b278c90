package org.sipario.servlet.router;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where the rules of the default application router are.
 *
 * @param location a URI that can be opened: file, http, jar
 */
record DarSource(URI location) {

    /** The system property of JSR 289, appendix C. */
    static final String PROPERTY = "javax.servlet.sip.ar.dar.configuration";

    /** The same in its jakarta spelling; it goes first. */
    static final String JAKARTA_PROPERTY = "jakarta.servlet.sip.ar.dar.configuration";

    private static final int TIMEOUT_MILLIS = 5_000;

    /** The place that these properties name, else the system properties. */
    static Optional<DarSource> named(Properties properties) {
        for (String property : new String[] {JAKARTA_PROPERTY, PROPERTY}) {
            @Nullable String text = properties.getProperty(property, System.getProperty(property));
            if (text != null && !text.isBlank()) {
                return Optional.of(new DarSource(location(text.strip())));
            }
        }
        return Optional.empty();
    }

    /** A URI, or the plain path of a file. */
    private static URI location(String text) {
        try {
            URI uri = URI.create(text);
            // A single letter is a drive.
            if (uri.getScheme() != null && uri.getScheme().length() > 1) {
                return uri;
            }
        } catch (IllegalArgumentException notAUri) {
            // A path with blanks in it, most likely; a real mistake shows when it is read.
        }
        return Path.of(text).toUri();
    }

    /** The whole text. */
    String read() throws IOException {
        URLConnection connection;
        try {
            connection = location.toURL().openConnection();
        } catch (IllegalArgumentException e) {
            throw new IOException("not a URI that can be opened: " + location, e);
        }
        connection.setUseCaches(false);
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The path of a file, else the URI. */
    @Override
    public String toString() {
        return "file".equals(location.getScheme()) ? Path.of(location).toString() : location.toString();
    }
}
