package org.sipario.tomcat.standalone;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A SIP message as lines of text. Only for {@link WarmUpCall}, whose messages come from our own server: no header is
 * folded, in compact form or a list.
 *
 * @param lines start line and headers
 */
record RawMessage(List<String> lines) {

    static RawMessage of(String text) {
        int end = text.indexOf("\r\n\r\n");
        return new RawMessage((end < 0 ? text : text.substring(0, end)).lines().toList());
    }

    String startLine() {
        return lines.getFirst();
    }

    /** The status of a response; 0 of a request. */
    int status() {
        return startLine().startsWith("SIP/2.0 ") ? Integer.parseInt(startLine().substring(8, 11)) : 0;
    }

    boolean isRequest(String method) {
        return startLine().startsWith(method + " ");
    }

    /** The value of the first header of that name; empty where there is none. */
    String header(String name) {
        List<String> all = headers(name);
        return all.isEmpty() ? "" : all.getFirst().substring(name.length() + 1).trim();
    }

    /** The lines of all headers of that name, in their order. */
    List<String> headers(String name) {
        String start = name + ":";
        return lines.stream()
                .filter(line -> line.regionMatches(true, 0, start, 0, start.length()))
                .toList();
    }

    /** The URI between the angle brackets of a header. */
    String uri(String name) {
        String value = header(name);
        return value.substring(value.indexOf('<') + 1, value.indexOf('>'));
    }

    /** The callee's response to this request (RFC 3261 §8.2.6.2). */
    String answer(String status, String contact, @Nullable String body) {
        StringBuilder text = new StringBuilder("SIP/2.0 ").append(status).append("\r\n");
        for (String name : List.of("Via", "Record-Route", "From", "To", "Call-ID", "CSeq")) {
            for (String line : headers(name)) {
                boolean needsTag = name.equals("To") && !line.contains(";tag=");
                text.append(line).append(needsTag ? ";tag=callee" : "").append("\r\n");
            }
        }
        text.append("Contact: <").append(contact).append(">\r\n");
        return text.append(body(body)).toString();
    }

    /** The end of a message: the headers of the body, and the body, if there is one. */
    static String body(@Nullable String body) {
        return body == null
                ? "Content-Length: 0\r\n\r\n"
                : "Content-Type: application/sdp\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
