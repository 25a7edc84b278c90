package org.sipario.testkit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A user's name and password, and the answer to a digest challenge: RFC 7616, RFC 8760. Made with the JDK only.
 *
 * @param user as the realm knows it
 * @param password in clear
 */
record DigestCredentials(String user, String password) {

    /** The value of Authorization or Proxy-Authorization. */
    String answer(String challenge, String method, String uri) {
        String realm = parameter(challenge, "realm");
        String nonce = parameter(challenge, "nonce");
        String algorithm = parameter(challenge, "algorithm");
        String opaque = parameter(challenge, "opaque");
        String qop = parameter(challenge, "qop");
        String ha1 = hash(algorithm, user + ":" + realm + ":" + password);
        String ha2 = hash(algorithm, method + ":" + uri);
        StringBuilder answer = new StringBuilder("Digest username=\"" + user + "\", realm=\"" + realm + "\", nonce=\""
                + nonce + "\", uri=\"" + uri + "\"");
        if (qop == null) {
            answer.append(", response=\"")
                    .append(hash(algorithm, ha1 + ":" + nonce + ":" + ha2))
                    .append('"');
        } else {
            String response = hash(algorithm, ha1 + ":" + nonce + ":00000001:0a4f113b:auth:" + ha2);
            answer.append(", response=\"").append(response).append("\", qop=auth, nc=00000001, cnonce=\"0a4f113b\"");
        }
        if (algorithm != null) {
            answer.append(", algorithm=").append(algorithm);
        }
        if (opaque != null) {
            answer.append(", opaque=\"").append(opaque).append('"');
        }
        return answer.toString();
    }

    private static String hash(@Nullable String algorithm, String text) {
        try {
            String name = algorithm == null ? "MD5" : algorithm.equals("SHA-512-256") ? "SHA-512/256" : algorithm;
            byte[] digest = MessageDigest.getInstance(name).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("the challenge asks for " + algorithm, e);
        }
    }

    private static @Nullable String parameter(String challenge, String name) {
        for (String part : Commas.split(challenge.substring(challenge.indexOf(' ') + 1))) {
            String[] pair = part.split("=", 2);
            if (pair.length == 2 && pair[0].strip().equalsIgnoreCase(name)) {
                String value = pair[1].strip();
                return value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
            }
        }
        return null;
    }
}
