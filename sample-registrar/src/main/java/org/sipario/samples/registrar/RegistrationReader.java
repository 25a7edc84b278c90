package org.sipario.samples.registrar;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipServletRequest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sipario.location.LocationTables;
import org.sipario.location.Source;

/** Reads a REGISTER: RFC 3261 §10.3, steps 6 and 7, as far as they look at the request alone. */
final class RegistrationReader {

    /** Seconds a contact is kept that does not say how long, or says it in words. */
    static final int DEFAULT_SECONDS = 3600;

    /** What may stand in a header parameter without quotes: a token, or a host. */
    private static final Pattern NEEDS_NO_QUOTES = Pattern.compile("[-.!%*_+`'~\\[\\]:A-Za-z0-9]+");

    private RegistrationReader() {}

    /**
     * Reads a REGISTER.
     *
     * @throws ServletParseException if it breaks the rules; the message is the reason for the sender
     */
    static Registration read(SipServletRequest request) throws ServletParseException {
        String callId = request.getCallId();
        String cseq = request.getHeader("CSeq").trim();
        List<String> path = new ArrayList<>();
        request.getHeaders("Path").forEachRemaining(path::add);
        if (callId.length() > LocationTables.TEXT_LENGTH
                || String.join("\n", path).length() > LocationTables.TEXT_LENGTH) {
            throw new ServletParseException("Call-ID or Path Too Long");
        }
        return new Registration(
                callId,
                Long.parseLong(cseq.substring(0, cseq.indexOf(' '))),
                path,
                Source.of(request)
                        .map(Source::uri)
                        .orElseGet(() -> request.getFrom().getURI().toString()),
                wish(request));
    }

    private static Registration.Wish wish(SipServletRequest request) throws ServletParseException {
        String expires = request.getHeader("Expires");
        List<Registration.Contact> contacts = new ArrayList<>();
        boolean all = false;
        for (Iterator<Address> addresses = request.getAddressHeaders("Contact"); addresses.hasNext(); ) {
            Address address = addresses.next();
            if (address.isWildcard()) {
                all = true;
            } else {
                contacts.add(contact(address, expires));
            }
        }
        if (all) {
            if (!contacts.isEmpty() || expires == null || seconds(expires) != 0) {
                throw new ServletParseException("* Stands Alone and With Expires: 0");
            }
            return new Registration.Wish.RemoveAll();
        }
        return contacts.isEmpty() ? new Registration.Wish.Fetch() : new Registration.Wish.Change(contacts);
    }

    private static Registration.Contact contact(Address address, @Nullable String expires)
            throws ServletParseException {
        String uri = address.getURI().toString();
        StringBuilder parameters = new StringBuilder();
        for (Map.Entry<String, String> parameter : address.getParameters()) {
            if (!parameter.getKey().equalsIgnoreCase("expires")) {
                parameters.append(parameter(parameter.getKey(), parameter.getValue()));
            }
        }
        if (uri.length() > LocationTables.TEXT_LENGTH || parameters.length() > LocationTables.TEXT_LENGTH) {
            throw new ServletParseException("Contact Too Long");
        }
        String own = address.getParameter("expires");
        String wished = own == null ? expires : own;
        double q = address.getQ() < 0 ? 1 : address.getQ();
        return new Registration.Contact(
                uri, parameters.toString(), q, wished == null ? DEFAULT_SECONDS : seconds(wished));
    }

    /** A parameter as it stands in a header, quoted where it must be. */
    static String parameter(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return ";" + name;
        }
        boolean bare = value.startsWith("\"") || NEEDS_NO_QUOTES.matcher(value).matches();
        return ";" + name + "=" + (bare ? value : '"' + value.replaceAll("([\\\\\"])", "\\\\$1") + '"');
    }

    /** Reads a number of seconds. What is no number counts as the default: RFC 3261 §10.2.1.1 and §20.19. */
    static int seconds(String text) {
        String digits = text.trim();
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return DEFAULT_SECONDS;
        }
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException longerThanAnybodyLives) {
            return Integer.MAX_VALUE;
        }
    }
}
