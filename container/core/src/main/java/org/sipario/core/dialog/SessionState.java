package org.sipario.core.dialog;

import org.jspecify.annotations.Nullable;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SyntaxException;

/**
 * What a session shares with its peer: its state, the dialog, and the usages that hold the dialog up (JSR 289 chapter
 * 6.2, RFC 3261 §12, RFC 5057, RFC 6665). Immutable: each message gives the next state.
 *
 * @param dialog as user agent, or null
 * @param usages what the dialog is used for; it ends with the last
 * @param peerTag the peer's tag in the dialog, as user agent or proxy; or null
 */
public record SessionState(
        State state,
        @Nullable Dialog dialog,
        DialogUsages usages,
        @Nullable String peerTag) {

    /** The states of JSR 289 chapter 6.2. */
    public enum State {
        INITIAL,
        EARLY,
        CONFIRMED,
        TERMINATED
    }

    /** Before any response: no dialog. */
    public static final SessionState BEGINNING = new SessionState(State.INITIAL, null, DialogUsages.NONE, null);

    /** Whether no final response has made or ended a dialog yet. */
    public boolean isFirst() {
        return state == State.INITIAL || state == State.EARLY;
    }

    /** A request of the peer was in order. */
    public SessionState after(Dialog received) {
        return with(received);
    }

    /**
     * The dialog is over. It stays: a request that comes later finds the session and is refused, a Replaces that comes
     * too late is answered 603 (RFC 3891 §3).
     */
    public SessionState terminated() {
        return new SessionState(State.TERMINATED, dialog, usages, peerTag);
    }

    // ---- as user agent

    /** A NOTIFY came before the 2xx to our SUBSCRIBE. */
    public SessionState notified(SipRequest notify, Dialog made) {
        return new SessionState(
                State.CONFIRMED, made, usages.with(notify), made.id().remoteTag());
    }

    /** We are about to answer. */
    public SessionState answering(SipRequest request, SipResponse response) throws SyntaxException {
        Method method = request.method();
        int status = response.status();
        if (status >= 300) {
            return isFirst() && MethodRules.createDialog(method) ? terminated() : this;
        }
        SessionState next = this;
        if (MethodRules.createDialog(method) && response.to().tag() != null) {
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
        return (present != null && MethodRules.refreshTarget(method)
                        ? next.with(present.refreshed(request).renamed(request, false))
                        : next)
                .ended(request);
    }

    /** Our request was answered. */
    public SessionState answered(SipRequest request, SipResponse response) throws SyntaxException {
        Method method = request.method();
        int status = response.status();
        if (status >= 300) {
            return refused(request, status);
        }
        SessionState next = this;
        // A 2xx without To tag is that of a peer of RFC 2543; the tag counts as null (RFC 3261 §12.1.2).
        if (MethodRules.createDialog(method) && (status >= 200 || response.to().tag() != null)) {
            Dialog made = dialog == null ? Dialog.ofClient(request, response) : updated(dialog, response);
            next = proceed(request, status, made);
        } else if (dialog != null && MethodRules.refreshTarget(method)) {
            next = with(updated(dialog, response));
        }
        if (status < 200) {
            return next;
        }
        Dialog present = next.dialog;
        return (present != null && MethodRules.refreshTarget(method) ? next.with(present.renamed(request, true)) : next)
                .ended(request);
    }

    /** A dialog after a response in it. A Contact or Record-Route that cannot be used leaves what there was. */
    private static Dialog updated(Dialog present, SipResponse response) {
        boolean confirms =
                response.isSuccess() && MethodRules.createDialog(response.cseq().method());
        try {
            return confirms ? present.confirmed(response) : present.refreshed(response);
        } catch (SyntaxException _) {
            return confirms ? present.confirmed() : present;
        }
    }

    private SessionState proceed(SipRequest request, int status, Dialog made) {
        State then = !isFirst() ? state : status < 200 ? State.EARLY : State.CONFIRMED;
        return new SessionState(
                then,
                made,
                status < 200 ? usages : usages.with(request),
                made.id().remoteTag());
    }

    private SessionState refused(SipRequest request, int status) {
        if (isFirst() && MethodRules.createDialog(request.method())) {
            // Back to the start: the next request is like the first (SSN-5, SSN-6).
            return BEGINNING;
        }
        if (request.method().equals(Method.BYE)) {
            // The caller considers the call over whatever the answer (RFC 3261 §15.1.1), but for a challenge to send it
            // again.
            return status == 401 || status == 407 ? this : hold(usages.withoutInvite());
        }
        return isLost(status) && MethodRules.ofSubscription(request.method())
                ? hold(usages.withoutSubscription(request))
                : this;
    }

    /** 481 or 408 (RFC 3261 §12.2.1.2). An early dialog is not lost: the final response of its INVITE ends it. */
    private boolean isLost(int status) {
        return dialog != null && dialog.isConfirmed() && (status == 481 || status == 408);
    }

    /**
     * Whether the answer to a request of ours within a call says that the peer does not know the call, or is gone. The
     * call is then to be ended by BYE, which needs the dialog (RFC 3261 §12.2.1.2, RFC 5057 §5.1).
     */
    public boolean isCallLost(SipRequest request, int status) {
        return isCall() && isLost(status) && !MethodRules.ofSubscription(request.method());
    }

    /** Whether a call is up. */
    public boolean isCall() {
        return state == State.CONFIRMED && usages.hasInvite();
    }

    /** A BYE of the container has gone. */
    public SessionState hungUp() {
        return hold(usages.withoutInvite());
    }

    private SessionState ended(SipRequest request) {
        if (request.method().equals(Method.BYE)) {
            return hold(usages.withoutInvite());
        }
        if (request.method().equals(Method.NOTIFY)) {
            DialogUsages left = usages.notified(request);
            return left == usages ? this : hold(left);
        }
        return this;
    }

    /** The dialog goes on for what is left, or ends. */
    private SessionState hold(DialogUsages left) {
        return new SessionState(left.isEmpty() ? State.TERMINATED : state, dialog, left, peerTag);
    }

    private SessionState with(Dialog changed) {
        return changed == dialog ? this : new SessionState(state, changed, usages, peerTag);
    }

    // ---- as proxy

    /**
     * A response that goes upstream (SSN-8, SSN-9). Only what is sure to end a usage does: a caller that is told 408 or
     * 481 ends the call with a BYE (RFC 3261 §12.2.1.2), which is to be seen too.
     */
    public SessionState relaying(SipRequest request, SipResponse response) {
        Method method = request.method();
        int status = response.status();
        boolean notify = method.equals(Method.NOTIFY);
        boolean begins = isFirst() && (notify || MethodRules.createDialog(method));
        if (status < 200) {
            return begins && !notify
                    ? new SessionState(
                            State.EARLY, dialog, usages, response.to().tag())
                    : this;
        }
        if (status < 300) {
            return accepted(request, response, begins).ended(request);
        }
        if (begins) {
            return notify ? this : BEGINNING;
        }
        if (isFirst() || status == 401 || status == 407) {
            return this;
        }
        if (method.equals(Method.BYE)) {
            return hold(usages.withoutInvite());
        }
        boolean subscription = notify || method.equals(Method.SUBSCRIBE);
        return subscription && (status == 481 || status == 408) ? hold(usages.withoutSubscription(request)) : this;
    }

    private SessionState accepted(SipRequest request, SipResponse response, boolean begins) {
        if (begins) {
            // The dialog of a subscription may begin with the NOTIFY (RFC 6665 §4.1.2.4).
            boolean notify = request.method().equals(Method.NOTIFY);
            String peer = (notify ? request.from() : response.to()).tag();
            return new SessionState(State.CONFIRMED, dialog, usages.with(request), peer);
        }
        return MethodRules.createDialog(request.method()) ? hold(usages.with(request)) : this;
    }
}
