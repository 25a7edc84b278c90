package org.sipario.servlet.facade;

import jakarta.servlet.sip.SipSession.State;
import org.jspecify.annotations.Nullable;
import org.sipario.core.dialog.Dialog;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SyntaxException;

/**
 * How a session stands with its peer: JSR 289 chapter 6.2, RFC 3261 §12, RFC 5057, RFC 6665. Never changes: what a message
 * means for it is the next one.
 *
 * @param dialog as user agent, or null
 * @param usages what holds the dialog up
 * @param peerTag of the dialog, as user agent or proxy; or null
 */
record Standing(
        State state,
        @Nullable Dialog dialog,
        Usages usages,
        @Nullable String peerTag) {

    static final Standing BEGINNING = new Standing(State.INITIAL, null, Usages.NONE, null);

    /** Whether no final response has made or ended a dialog yet. */
    boolean isFirst() {
        return state == State.INITIAL || state == State.EARLY;
    }

    /** A request of the peer was in order. */
    Standing after(Dialog received) {
        return with(received);
    }

    /** Requests still find the session, to be refused and so that a Replaces may learn that it comes late (RFC 3891 §3). */
    Standing terminated() {
        return new Standing(State.TERMINATED, dialog, usages, peerTag);
    }

    // ---- as user agent

    /** A NOTIFY came before the 2xx to our SUBSCRIBE. */
    Standing notified(SipRequest notify, Dialog made) {
        return new Standing(
                State.CONFIRMED, made, usages.with(notify), made.id().remoteTag());
    }

    /** We are about to answer. */
    Standing answering(SipRequest request, SipResponse response) throws SyntaxException {
        Method method = request.method();
        int status = response.status();
        if (status >= 300) {
            return isFirst() && Methods.createDialog(method) ? terminated() : this;
        }
        Standing next = this;
        if (Methods.createDialog(method) && response.to().tag() != null) {
            Dialog made = dialog;
            if (made == null) {
                made = Dialog.ofServer(request, response);
            } else if (status >= 200 && made.isEarly()) {
                made = made.confirmed();
            }
            next = proceed(request, status, made);
        }
        if (status < 200) {
            return next;
        }
        Dialog present = next.dialog;
        return (present != null && Methods.refreshTarget(method) ? next.with(present.refreshed(request)) : next)
                .ended(request);
    }

    /** Our request was answered. */
    Standing answered(SipRequest request, SipResponse response) throws SyntaxException {
        Method method = request.method();
        int status = response.status();
        if (status >= 300) {
            return refused(request, status);
        }
        Standing next = this;
        if (Methods.createDialog(method) && response.to().tag() != null) {
            Dialog made = dialog;
            if (made == null) {
                made = Dialog.ofClient(request, response);
            } else if (status >= 200 && made.isEarly()) {
                made = made.confirmed(response);
            }
            next = proceed(request, status, made);
        }
        Dialog present = next.dialog;
        if (present != null && Methods.refreshTarget(method)) {
            next = next.with(present.refreshed(response));
        }
        return status < 200 ? next : next.ended(request);
    }

    private Standing proceed(SipRequest request, int status, Dialog made) {
        State then = !isFirst() ? state : status < 200 ? State.EARLY : State.CONFIRMED;
        return new Standing(
                then,
                made,
                status < 200 ? usages : usages.with(request),
                made.id().remoteTag());
    }

    private Standing refused(SipRequest request, int status) {
        if (isFirst() && Methods.createDialog(request.method())) {
            // Back to the start: the next request is like the first (SSN-5, SSN-6).
            return BEGINNING;
        }
        if (request.method().equals(Method.BYE)) {
            // The caller considers the call over whatever the answer (RFC 3261 §15.1.1), but for a challenge to send it
            // again.
            return status == 401 || status == 407 ? this : hold(usages.withoutInvite());
        }
        return dialog != null && (status == 481 || status == 408) ? hold(usages.failed(request)) : this;
    }

    private Standing ended(SipRequest request) {
        if (request.method().equals(Method.BYE)) {
            return hold(usages.withoutInvite());
        }
        if (request.method().equals(Method.NOTIFY)) {
            Usages left = usages.notified(request);
            return left == usages ? this : hold(left);
        }
        return this;
    }

    /** The dialog goes on for what is left, or ends. */
    private Standing hold(Usages left) {
        return new Standing(left.isEmpty() ? State.TERMINATED : state, dialog, left, peerTag);
    }

    private Standing with(Dialog changed) {
        return changed == dialog ? this : new Standing(state, changed, usages, peerTag);
    }

    // ---- as proxy

    /** A response that goes upstream (SSN-8, SSN-9). */
    Standing relaying(SipRequest request, SipResponse response) {
        Method method = request.method();
        int status = response.status();
        boolean begins = isFirst() && Methods.createDialog(method);
        if (status < 300) {
            if (begins) {
                return new Standing(
                        status < 200 ? State.EARLY : State.CONFIRMED,
                        dialog,
                        status < 200 ? usages : usages.with(request),
                        response.to().tag());
            }
            return status < 200 ? this : ended(request);
        }
        if (begins) {
            return BEGINNING;
        }
        // After a 408 the caller will say BYE (RFC 3261 §12.2.1.2), and the peer, which may be there, must hear it.
        boolean over = method.equals(Method.BYE) || !isFirst() && status == 481;
        return over ? terminated() : this;
    }
}
