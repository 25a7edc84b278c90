package org.sipario.tomcat;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.realm.RealmBase;
import org.jspecify.annotations.Nullable;

/** The users of an embedded server, as its builder was told. */
final class FixedUsers extends RealmBase {

    /** A user's password and roles. */
    record User(String password, List<String> roles) {}

    private final Map<String, User> users;

    FixedUsers(Map<String, User> users) {
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
}
