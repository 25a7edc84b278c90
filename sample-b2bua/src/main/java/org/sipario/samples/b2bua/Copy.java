package org.sipario.samples.b2bua;

import jakarta.servlet.sip.SipServletMessage;
import jakarta.servlet.sip.SipServletResponse;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;

/** Takes what belongs to the call, and not to one leg of it, from a message of one leg to one of the other. */
final class Copy {

    /**
     * What stays on its leg: the container writes these anew, or they would mean nothing on the other. In compact form where
     * there is one, too.
     */
    private static final Set<String> STAYS = Set.of(
            "call-id",
            "i",
            "from",
            "f",
            "to",
            "t",
            "cseq",
            "via",
            "v",
            "contact",
            "m",
            "route",
            "record-route",
            "path",
            "max-forwards",
            "rseq",
            "rack",
            "content-length",
            "l",
            "content-type",
            "c",
            "timestamp",
            "www-authenticate",
            "proxy-authenticate",
            "authentication-info");

    private Copy() {}

    /**
     * Whether a header goes over to the other leg.
     *
     * @param name its name, in any case
     */
    static boolean goesOver(String name) {
        return !STAYS.contains(name.toLowerCase(Locale.ROOT));
    }

    /**
     * Copies headers and body of a response. The body of requests and their headers are copied by {@link
     * jakarta.servlet.sip.B2buaHelper}.
     *
     * @param from a received response
     * @param to a new response of the other leg
     * @return the new response
     * @throws IOException if the body cannot be read
     */
    static SipServletResponse response(SipServletResponse from, SipServletResponse to) throws IOException {
        for (Iterator<String> names = from.getHeaderNames(); names.hasNext(); ) {
            String name = names.next();
            if (goesOver(name)) {
                header(name, from, to);
            }
        }
        content(from, to);
        return to;
    }

    private static void header(String name, SipServletMessage from, SipServletMessage to) {
        boolean require = name.equalsIgnoreCase("Require");
        for (Iterator<String> values = from.getHeaders(name); values.hasNext(); ) {
            String value = values.next();
            // That a provisional response is reliable is an agreement of one leg: sendReliably() makes its own.
            if (!(require && value.trim().equalsIgnoreCase("100rel"))) {
                to.addHeader(name, value);
            }
        }
    }

    /**
     * Copies the body.
     *
     * @param from a received message
     * @param to a new message
     * @throws IOException if the body cannot be read
     */
    static void content(SipServletMessage from, SipServletMessage to) throws IOException {
        byte[] content = from.getRawContent();
        if (content != null && content.length > 0) {
            to.setContent(content, from.getContentType());
        }
    }
}
