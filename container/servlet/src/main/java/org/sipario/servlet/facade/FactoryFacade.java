package org.sipario.servlet.facade;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.AuthInfo;
import jakarta.servlet.sip.Parameterable;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sipario.core.Tokens;
import org.sipario.message.Method;
import org.sipario.message.NameAddr;
import org.sipario.message.Parameters;
import org.sipario.message.SipUri;
import org.sipario.message.Uri;
import org.sipario.servlet.address.Addresses;
import org.sipario.servlet.application.SipApplication;
import org.sipario.servlet.session.ApplicationSession;
import org.sipario.servlet.session.ApplicationSessions;
import org.sipario.servlet.session.Session;
import org.sipario.servlet.useragent.IncomingRequest;
import org.sipario.servlet.useragent.MessageUser;
import org.sipario.servlet.useragent.RequestCopies;
import org.sipario.servlet.useragent.Requests;

/** JSR 289, The SipFactory Interface: one for each application (CTX-8). */
final class FactoryFacade implements SipFactory {

    private static final System.Logger LOG = System.getLogger(FactoryFacade.class.getName());

    private final SipApplication application;
    private final ApplicationSessions sessions;
    private final MessageUser messages;
    private volatile boolean portTold;

    /** @param messages hears of what comes back to requests */
    FactoryFacade(SipApplication application, ApplicationSessions sessions, MessageUser messages) {
        this.application = application;
        this.sessions = sessions;
        this.messages = messages;
    }

    @Override
    public URI createURI(String uri) throws ServletParseException {
        return Addresses.uri(uri);
    }

    @Override
    public SipURI createSipURI(@Nullable String user, String host) {
        SipURI uri = Addresses.sipUri(user, Objects.requireNonNull(host, "host"));
        if (uri.getPort() > 0 && !portTold) {
            portTold = true;
            LOG.log(
                    System.Logger.Level.INFO,
                    "Application {0} gives createSipURI a host with a port, \"{1}\": taken as host and port; setPort says it"
                            + " as JSR 289 does. This is logged once",
                    application,
                    host);
        }
        return uri;
    }

    @Override
    public Address createAddress(String address) throws ServletParseException {
        return Addresses.address(address);
    }

    @Override
    public Address createAddress(URI uri) {
        return Addresses.address(Objects.requireNonNull(uri, "uri"), null);
    }

    @Override
    public Address createAddress(URI uri, @Nullable String displayName) {
        return Addresses.address(Objects.requireNonNull(uri, "uri"), displayName);
    }

    @Override
    public Parameterable createParameterable(String value) throws ServletParseException {
        return Addresses.parameterable(value);
    }

    @Override
    public AuthInfo createAuthInfo() {
        return new Credentials();
    }

    @Override
    public SipApplicationSession createApplicationSession() {
        return ApplicationSessionFacade.of(sessions.create(application));
    }

    @Override
    public SipApplicationSession createApplicationSessionByKey(String key) {
        return ApplicationSessionFacade.of(sessions.byKey(application, Objects.requireNonNull(key, "key")));
    }

    @Override
    public SipServletRequest createRequest(SipApplicationSession session, String method, Address from, Address to) {
        return request(session, method, Addresses.toNameAddr(from), Addresses.toNameAddr(to));
    }

    @Override
    public SipServletRequest createRequest(SipApplicationSession session, String method, URI from, URI to) {
        return request(session, method, NameAddr.of(Addresses.toUri(from)), NameAddr.of(Addresses.toUri(to)));
    }

    @Override
    public SipServletRequest createRequest(SipApplicationSession session, String method, String from, String to)
            throws ServletParseException {
        return createRequest(session, method, createAddress(from), createAddress(to));
    }

    private SipServletRequest request(SipApplicationSession session, String methodName, NameAddr from, NameAddr to) {
        Method method = Names.method(methodName);
        if (!(Objects.requireNonNull(session, "appSession") instanceof ApplicationSessionFacade shown)) {
            throw new IllegalArgumentException(
                    "createRequest: an application session of another container: " + session);
        }
        Uri target = to.uri();
        if (from.uri() == null || target == null) {
            throw new IllegalArgumentException("createRequest: From and To need a URI each, not *");
        }
        ApplicationSession parent = shown.state();
        return parent.call(() -> {
            if (!parent.isValid()) {
                throw new IllegalArgumentException("createRequest: the application session is not valid");
            }
            Tokens tokens = parent.services().tokens();
            NameAddr party = party(from);
            NameAddr local = party.withParameters(party.parameters().with("tag", tokens.tag()));
            Session leg = new Session(parent, tokens.callId(), local, party(to), false);
            String handler = parent.application().defaultServlet();
            if (handler != null) {
                leg.handler(handler);
            }
            return RequestFacade.of(Requests.outsideDialog(leg, method, target(target), messages));
        });
    }

    /** What may stand in From and To: RFC 3261 §19.1.1, table 1 (UAC-2). */
    private static NameAddr party(NameAddr given) {
        Uri uri = given.uri();
        if (uri instanceof SipUri sip) {
            Parameters kept = sip.parameters();
            for (String parameter : List.of("method", "maddr", "ttl", "transport", "lr")) {
                kept = kept.without(parameter);
            }
            uri = sip.withHeaders(List.of()).withParameters(kept).withPort(-1);
        }
        return new NameAddr(given.displayName(), uri, given.parameters().without("tag"));
    }

    /** The Request-URI: that of To without method and headers. */
    private static Uri target(Uri to) {
        return to instanceof SipUri sip ? sip.withHeaders(List.of()).without("method") : to;
    }

    @Override
    @Deprecated
    public SipServletRequest createRequest(SipServletRequest original, boolean sameCallId) {
        if (!(original instanceof RequestFacade shown) || !(shown.incoming() instanceof IncomingRequest received)) {
            throw new IllegalArgumentException("createRequest: the original request did not come in");
        }
        ApplicationSession parent = received.session().parent();
        return parent.call(() -> RequestFacade.of(RequestCopies.onNewLeg(
                received,
                sameCallId
                        ? received.message().callId()
                        : parent.services().tokens().callId(),
                Map.of())));
    }
}
