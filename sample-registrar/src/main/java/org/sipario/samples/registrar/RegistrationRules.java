package org.sipario.samples.registrar;

import jakarta.servlet.sip.SipServletResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.sipario.location.Binding;

/**
 * Decides what a REGISTER does to the bindings of its user: RFC 3261 §10.3, steps 6 and 7. All of it happens or nothing.
 */
final class RegistrationRules {

    /** Shortest life of a binding in seconds: a shorter one costs more than it is worth. */
    static final int MIN_SECONDS = 60;

    /** Longest life of a binding in seconds: a phone that vanished is not rung for longer. */
    static final int MAX_SECONDS = 7200;

    /** Most bindings of one user: each of them rings at every call. */
    static final int MAX_BINDINGS = 20;

    /** What becomes of a REGISTER. */
    sealed interface Outcome {

        /** It is carried out. @param bindings those the user has from now on */
        record Accepted(List<Binding> bindings) implements Outcome {
            public Accepted {
                bindings = List.copyOf(bindings);
            }
        }

        /** It changes nothing. @param status of the answer @param reason for people */
        record Refused(int status, String reason) implements Outcome {}
    }

    private final BiPredicate<String, String> sameUri;

    /**
     * Makes the rules.
     *
     * @param sameUri tells whether two URIs mean the same (RFC 3261 §19.1.4)
     */
    RegistrationRules(BiPredicate<String, String> sameUri) {
        this.sameUri = sameUri;
    }

    /**
     * Applies a REGISTER.
     *
     * @param before the live bindings of the user
     * @param registration what is asked for
     * @param now the time of day
     */
    Outcome apply(List<Binding> before, Registration registration, Instant now) {
        return switch (registration.wish()) {
            case Registration.Wish.Fetch() -> new Outcome.Accepted(before);
            case Registration.Wish.RemoveAll() ->
                before.stream().anyMatch(binding -> isOvertaken(registration, binding))
                        ? outOfOrder()
                        : new Outcome.Accepted(List.of());
            case Registration.Wish.Change(List<Registration.Contact> contacts) ->
                change(before, registration, contacts, now);
        };
    }

    private Outcome change(
            List<Binding> before, Registration registration, List<Registration.Contact> contacts, Instant now) {
        List<Binding> after = new ArrayList<>(before);
        for (Registration.Contact contact : contacts) {
            if (contact.seconds() > 0 && contact.seconds() < MIN_SECONDS) {
                return new Outcome.Refused(SipServletResponse.SC_INTERVAL_TOO_BRIEF, "Interval Too Brief");
            }
            Optional<Binding> old = before.stream()
                    .filter(binding -> sameUri.test(binding.uri(), contact.uri()))
                    .findFirst();
            if (old.isPresent() && isOvertaken(registration, old.get())) {
                return outOfOrder();
            }
            after.removeIf(binding -> sameUri.test(binding.uri(), contact.uri()));
            if (contact.seconds() > 0) {
                after.add(binding(registration, contact, now));
            }
        }
        return after.size() > MAX_BINDINGS
                ? new Outcome.Refused(SipServletResponse.SC_FORBIDDEN, "Too Many Contacts")
                : new Outcome.Accepted(after);
    }

    private static Binding binding(Registration registration, Registration.Contact contact, Instant now) {
        return new Binding(
                contact.uri(),
                contact.parameters(),
                contact.q(),
                now.plusSeconds(Math.min(contact.seconds(), MAX_SECONDS)),
                registration.callId(),
                registration.cseq(),
                registration.path(),
                registration.received());
    }

    /** Whether a later REGISTER of the same phone wrote that binding: this one was slow on its way. */
    private static boolean isOvertaken(Registration registration, Binding binding) {
        return binding.callId().equals(registration.callId()) && registration.cseq() <= binding.cseq();
    }

    private static Outcome outOfOrder() {
        return new Outcome.Refused(SipServletResponse.SC_SERVER_INTERNAL_ERROR, "Out of Order");
    }
}
