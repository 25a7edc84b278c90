package org.sipario.servlet.facade;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderField;
import org.sipario.message.HeaderName;
import org.sipario.message.NameAddr;
import org.sipario.message.SipRequest;
import org.sipario.message.SipUri;
import org.sipario.message.SyntaxException;
import org.sipario.message.Uri;
import org.sipario.message.wire.ListeningPoint;

/** A request of one leg as it goes on in another: B2B-2 to B2B-9, UAC-2. */
final class Copies {

    private Copies() {}

    /** A leg for a copy: same parties without tags, in the same application session. */
    static Session newLeg(RequestFacade received, String callId) {
        SipRequest message = received.message();
        AppSession parent = received.session().parent();
        NameAddr from = untagged(message.from());
        NameAddr local = from.withParameters(
                from.parameters().with("tag", received.services().tokens().tag()));
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

    /** The copy that begins the new leg. */
    static RequestFacade onNewLeg(RequestFacade received, Session session, Map<String, List<String>> headers) {
        SipRequest message = received.message();
        Uri target = message.uri();
        long sequence = session.leg().nextSequence();
        SipRequest bare = Requests.outsideDialog(received.method(), target, session.leg(), sequence);
        int hops = message.maxForwards() < 0 ? 70 : message.maxForwards() - 1;
        RequestFacade copy = RequestFacade.outgoing(
                session,
                withContact(bare, session).edit(edits -> edits.set(HeaderName.MAX_FORWARDS, Integer.toString(hops))),
                true);
        content(received, copy, headers);
        return copy;
    }

    /** A Contact to be completed when the request leaves; none for methods that have none of the container's. */
    static SipRequest withContact(SipRequest request, Session session) {
        if (!Methods.carryContact(request.method())) {
            return request;
        }
        // Without transport: which one it is shows when the request leaves; one that is there was the application's
        // wish.
        ListeningPoint home = session.services().home();
        String contact = NameAddr.of(SipUri.of(null, home.host(), home.port())).toString();
        return request.edit(edits -> edits.set(HeaderName.CONTACT, contact));
    }

    /** Copies what is not the container's, then what the application wants otherwise (B2B-3, B2B-4). */
    static void content(RequestFacade source, RequestFacade copy, Map<String, List<String>> headers) {
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

    private static void override(RequestFacade copy, HeaderName name, List<String> values) {
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
            copy.session().leg().parties(copy.message());
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
