package org.sipario.samples.registrar;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipURI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sipario.location.LocationTables;
import org.sipario.location.Source;

/** Reads a REGISTER: RFC 3261 §10.3, steps 6 and 7, as far as they look at the request alone. */
final class RegistrationReader {

    /** Seconds a contact is kept that does not say how long, or says it in words. */
    static final int DEFAULT_SECONDS = 3600;

    private static final Pattern PREFERENCE = Pattern.compile("[01]\\.?[0-9]{0,20}|\\.[0-9]{1,20}");

    private RegistrationReader() {}

    /**
     * Reads a REGISTER.
     *
     * @throws ServletParseException if it breaks the rules; the message is the reason for the sender
     */
    static Registration read(SipServletRequest request) throws ServletParseException {
        String callId = request.getCallId();
        String cseq = request.getHeader("CSeq").trim();
        List<String> path = path(request);
        if (callId.length() > LocationTables.TEXT_LENGTH
                || String.join("\n", path).length() > LocationTables.TEXT_LENGTH) {
            throw new ServletParseException("Call-ID or Path Too Long");
        }
        return new Registration(
                callId, Long.parseLong(cseq.split("\\s", 2)[0]), path, Source.received(request), wish(request));
    }

    /** The Path, by which each request to the phone will go: one that cannot be followed is refused now (RFC 3327 §5.3). */
    private static List<String> path(SipServletRequest request) throws ServletParseException {
        List<String> path = new ArrayList<>();
        for (Iterator<Address> hops = request.getAddressHeaders("Path"); hops.hasNext(); ) {
            Address hop = hops.next();
            if (!(hop.getURI() instanceof SipURI)) {
                throw new ServletParseException("Path Is Not a SIP URI");
            }
            path.add(hop.toString());
        }
        return path;
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
        String parameters = parameters(address);
        if (uri.length() > LocationTables.TEXT_LENGTH || parameters.length() > LocationTables.TEXT_LENGTH) {
            throw new ServletParseException("Contact Too Long");
        }
        String own = address.getParameter("expires");
        String wished = own == null ? expires : own;
        return new Registration.Contact(
                uri, parameters, q(address.getParameter("q")), wished == null ? DEFAULT_SECONDS : seconds(wished));
    }

    /** The parameters but for {@code expires} as they came, quotes included: a phone may compare them with its own. */
    private static String parameters(Address address) {
        Address kept = (Address) address.clone();
        kept.removeParameter("expires");
        return kept.toString().substring(kept.getValue().length());
    }

    /** Reads a preference, RFC 3261 §20.10. More than three decimals, and none before the point, are in use. */
    static double q(@Nullable String text) throws ServletParseException {
        if (text == null) {
            return 1;
        }
        if (!PREFERENCE.matcher(text).matches() || Double.parseDouble(text) > 1) {
            throw new ServletParseException("q Is Not 0 to 1");
        }
        return Double.parseDouble(text);
    }

    /** Reads a number of seconds. What is no number counts as the default: RFC 3261 §10.2.1.1 and §20.19. */
    static int seconds(String text) {
        String digits = text.trim();
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return DEFAULT_SECONDS;
        }
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException tooLarge) {
            return Integer.MAX_VALUE;
        }
    }
}
