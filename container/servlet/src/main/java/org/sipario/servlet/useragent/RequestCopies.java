package org.sipario.servlet.useragent;

import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderField;
import org.sipario.message.HeaderName;
import org.sipario.message.NameAddr;
import org.sipario.message.SipRequest;
import org.sipario.message.SyntaxException;
import org.sipario.servlet.session.ApplicationSession;
import org.sipario.servlet.session.Session;

/** A request of one leg as it goes on in another: B2B-2 to B2B-9, UAC-2. */
public final class RequestCopies {

    /** System headers that a copy may have otherwise than its original (B2B-3). */
    private static final Set<HeaderName> OVERRIDDEN =
            Set.of(HeaderName.FROM, HeaderName.TO, HeaderName.CONTACT, HeaderName.ROUTE);

    private RequestCopies() {}

    /**
     * The copy of a received request that begins a new session: same parties without tags, in the same application
     * session.
     *
     * @param headers what the application wants otherwise, by header name
     * @throws IllegalArgumentException if one of them is the container's, or the received request can begin no dialog
     *     with the peer: then it has been answered 400
     */
    public static OutgoingRequest onNewLeg(IncomingRequest received, String callId, Map<String, List<String>> headers) {
        if (received.exchange().refusesDialog()) {
            throw new IllegalArgumentException(
                    "createRequest: the Contact or Record-Route of the request cannot be used");
        }
        SipRequest message = received.message();
        Session session = newLeg(received, callId);
        int hops = message.maxForwards() < 0 ? 70 : message.maxForwards() - 1;
        OutgoingRequest copy = Requests.outsideDialog(
                session, received.method(), message.uri(), received.exchange().user());
        copy.edit(edits -> edits.set(HeaderName.MAX_FORWARDS, Integer.toString(hops)));
        content(received, copy, headers);
        copy.continues(received, SipApplicationRoutingDirective.CONTINUE);
        return copy;
    }

    private static Session newLeg(IncomingRequest received, String callId) {
        SipRequest message = received.message();
        ApplicationSession parent = received.session().parent();
        NameAddr from = untagged(message.from());
        NameAddr local = from.withParameters(
                from.parameters().with("tag", parent.services().tokens().tag()));
        Session session = new Session(parent, callId, local, untagged(message.to()), false);
        String handler = received.session().handler();
        if (handler != null) {
            session.handler(handler);
        }
        return session;
    }

    private static NameAddr untagged(NameAddr party) {
        return party.withParameters(party.parameters().without("tag"));
    }

    /**
     * Checked before a session is made, which would stay behind (B2B-3).
     *
     * @throws IllegalArgumentException if one is the container's
     */
    public static void check(Request source, Map<String, List<String>> headers) {
        for (String name : headers.keySet()) {
            HeaderName header = HeaderName.of(Objects.requireNonNull(name, "header name"));
            if (!OVERRIDDEN.contains(header) && SystemHeaders.isSystem(header, source.isContactFree())) {
                throw new IllegalArgumentException(name + " is a system header: the container sets it");
            }
        }
    }

    /** Copies what is not the container's, then what the application wants otherwise (B2B-3, B2B-4). */
    public static void content(Request source, OutgoingRequest copy, Map<String, List<String>> headers) {
        copy.edit(edits -> {
            for (HeaderField field : source.message().headers()) {
                HeaderName name = field.name();
                if (!SystemHeaders.isSystem(name, source.isContactFree())
                        && !name.equals(HeaderName.MAX_FORWARDS)
                        && !name.equals(HeaderName.CONTENT_LENGTH)) {
                    edits.add(field);
                }
            }
            edits.body(source.message().body());
        });
        headers.forEach((name, values) -> override(copy, HeaderName.of(name), values));
    }

    private static void override(OutgoingRequest copy, HeaderName name, List<String> values) {
        if (name.equals(HeaderName.FROM) || name.equals(HeaderName.TO)) {
            NameAddr present = name.equals(HeaderName.FROM)
                    ? copy.message().from()
                    : copy.message().to();
            NameAddr wanted = parse(name, values.getFirst());
            String tag = present.tag();
            NameAddr party = tag == null
                    ? untagged(wanted)
                    : wanted.withParameters(wanted.parameters().with("tag", tag));
            copy.edit(edits -> edits.set(name, party.toString()));
            copy.session().parties(copy.message());
        } else if (name.equals(HeaderName.CONTACT) && !copy.isContactFree()) {
            copy.edit(edits -> edits.set(name, values.getFirst()));
        } else if (name.equals(HeaderName.ROUTE) || !SystemHeaders.isSystem(name, copy.isContactFree())) {
            copy.edit(edits -> edits.set(name, values));
        } else {
            throw new IllegalArgumentException(name.text() + " is a system header: the container sets it");
        }
    }

    private static NameAddr parse(HeaderName name, @Nullable String text) {
        try {
            return NameAddr.parse(Objects.requireNonNull(text, name.text()));
        } catch (SyntaxException wrong) {
            throw new IllegalArgumentException(name.text() + ": " + wrong.getMessage(), wrong);
        }
    }
}
