package org.sipario.tomcat.embedded;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A browser of one line. */
final class Http {
    private Http() {}

    /** The body of a 200, or the status. */
    static String get(InetSocketAddress server, String path) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + server.getPort() + path);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(5_000);
        connection.setReadTimeout(5_000);
        int status = connection.getResponseCode();
        if (status != 200) {
            return Integer.toString(status);
        }
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
