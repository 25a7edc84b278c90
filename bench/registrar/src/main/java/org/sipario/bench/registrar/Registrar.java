package org.sipario.bench.registrar;

import static jakarta.servlet.sip.SipServletResponse.SC_BAD_REQUEST;
import static jakarta.servlet.sip.SipServletResponse.SC_OK;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipURI;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Binds contacts to the address of record of To and answers with all that are bound (RFC 3261 §10.3 from step 6 on); a
 * contact that is registered again takes the place of the one before.
 */
@jakarta.servlet.sip.annotation.SipServlet(name = "registrar", applicationName = "registrar")
public final class Registrar extends SipServlet {

    private static final long serialVersionUID = 1L;

    /** The lifetime of a binding without Expires, in seconds. */
    private static final int DEFAULT_SECONDS = 3600;

    private static final InstantSource CLOCK = InstantSource.system();

    /** Address of record to contacts. */
    private static final Map<String, List<Binding>> LOCATION = new ConcurrentHashMap<>();

    private record Binding(String contact, Instant expires) {}

    @Override
    protected void doRegister(SipServletRequest request) throws IOException {
        answer(request).send();
        // A REGISTER makes no dialog, so the session is not needed any more.
        SipApplicationSession session = request.getApplicationSession(false);
        if (session != null && session.isValid()) {
            session.invalidate();
        }
    }

    private static SipServletResponse answer(SipServletRequest request) {
        if (!(request.getTo().getURI() instanceof SipURI aor) || aor.getUser() == null) {
            return request.createResponse(SC_BAD_REQUEST, "No User In To");
        }
        Instant now = CLOCK.instant();
        List<Binding> wanted;
        try {
            wanted = wanted(request, now);
        } catch (ServletParseException e) {
            return request.createResponse(SC_BAD_REQUEST, "No Contact That Can Be Read");
        }
        List<Binding> bound = LOCATION.merge(
                aor.getUser() + "@" + aor.getHost(), wanted, (before, added) -> changed(before, added, now));
        SipServletResponse ok = request.createResponse(SC_OK);
        for (Binding binding : bound) {
            long left = binding.expires.getEpochSecond() - now.getEpochSecond();
            if (left > 0) {
                ok.addHeader("Contact", "<" + binding.contact + ">;expires=" + left);
            }
        }
        return ok;
    }

    private static List<Binding> wanted(SipServletRequest request, Instant now) throws ServletParseException {
        List<Binding> wanted = new ArrayList<>();
        for (Iterator<Address> contacts = request.getAddressHeaders("Contact"); contacts.hasNext(); ) {
            Address contact = contacts.next();
            int seconds = contact.getExpires() >= 0 ? contact.getExpires() : DEFAULT_SECONDS;
            wanted.add(new Binding(contact.getURI().toString(), now.plusSeconds(seconds)));
        }
        return List.copyOf(wanted);
    }

    /** The live bindings, where these replace earlier ones of the same contact. */
    private static List<Binding> changed(List<Binding> before, List<Binding> added, Instant now) {
        List<Binding> after = new ArrayList<>(added);
        for (Binding old : before) {
            boolean again = added.stream().anyMatch(binding -> binding.contact.equals(old.contact));
            if (!again && old.expires.isAfter(now)) {
                after.add(old);
            }
        }
        return List.copyOf(after);
    }
}
