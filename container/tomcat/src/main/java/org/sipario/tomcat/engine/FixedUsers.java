package org.sipario.tomcat.engine;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.realm.RealmBase;
import org.jspecify.annotations.Nullable;
import org.sipario.core.digest.DigestAlgorithm;
import org.sipario.servlet.invocation.UserDatabase;

/** Users given by the program: those of an embedded server. */
public final class FixedUsers extends RealmBase implements UserDatabase {

    /** A user's password and roles. */
    public record User(String password, List<String> roles) {}

    private final Map<String, User> users;

    public FixedUsers(Map<String, User> users) {
        this.users = Map.copyOf(users);
    }

    @Override
    protected @Nullable String getPassword(String username) {
        User user = users.get(username);
        return user == null ? null : user.password();
    }

    @Override
    protected @Nullable Principal getPrincipal(String username) {
        User user = users.get(username);
        return user == null ? null : new GenericPrincipal(username, user.roles());
    }

    @Override
    public @Nullable String ha1(String user, String realm, DigestAlgorithm algorithm) {
        String password = getPassword(user);
        return password == null ? null : algorithm.ha1(user, realm, password);
    }

    @Override
    public @Nullable Principal principal(String user) {
        return getPrincipal(user);
    }
}
