package org.sipario.servlet.facade;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.Rel100Exception;
import jakarta.servlet.sip.SipServletRequest;
import java.io.Serial;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.security.Principal;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sipario.core.dialog.RAck;
import org.sipario.core.dialog.ReliableReceipt;
import org.sipario.message.HeaderName;
import org.sipario.message.MessageEditor;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SyntaxException;
import org.sipario.message.wire.Flow;
import org.sipario.servlet.proxy.ProxyBranch;
import org.sipario.servlet.session.Session;
import org.sipario.servlet.useragent.ClientSide;
import org.sipario.servlet.useragent.HeaderNames;
import org.sipario.servlet.useragent.IncomingResponse;
import org.sipario.servlet.useragent.OutgoingRequest;
import org.sipario.servlet.useragent.OutgoingResponse;
import org.sipario.servlet.useragent.Requests;
import org.sipario.servlet.useragent.Response;
import org.sipario.servlet.useragent.UserAgentClient;

/** JSR 289, SipServletResponse: one that the application makes, or one that came. */
final class ResponseFacade extends MessageFacade implements NoHttpResponse {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Response state;

    private ResponseFacade(Response state) {
        this.state = state;
    }

    static ResponseFacade of(Response response) {
        return (ResponseFacade) response.facade(state -> new ResponseFacade((Response) state));
    }

    @Serial
    private Object writeReplace() {
        return Reference.to(state.request(), state.message().status());
    }

    // ---- the state below

    Response state() {
        return state;
    }

    @Override
    SipResponse message() {
        return state.message();
    }

    @Override
    void edit(Consumer<MessageEditor<?>> edits) {
        state.edit(edits);
    }

    @Override
    HeaderNames names() {
        return state.names();
    }

    @Override
    void names(HeaderNames wanted) {
        state.names(wanted);
    }

    @Override
    boolean isContactFree() {
        return state.isContactFree();
    }

    @Override
    boolean isIncoming() {
        return state instanceof IncomingResponse;
    }

    @Override
    boolean mayRename() {
        return false;
    }

    @Override
    @Nullable
    Principal principal() {
        return null;
    }

    @Override
    @Nullable
    Flow cameBy() {
        return state instanceof IncomingResponse came && came.source() instanceof ClientSide source
                ? source.flow()
                : null;
    }

    @Override
    @Nullable
    Flow firstCameBy() {
        return cameBy();
    }

    @Override
    Session sessionOrNull() {
        return state.session();
    }

    private @Nullable ProxyBranch branchOrNull() {
        return state instanceof IncomingResponse came && came.source() instanceof ProxyBranch branch ? branch : null;
    }

    // ---- state

    @Override
    public boolean isCommitted() {
        return state.isCommitted();
    }

    @Override
    public int getStatus() {
        return message().status();
    }

    @Override
    public String getReasonPhrase() {
        return message().reason();
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
        state.status(status, reason);
    }

    /** A registrar shows the way that requests to the phone will take (RFC 3327 §5.3). */
    @Override
    public void pushPath(Address path) {
        if (!message().cseq().method().equals(Method.REGISTER)) {
            throw new IllegalStateException(
                    "pushPath: only a response to REGISTER has a Path, not one to " + getMethod());
        }
        checkWritable();
        put(HeaderName.PATH, path, true);
    }

    @Override
    public SipServletRequest getRequest() {
        return RequestFacade.of(state.request());
    }

    @Override
    public @Nullable Proxy getProxy() {
        ProxyBranch branch = branchOrNull();
        return branch == null ? null : ProxyFacade.of(branch.proxied());
    }

    @Override
    public jakarta.servlet.sip.@Nullable ProxyBranch getProxyBranch() {
        ProxyBranch branch = branchOrNull();
        return branch == null ? null : ProxyBranchFacade.of(branch);
    }

    @Override
    public boolean isBranchResponse() {
        return state instanceof IncomingResponse came && came.isIntermediate();
    }

    // ---- sending

    @Override
    public void send() {
        OutgoingResponse response = own("send");
        session().parent().run(() -> {
            checkToBeSent("send", response);
            response.send(isHeld(HeaderName.CONTACT));
        });
    }

    @Override
    public void sendReliably() throws Rel100Exception {
        OutgoingResponse response = own("sendReliably");
        int status = response.message().status();
        if (status <= 100 || status > 199) {
            throw new Rel100Exception(Rel100Exception.NOT_1XX);
        }
        SipRequest request = response.request().message();
        if (!request.isInvite()) {
            throw new Rel100Exception(Rel100Exception.NOT_INVITE);
        }
        if (!request.headers().hasToken(HeaderName.SUPPORTED, "100rel")
                && !request.headers().hasToken(HeaderName.REQUIRE, "100rel")) {
            throw new Rel100Exception(Rel100Exception.NO_REQ_SUPPORT);
        }
        session().parent().run(() -> {
            checkToBeSent("sendReliably", response);
            response.sendReliably(isHeld(HeaderName.CONTACT));
        });
    }

    private OutgoingResponse own(String call) {
        return switch (state) {
            case OutgoingResponse response -> response;
            case IncomingResponse _ ->
                throw new IllegalStateException(
                        call + ": the response came from downstream; it is not the application's");
        };
    }

    private void checkToBeSent(String call, OutgoingResponse response) {
        if (response.isCommitted()) {
            throw new IllegalStateException(call + ": the response has been sent");
        }
        SessionFacade.checkValid(session(), call);
        if (!response.isTimely()) {
            throw new IllegalStateException(call + ": a final response to " + getMethod() + " has been sent");
        }
    }

    // ---- what follows

    @Override
    public SipServletRequest createAck() {
        return session().parent().call(() -> {
            String tag = Objects.requireNonNullElse(message().to().tag(), "");
            if (state instanceof IncomingResponse came
                    && came.source() instanceof UserAgentClient exchange
                    && came.isInviteSuccess()
                    && !came.isAcknowledged()
                    && exchange.awaitsAck(tag)) {
                came.acknowledge();
                return RequestFacade.of(exchange.createAck(session(), tag));
            }
            throw new IllegalStateException(
                    "createAck: only once, and for a 2xx to an INVITE of this application; this is " + getStatus()
                            + " to " + getMethod());
        });
    }

    @Override
    public SipServletRequest createPrack() throws Rel100Exception {
        SipResponse message = message();
        if (!message.isProvisional() || message.status() == 100) {
            throw new Rel100Exception(Rel100Exception.NOT_1XX);
        }
        if (!message.cseq().method().equals(Method.INVITE)) {
            throw new Rel100Exception(Rel100Exception.NOT_INVITE);
        }
        if (!ReliableReceipt.isReliable(message)) {
            throw new Rel100Exception(Rel100Exception.NOT_100rel);
        }
        return session().parent().call(() -> RequestFacade.of(prack(message)));
    }

    private OutgoingRequest prack(SipResponse message) {
        if (!(state instanceof IncomingResponse came)
                || !(came.source() instanceof UserAgentClient)
                || came.isAcknowledged()) {
            throw new IllegalStateException(
                    "createPrack: only once, and for a response to an INVITE of this application");
        }
        came.acknowledge();
        OutgoingRequest prack = Requests.within(
                session(), Method.PRACK, Facades.messages(session().services()));
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
        for (Credentials.Challenge challenge : Credentials.challenges(message())) {
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
