package org.sipario.tomcat.engine;

import java.security.Principal;
import org.apache.catalina.realm.UserDatabaseRealm;
import org.jspecify.annotations.Nullable;
import org.sipario.core.digest.DigestAlgorithm;
import org.sipario.servlet.invocation.UserDatabase;

/**
 * Tomcat's {@link UserDatabaseRealm}, whose users can also authenticate by SIP digest (RFC 3261 §22).
 *
 * <p>In {@code conf/server.xml}: {@code <Realm className="org.sipario.tomcat.engine.SipUserRealm"
 * resourceName="UserDatabase"/>}. The user database may be Tomcat's file or its database tables. Digest needs passwords
 * in the clear, or stored as H(user:realm:password) with a {@code <CredentialHandler>} that names the algorithm.
 */
public final class SipUserRealm extends UserDatabaseRealm implements UserDatabase {

    /** Created by Tomcat, from the class name in {@code conf/server.xml}. */
    public SipUserRealm() {}

    @Override
    public @Nullable String ha1(String user, String realm, DigestAlgorithm algorithm) {
        String password = getPassword(user);
        if (password == null || hasMessageDigest(algorithm.token())) {
            return password;
        }
        return algorithm.ha1(user, realm, password);
    }

    @Override
    public @Nullable Principal principal(String user) {
        return getPrincipal(user);
    }
}
