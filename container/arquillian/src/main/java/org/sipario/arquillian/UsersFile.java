package org.sipario.arquillian;

import java.util.List;
import java.util.stream.Collectors;

/** The text of a {@code conf/tomcat-users.xml}. */
final class UsersFile {
    private UsersFile() {}

    static String of(List<User> users) {
        return users.stream()
                .map(user -> "  <user username=\"%s\" password=\"%s\" roles=\"%s\"/>\n"
                        .formatted(
                                escaped(user.name()),
                                escaped(user.password()),
                                escaped(String.join(",", user.roles()))))
                .collect(Collectors.joining(
                        "",
                        "<tomcat-users xmlns=\"http://tomcat.apache.org/xml\" version=\"1.0\">\n",
                        "</tomcat-users>\n"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
