package org.sipario.servlet.facade;

import jakarta.servlet.ServletContext;
import jakarta.servlet.sip.AuthInfo;
import jakarta.servlet.sip.B2buaHelper;
import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.TooManyHopsException;
import java.io.Serial;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderName;
import org.sipario.message.Method;
import org.sipario.servlet.proxy.ProxiedRequest;
import org.sipario.servlet.useragent.IncomingRequest;
import org.sipario.servlet.useragent.OutgoingRequest;
import org.sipario.servlet.useragent.OutgoingResponse;
import org.sipario.servlet.useragent.Request;
import org.sipario.servlet.useragent.UserAgentClient;

/** JSR 289, SipServletRequest: one that came in, or one that the application made. */
final class RequestFacade extends RoutedRequest {

    @Serial
    private static final long serialVersionUID = 1L;

    private transient @Nullable ProxiedRequest proxied;
    private transient @Nullable B2buaFacade b2bua;

    /**
     * Attribute of a request that would go elsewhere than to the other side of its dialog. It is answered 403, as
     * passing it on would make an open relay, unless its servlet takes the attribute away.
     */
    private static final String FOREIGN = "org.sipario.foreign";

    private RequestFacade(Request state) {
        super(state);
        if (state instanceof IncomingRequest came && came.isForeign()) {
            setAttribute(FOREIGN, Boolean.TRUE);
        }
    }

    static RequestFacade of(Request request) {
        return (RequestFacade) request.facade(state -> new RequestFacade((Request) state));
    }

    /** Ours. @throws IllegalArgumentException if it is of another container */
    static RequestFacade own(@Nullable SipServletRequest request) {
        if (Objects.requireNonNull(request, "request") instanceof RequestFacade ours) {
            return ours;
        }
        throw new IllegalArgumentException("A request of another container: " + request);
    }

    @Serial
    private Object writeReplace() {
        return Reference.to(state(), 0);
    }

    /** Another name of From or To, before there is a dialog, is that of the session, too (RFC 4916, B2B-3). */
    @Override
    void written(HeaderName header) {
        boolean party = header.equals(HeaderName.FROM) || header.equals(HeaderName.TO);
        if (party && isInitial() && !isIncoming() && session().dialog() == null) {
            session().parties(message());
        }
    }

    @Override
    public void removeAttribute(String name) {
        super.removeAttribute(name);
        if (name.equals(FOREIGN) && incoming() instanceof IncomingRequest came) {
            came.allowForeign();
        }
    }

    /** It as one that came in. @throws IllegalStateException if it was made here */
    private IncomingRequest came(String call) {
        IncomingRequest came = incoming();
        if (came == null) {
            throw new IllegalStateException(call + ": the request was made here, it did not come in");
        }
        return came;
    }

    @Override
    public void send() {
        if (!(state() instanceof OutgoingRequest request)) {
            throw new IllegalStateException("send: the request came from the network; answer or proxy it");
        }
        session().parent().run(() -> {
            if (request.isCommitted()) {
                throw new IllegalStateException("send: the request has been sent");
            }
            SessionFacade.checkValid(session(), "send");
            request.send();
        });
    }

    // ---- answers

    @Override
    public SipServletResponse createResponse(int status) {
        return createResponse(status, null);
    }

    @Override
    public SipServletResponse createResponse(int status, @Nullable String reason) {
        if (status < 100 || status > 699) {
            throw new IllegalArgumentException("createResponse: " + status + " is not 100..699");
        }
        IncomingRequest came = came("createResponse");
        if (message().isAck() || came.method().equals(Method.CANCEL)) {
            throw new IllegalStateException("createResponse: " + getMethod() + " is not answered by applications");
        }
        return session().parent().call(() -> {
            SessionFacade.checkValid(session(), "createResponse");
            if (came.exchange().isAnswered()) {
                throw new IllegalStateException(
                        "createResponse: a final response to " + getMethod() + " has been sent");
            }
            return ResponseFacade.of(OutgoingResponse.to(came, session(), status, reason));
        });
    }

    @Override
    public SipServletRequest createCancel() {
        return session().parent().call(() -> {
            UserAgentClient exchange = state() instanceof OutgoingRequest request ? request.client() : null;
            if (exchange == null || !message().isInvite() || !exchange.isPending()) {
                throw new IllegalStateException(
                        "createCancel: there is no INVITE of this application waiting for an answer");
            }
            return of(exchange.createCancel());
        });
    }

    @Override
    public Proxy getProxy() throws TooManyHopsException {
        return Objects.requireNonNull(getProxy(true));
    }

    @Override
    public @Nullable Proxy getProxy(boolean create) throws TooManyHopsException {
        IncomingRequest came = came("getProxy");
        return switch (session().parent().call(() -> proxied(came, create))) {
            case null -> null;
            case ProxiedRequest.Beginning.Begun(ProxiedRequest begun) -> ProxyFacade.of(begun);
            case ProxiedRequest.Beginning.Refused(int status) ->
                throw new TooManyHopsException("The request may not be forwarded any further: answered " + status);
        };
    }

    private ProxiedRequest.@Nullable Beginning proxied(IncomingRequest came, boolean create) {
        if (b2bua != null) {
            throw new IllegalStateException("getProxy: the application acts as B2BUA for this request");
        }
        if (proxied != null) {
            return new ProxiedRequest.Beginning.Begun(proxied);
        }
        ProxiedRequest.Beginning beginning = create ? ProxiedRequest.begin(came) : null;
        if (beginning instanceof ProxiedRequest.Beginning.Begun(ProxiedRequest begun)) {
            proxied = begun;
        }
        return beginning;
    }

    @Override
    public B2buaHelper getB2buaHelper() {
        return session().parent().call(() -> {
            if (proxied != null) {
                throw new IllegalStateException("getB2buaHelper: the application acts as proxy for this request");
            }
            B2buaFacade helper = b2bua == null ? new B2buaFacade() : b2bua;
            b2bua = helper;
            if (state() instanceof IncomingRequest came) {
                came.actAsBackToBack();
            } else {
                session().actAsUserAgent();
            }
            return helper;
        });
    }

    @Override
    public void addAuthHeader(SipServletResponse challenge, AuthInfo info) {
        checkWritable();
        Credentials.of(info).answer(this, challenge);
    }

    @Override
    public void addAuthHeader(SipServletResponse challenge, String user, String password) {
        checkWritable();
        Credentials.forEvery(user, password).answer(this, challenge);
    }

    @Override
    public ServletContext getServletContext() {
        return getSession().getServletContext();
    }
}
