package org.sipario.servlet.facade;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.ProxyBranch;
import jakarta.servlet.sip.Rel100Exception;
import jakarta.servlet.sip.SipServletRequest;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sipario.core.dialog.RAck;
import org.sipario.core.dialog.ReliableReceipt;
import org.sipario.message.HeaderName;
import org.sipario.message.MessageEditor;
import org.sipario.message.Method;
import org.sipario.message.SipResponse;
import org.sipario.message.SyntaxException;
import org.sipario.message.wire.Flow;

/** JSR 289, SipServletResponse: one that the application makes, or one that came. */
public final class ResponseFacade extends MessageFacade implements NoHttpResponse {

    /** Where a response stands between application and wire. */
    private enum Position {
        /** Made by the application, not sent. */
        TO_BE_SENT,
        SENT,
        /** Came for a request that the application sent. */
        RECEIVED,
        /** Came for a request that it proxied, and goes upstream when the servlet returns. */
        PASSING,
        /** Came, and went upstream or not at all. */
        PASSED
    }

    private final RequestFacade request;
    private final Session session;
    private SipResponse message;
    private Position position;
    private final @Nullable ClientExchange client;
    private final @Nullable ProxyBranchFacade branch;
    private final boolean intermediate;
    private boolean acknowledged;

    private ResponseFacade(
            RequestFacade request,
            Session session,
            SipResponse message,
            Position position,
            @Nullable ClientExchange client,
            @Nullable ProxyBranchFacade branch,
            boolean intermediate) {
        this.request = request;
        this.session = session;
        this.message = message;
        this.position = position;
        this.client = client;
        this.branch = branch;
        this.intermediate = intermediate;
    }

    /** A response that the application is to send: with what the container fills in (REQ-16). */
    static ResponseFacade toBeSent(RequestFacade request, Session session, int status, @Nullable String reason) {
        SipResponse message = Answers.make(
                request.arrival().exchange(), status, reason, session.leg().localTag());
        return new ResponseFacade(request, session, message, Position.TO_BE_SENT, null, null, false);
    }

    /** A response that was sent, shown once more. */
    static ResponseFacade sent(RequestFacade request, Session session, SipResponse message) {
        return new ResponseFacade(request, session, message, Position.SENT, null, null, false);
    }

    /** A response to a request of the application. */
    static ResponseFacade received(RequestFacade request, Session session, ClientExchange client, SipResponse message) {
        return new ResponseFacade(request, session, message, Position.RECEIVED, client, null, false);
    }

    /**
     * A response to a request that the application proxied.
     *
     * @param request as sent downstream on that branch (RES-1)
     * @param intermediate whether it is not the one to be forwarded (RES-11)
     */
    static ResponseFacade passing(
            RequestFacade request,
            Session session,
            @Nullable ProxyBranchFacade branch,
            SipResponse message,
            boolean intermediate) {
        return new ResponseFacade(request, session, message, Position.PASSING, null, branch, intermediate);
    }

    // ---- for the rest of the circle

    @Override
    SipResponse message() {
        return message;
    }

    /** The servlet has seen it: it can not be changed any more. @return it with the changes of the application */
    SipResponse passed() {
        position = Position.PASSED;
        return HeaderForms.apply(message, getHeaderForm());
    }

    @Override
    void edit(Consumer<MessageEditor<?>> edits) {
        message = message.edit(edits::accept);
    }

    @Override
    boolean isContactFree() {
        int status = message.status();
        Method method = message.cseq().method();
        return method.equals(Method.REGISTER)
                || status >= 300 && status < 400
                || status == 485
                || method.equals(Method.OPTIONS) && message.isSuccess();
    }

    @Override
    boolean isIncoming() {
        return switch (position) {
            case TO_BE_SENT, SENT -> false;
            case RECEIVED, PASSING, PASSED -> true;
        };
    }

    @Override
    boolean mayRename() {
        return false;
    }

    @Override
    @Nullable
    Flow cameBy() {
        return client != null ? client.flow() : branch != null ? branch.flow() : null;
    }

    @Override
    @Nullable
    Flow firstCameBy() {
        return cameBy();
    }

    @Override
    Session sessionOrNull() {
        return session;
    }

    // ---- state

    @Override
    public boolean isCommitted() {
        return switch (position) {
            case TO_BE_SENT, PASSING -> false;
            case SENT, PASSED -> true;
            case RECEIVED -> !isProvisionalUnacknowledged() && !isSuccessUnacknowledged();
        };
    }

    private boolean isProvisionalUnacknowledged() {
        return ReliableReceipt.isReliable(message) && !acknowledged;
    }

    private boolean isSuccessUnacknowledged() {
        return message.isSuccess() && message.cseq().method().equals(Method.INVITE) && !acknowledged;
    }

    @Override
    public int getStatus() {
        return message.status();
    }

    @Override
    public String getReasonPhrase() {
        return message.reason();
    }

    @Override
    public void setStatus(int status) {
        setStatus(status, null);
    }

    @Override
    public void setStatus(int status, @Nullable String reason) {
        if (status < 100 || status > 699) {
            throw new IllegalArgumentException("setStatus: " + status + " is not 100..699");
        }
        checkWritable();
        message = message.edit(edits -> edits.status(status, reason));
    }

    /** A registrar shows the way that requests to the phone will take (RFC 3327 §5.3). */
    @Override
    public void pushPath(Address path) {
        if (!message.cseq().method().equals(Method.REGISTER)) {
            throw new IllegalStateException(
                    "pushPath: only a response to REGISTER has a Path, not one to " + getMethod());
        }
        checkWritable();
        put(HeaderName.PATH, path, true);
    }

    @Override
    public SipServletRequest getRequest() {
        return request;
    }

    @Override
    public @Nullable Proxy getProxy() {
        return branch == null ? null : branch.getProxy();
    }

    @Override
    public @Nullable ProxyBranch getProxyBranch() {
        return branch;
    }

    @Override
    public boolean isBranchResponse() {
        return intermediate;
    }

    // ---- sending

    @Override
    public void send() {
        checkToBeSent("send");
        if (message.isProvisional()
                && message.status() > 100
                && request.method().equals(Method.INVITE)
                && request.headers().hasToken(HeaderName.REQUIRE, "100rel")) {
            // RFC 3262 §3: who requires 100rel must not get a provisional response that is not.
            queued(this::reliably);
            return;
        }
        queued(() -> {
            ServerExchange exchange = request.arrival().exchange();
            ProxyFacade proxy = exchange.proxy();
            SipResponse leaving = leaving();
            if (proxy != null && proxy.isStarted() && leaving.isFinal()) {
                proxy.answered(leaving);
            } else {
                exchange.answer(session, leaving);
            }
        });
    }

    @Override
    public void sendReliably() throws Rel100Exception {
        checkToBeSent("sendReliably");
        if (message.status() <= 100 || message.status() > 199) {
            throw new Rel100Exception(Rel100Exception.NOT_1XX);
        }
        if (!request.method().equals(Method.INVITE)) {
            throw new Rel100Exception(Rel100Exception.NOT_INVITE);
        }
        if (!request.headers().hasToken(HeaderName.SUPPORTED, "100rel")
                && !request.headers().hasToken(HeaderName.REQUIRE, "100rel")) {
            throw new Rel100Exception(Rel100Exception.NO_REQ_SUPPORT);
        }
        queued(this::reliably);
    }

    private void reliably() {
        try {
            request.arrival().exchange().answerReliably(session, leaving());
        } catch (Rel100Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** As it goes onto the wire: header names as wanted, and a Contact that leads to us (ADR-14, ADR-15). */
    private SipResponse leaving() {
        boolean decorated = isHeld(HeaderName.CONTACT) && !isContactFree();
        SipResponse leaving = Answers.leaving(request.arrival().exchange(), message, decorated);
        return HeaderForms.apply(leaving, getHeaderForm());
    }

    private void checkToBeSent(String call) {
        switch (position) {
            case TO_BE_SENT -> {
                session.checkValid(call);
                if (!request.arrival().exchange().takes(session, message)) {
                    throw new IllegalStateException(call + ": a final response to " + getMethod() + " has been sent");
                }
            }
            case SENT -> throw new IllegalStateException(call + ": the response has been sent");
            case RECEIVED, PASSING, PASSED ->
                throw new IllegalStateException(
                        call + ": the response came from downstream; it is not the application's");
        }
    }

    private void queued(Runnable sending) {
        boolean inQueue = session.parent().queue().isCurrent();
        if (inQueue) {
            sending.run();
            position = Position.SENT;
        } else {
            position = Position.SENT;
            session.parent().post(sending);
        }
    }

    // ---- what follows

    @Override
    public SipServletRequest createAck() {
        ClientExchange exchange = client;
        String tag = message.to().tag();
        if (exchange == null || tag == null || !isSuccessUnacknowledged() || !exchange.awaitsAck(tag)) {
            throw new IllegalStateException(
                    "createAck: only once, and for a 2xx to an INVITE of this application; this is " + message.status()
                            + " to " + message.cseq().method());
        }
        acknowledged = true;
        return exchange.createAck(session);
    }

    @Override
    public SipServletRequest createPrack() throws Rel100Exception {
        if (!message.isProvisional() || message.status() == 100) {
            throw new Rel100Exception(Rel100Exception.NOT_1XX);
        }
        if (!message.cseq().method().equals(Method.INVITE)) {
            throw new Rel100Exception(Rel100Exception.NOT_INVITE);
        }
        if (!ReliableReceipt.isReliable(message)) {
            throw new Rel100Exception(Rel100Exception.NOT_100rel);
        }
        if (client == null || acknowledged) {
            throw new IllegalStateException(
                    "createPrack: only once, and for a response to an INVITE of this application");
        }
        acknowledged = true;
        RequestFacade prack = session.leg().createRequest(Method.PRACK);
        try {
            String rack = RAck.of(message).toString();
            prack.edit(edits -> edits.set(HeaderName.RACK, rack));
        } catch (SyntaxException unreadable) {
            throw new IllegalStateException("createPrack: " + unreadable.getMessage(), unreadable);
        }
        return prack;
    }

    @Override
    public Iterator<String> getChallengeRealms() {
        return getChallengeRealmSet().iterator();
    }

    @Override
    public Set<String> getChallengeRealmSet() {
        Set<String> realms = new LinkedHashSet<>();
        for (Credentials.Challenge challenge : Credentials.challenges(message)) {
            realms.add(challenge.digest().realm());
        }
        return realms;
    }

    // ---- what differs between ServletResponse and the SIP message (MSG-16)

    @Override
    public void setCharacterEncoding(String charset) {
        try {
            super.setCharacterEncoding(charset);
        } catch (UnsupportedEncodingException unknown) {
            throw new IllegalArgumentException(unknown.getMessage(), unknown);
        }
    }

    @Override
    public void setCharacterEncoding(Charset charset) {
        setCharacterEncoding(charset.name());
    }
}
