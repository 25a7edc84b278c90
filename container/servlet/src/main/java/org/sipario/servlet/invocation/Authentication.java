package org.sipario.servlet.invocation;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.sipario.core.digest.DigestChallenge;
import org.sipario.core.digest.DigestVerifier;
import org.sipario.message.HeaderName;
import org.sipario.message.SipRequest;
import org.sipario.message.wire.Timers;
import org.sipario.servlet.application.SipApplication;
import org.sipario.servlet.descriptor.LoginConfig;
import org.sipario.servlet.security.Decision;
import org.sipario.servlet.useragent.IncomingRequest;
import org.sipario.transaction.StatelessResponses;

/**
 * Lets a request pass to its application when its sender proves what the application's constraints demand: JSR 289,
 * Security; RFC 3261 §22. Done before there is an application session, and a challenge leaves no transaction either
 * (RFC 3261 §8.2.7), so that unauthenticated requests cost no memory.
 */
public final class Authentication {

    private static final System.Logger LOG = System.getLogger(Authentication.class.getName());

    private final DigestVerifier verifier;
    private final UserDatabase users;
    private final Timers timers;

    /** @param users have the passwords */
    public Authentication(DigestVerifier verifier, UserDatabase users, Timers timers) {
        this.verifier = verifier;
        this.users = users;
        this.timers = timers;
    }

    /** Whether a servlet may be called for a request that begins something; if not, it has been answered. */
    boolean passes(IncomingRequest request, SipApplication application, String servlet) {
        return switch (check(request, application, servlet, null)) {
            case Decision.Permitted _ -> true;
            case Decision.Forbidden(String why) -> forbid(request, application, why);
            case Decision.Challenge(int status) -> authenticate(request, application, servlet, status);
        };
    }

    private static Decision check(
            IncomingRequest request, SipApplication application, String servlet, @Nullable Principal user) {
        return application
                .constraints()
                .check(
                        servlet,
                        request.method().name(),
                        request.exchange().flow().transport().isSecure(),
                        user == null ? null : role -> application.isInRole(user, null, role));
    }

    private boolean authenticate(IncomingRequest request, SipApplication application, String servlet, int status) {
        LoginConfig login = application.descriptor().security().login();
        String realm = login == null || login.realm() == null ? application.name() : login.realm();
        HeaderName header = status == 407 ? HeaderName.PROXY_AUTHORIZATION : HeaderName.AUTHORIZATION;
        SipRequest message = request.message();
        return switch (verifier.verify(message, header, realm, users, timers.now())) {
            case DigestVerifier.Verdict.Authenticated(String name) -> admit(request, application, servlet, name);
            case DigestVerifier.Verdict.Challenge(boolean stale) -> challenge(request, status, realm, stale);
            case DigestVerifier.Verdict.Malformed(String why) -> {
                request.dismiss(StatelessResponses.answer(message, 400, why));
                yield false;
            }
        };
    }

    private boolean admit(IncomingRequest request, SipApplication application, String servlet, String name) {
        Principal user = users.principal(name);
        if (user == null) {
            return forbid(request, application, "user " + name + " is no longer known");
        }
        request.authenticated(user);
        return switch (check(request, application, servlet, user)) {
            case Decision.Permitted _ -> true;
            case Decision.Forbidden(String why) -> forbid(request, application, why);
            case Decision.Challenge _ -> forbid(request, application, "user " + name + " cannot prove more");
        };
    }

    private boolean challenge(IncomingRequest request, int status, String realm, boolean stale) {
        HeaderName header = status == 407 ? HeaderName.PROXY_AUTHENTICATE : HeaderName.WWW_AUTHENTICATE;
        request.dismiss(StatelessResponses.answer(request.message(), status, null)
                .edit(edits -> {
                    for (DigestChallenge challenge : verifier.challenges(realm, stale, timers.now())) {
                        edits.add(header, challenge.toString());
                    }
                }));
        return false;
    }

    private static boolean forbid(IncomingRequest request, SipApplication application, String why) {
        LOG.log(System.Logger.Level.DEBUG, "{0}: answered 403: {1}", application, why);
        request.refuse(403);
        return false;
    }
}
