package org.sipario.servlet.useragent;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sipario.message.MessageEditor;
import org.sipario.message.Method;
import org.sipario.message.SipResponse;
import org.sipario.servlet.session.FacadeSlot;
import org.sipario.servlet.session.Session;

/** The state of a response as an application has it. */
public abstract sealed class Response extends FacadeSlot permits IncomingResponse, OutgoingResponse {

    private SipResponse message;
    private final Session session;
    private HeaderNames names = HeaderNames.AS_WRITTEN;

    Response(SipResponse message, Session session) {
        this.message = message;
        this.session = session;
    }

    /** The request that it answers. */
    public abstract Request request();

    /** Whether it has gone, or has been acknowledged, and may no longer be changed. */
    public abstract boolean isCommitted();

    /** The session that it belongs to: that of the request, or a derived one. */
    public final Session session() {
        return session;
    }

    /** As it is now. */
    public final SipResponse message() {
        return message;
    }

    /** Changes it. */
    public final void edit(Consumer<MessageEditor<?>> edits) {
        message = message.edit(edits::accept);
    }

    /** Changes the status. @param reason null for that of RFC 3261 */
    public final void status(int status, @Nullable String reason) {
        message = message.edit(edits -> edits.status(status, reason));
    }

    /** Whether Contact is the application's own in it (ADR-12). */
    public final boolean isContactFree() {
        int status = message.status();
        Method method = message.cseq().method();
        return method.equals(Method.REGISTER)
                || status >= 300 && status < 400
                || status == 485
                || method.equals(Method.OPTIONS) && message.isSuccess();
    }

    /** How header names are written when it is sent. */
    public final HeaderNames names() {
        return names;
    }

    /** Decides how header names are written when it is sent. */
    public final void names(HeaderNames wanted) {
        names = wanted;
    }
}
