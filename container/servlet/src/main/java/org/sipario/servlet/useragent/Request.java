package org.sipario.servlet.useragent;

import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sipario.message.MessageEditor;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;
import org.sipario.message.Uri;
import org.sipario.servlet.routing.Chain;
import org.sipario.servlet.routing.Selection;
import org.sipario.servlet.session.FacadeSlot;
import org.sipario.servlet.session.Session;

/**
 * The state of a request as an application has it: the message, and how far the application router has come with it.
 */
public abstract sealed class Request extends FacadeSlot permits IncomingRequest, OutgoingRequest {

    private SipRequest message;
    private final boolean initial;
    private HeaderNames names = HeaderNames.AS_WRITTEN;
    private Chain chain = Chain.START;
    private Selection.@Nullable Selected selected;
    private @Nullable IncomingRequest origin;
    private @Nullable Request linked;

    Request(SipRequest message, boolean initial) {
        this.message = message;
        this.initial = initial;
    }

    /** The session; null while no application has the request. */
    public abstract @Nullable Session sessionOrNull();

    /** Whether it has been sent or answered, and may no longer be changed. */
    public abstract boolean isCommitted();

    /** The session. @throws IllegalStateException while no application has the request */
    public final Session session() {
        Session session = sessionOrNull();
        if (session == null) {
            throw new IllegalStateException("No application has the message yet: it has no session");
        }
        return session;
    }

    // ---- the message

    /** As it is now. */
    public final SipRequest message() {
        return message;
    }

    /** Changes it. */
    public final void edit(Consumer<MessageEditor<?>> edits) {
        message = message.edit(edits::accept);
    }

    /** Changes the Request-URI. */
    public final void uri(Uri uri) {
        message = message.edit(edits -> edits.uri(uri));
    }

    /** Of the message. */
    public final Method method() {
        return message.method();
    }

    /** Whether it began its session, or may begin it. */
    public final boolean isInitial() {
        return initial;
    }

    /** Whether Contact is the application's own in it (ADR-12). */
    public final boolean isContactFree() {
        return method().equals(Method.REGISTER);
    }

    /** How header names are written when it is sent. */
    public final HeaderNames names() {
        return names;
    }

    /** Decides how header names are written when it is sent. */
    public final void names(HeaderNames wanted) {
        names = wanted;
    }

    /** As it goes onto the wire. */
    public final SipRequest leaving() {
        return names.apply(message);
    }

    // ---- the application router

    /** The application router has chosen an application for it. */
    public final void chosen(Selection.Selected choice) {
        selected = choice;
    }

    /** The application router's choice for it, or null. */
    public final Selection.@Nullable Selected selected() {
        return selected;
    }

    /** Where the next application router call for this request, or one that continues it, stands. */
    public final Chain chain() {
        Selection.Selected choice = selected;
        if (choice != null) {
            return new Chain(SipApplicationRoutingDirective.CONTINUE, choice.region(), choice.state(), null);
        }
        return chain;
    }

    /** The request that this one continues, or null. */
    public final @Nullable IncomingRequest origin() {
        return origin;
    }

    /** It goes on where another stands (RTR-3). */
    public final void continues(IncomingRequest original, SipApplicationRoutingDirective directive) {
        origin = original;
        chain = original.chain().with(directive);
    }

    /** It is a request of its own, which continues none. */
    public final void continuesNone() {
        origin = null;
        chain = Chain.START;
    }

    // ---- back-to-back user agents

    /** The request on the other side that the application linked with it, or null. */
    public final @Nullable Request linked() {
        return linked;
    }

    /** Links it with a request, which is to be linked with it; null ends the link on this side. */
    public final void link(@Nullable Request other) {
        linked = other;
    }
}
