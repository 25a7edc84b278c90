package org.sipario.servlet.facade;

import jakarta.servlet.sip.AuthInfo;
import jakarta.servlet.sip.SipServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sipario.core.digest.DigestChallenge;
import org.sipario.core.digest.DigestCredentials;
import org.sipario.message.HeaderField;
import org.sipario.message.HeaderName;
import org.sipario.message.SipResponse;
import org.sipario.message.SyntaxException;

/**
 * JSR 289, AuthInfo: users and passwords by status and realm; answers the challenges of a response (RFC 3261 §22.2,
 * §22.3).
 */
final class Credentials implements AuthInfo {

    private static final long serialVersionUID = 1L;

    private record Account(int status, @Nullable String realm, String user, String password)
            implements java.io.Serializable {}

    private final ArrayList<Account> accounts = new ArrayList<>();

    /** A challenge and the header that answers it. */
    record Challenge(DigestChallenge digest, HeaderName answer) {}

    /** Ours. @throws IllegalArgumentException if it was not made by {@code SipFactory.createAuthInfo} */
    static Credentials of(AuthInfo info) {
        if (info instanceof Credentials own) {
            return own;
        }
        throw new IllegalArgumentException(
                "AuthInfo of " + info.getClass() + " was not made by SipFactory.createAuthInfo");
    }

    /** The same user for whatever is asked. */
    static Credentials forEvery(String user, String password) {
        Credentials credentials = new Credentials();
        credentials.accounts.add(new Account(0, null, user, password));
        return credentials;
    }

    @Override
    public void addAuthInfo(int statusCode, String realm, String username, String password) {
        accounts.add(new Account(
                statusCode,
                Objects.requireNonNull(realm, "realm"),
                Objects.requireNonNull(username, "username"),
                Objects.requireNonNull(password, "password")));
    }

    /** The digest challenges of a response, the first of each realm that we can answer (RFC 8760 §2.4). */
    static List<Challenge> challenges(SipResponse response) {
        Map<String, Challenge> byRealm = new LinkedHashMap<>();
        collect(response, HeaderName.WWW_AUTHENTICATE, HeaderName.AUTHORIZATION, byRealm);
        collect(response, HeaderName.PROXY_AUTHENTICATE, HeaderName.PROXY_AUTHORIZATION, byRealm);
        return new ArrayList<>(byRealm.values());
    }

    private static void collect(
            SipResponse response, HeaderName asked, HeaderName answer, Map<String, Challenge> byRealm) {
        for (HeaderField field : response.headers().all(asked)) {
            try {
                Optional<DigestChallenge> digest = DigestChallenge.parse(field.value());
                digest.ifPresent(d -> byRealm.putIfAbsent(answer + d.realm(), new Challenge(d, answer)));
            } catch (SyntaxException _) {
                // A challenge that cannot be read cannot be answered; another one may be.
                continue;
            }
        }
    }

    /** Puts the answers into a request: one for each challenge whose realm is known (REQ-29). */
    void answer(RequestFacade request, SipServletResponse challenged) {
        if (!(challenged instanceof ResponseFacade response)) {
            throw new IllegalArgumentException("addAuthHeader: the challenge is no response of this container");
        }
        for (Challenge challenge : challenges(response.message())) {
            Account account = account(challenge);
            if (account != null) {
                String value = DigestCredentials.answer(
                                challenge.digest(),
                                account.user(),
                                account.password(),
                                request.state().method(),
                                request.message().uri().toString(),
                                request.message().body(),
                                request.session().services().tokens().nonce(),
                                1)
                        .toString();
                request.edit(edits -> edits.add(challenge.answer(), value));
            }
        }
    }

    /**
     * A response that a proxy has put together from several may hold challenges of both kinds (RFC 3261 §16.7 step 7).
     */
    private @Nullable Account account(Challenge challenge) {
        int status = challenge.answer().equals(HeaderName.PROXY_AUTHORIZATION) ? 407 : 401;
        String realm = challenge.digest().realm();
        for (Account account : accounts) {
            if (account.realm() == null || account.realm().equals(realm) && account.status() == status) {
                return account;
            }
        }
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Credentials credentials && accounts.equals(credentials.accounts);
    }

    @Override
    public int hashCode() {
        return accounts.hashCode();
    }
}
