package org.sipario.trace.calls;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderName;
import org.sipario.message.NameAddr;
import org.sipario.message.OtherUri;
import org.sipario.message.SipUri;
import org.sipario.message.SyntaxException;
import org.sipario.message.TelUri;
import org.sipario.message.Uri;
import org.sipario.message.wire.Transport;

/**
 * Who talked to the server in some calls: the agents behind the socket addresses, with names. By UDP an agent is an address. By a
 * stream he is what he calls himself in Via or Contact, for he may call from one port and be called at another.
 */
public final class Cast {
    private static final Pattern LOGIN = Pattern.compile("\\busername=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);
    private static final Pattern SENT_BY = Pattern.compile("\\[?([0-9a-fA-F.:]+?)\\]?(?::(\\d+))?");

    private final Map<String, Agent> agents = new LinkedHashMap<>();
    private final Map<InetSocketAddress, String> aliases = new HashMap<>();

    private Cast() {}

    /**
     * Finds them.
     *
     * @param taken names that nobody may have, such as the server's
     */
    public static Cast of(List<Said> messages, Set<String> taken) {
        Cast cast = new Cast();
        messages.forEach(cast::learnAlias);
        Map<String, List<Said>> byPlace = new LinkedHashMap<>();
        for (Said said : messages) {
            byPlace.computeIfAbsent(cast.place(said), _ -> new ArrayList<>()).add(said);
        }
        Set<String> names = new HashSet<>(taken);
        byPlace.forEach((place, own) -> {
            String user = user(own);
            String name = unlike(names, plain(user));
            names.add(name);
            cast.agents.put(place, new Agent(name, user, own.getFirst().traced().transport(), login(own)));
        });
        return cast;
    }

    /** Everybody, in the order in which they came in. */
    public List<Agent> agents() {
        return List.copyOf(agents.values());
    }

    /** Who said a message, or heard it: the end that is not the server. */
    public Agent agent(Said said) {
        Agent agent = agents.get(place(said));
        if (agent == null) {
            throw new IllegalArgumentException(
                    "not a message of this cast: " + said.traced().peer());
        }
        return agent;
    }

    /** The first agent with this user part of an address; null where there is none. */
    public @Nullable Agent named(String user) {
        for (Agent agent : agents.values()) {
            if (agent.user().equals(user)) {
                return agent;
            }
        }
        return null;
    }

    private String place(Said said) {
        InetSocketAddress peer = said.traced().peer();
        return aliases.getOrDefault(peer, text(peer.getAddress().getHostAddress(), peer.getPort()));
    }

    private static String text(String host, int port) {
        return host + "|" + port;
    }

    private void learnAlias(Said said) {
        if (!said.isHeard() || said.traced().transport() == Transport.UDP) {
            return;
        }
        String called = said.isRequest() ? said.message().topVia().sentBy() : contact(said);
        Matcher matcher = SENT_BY.matcher(called);
        if (matcher.matches()) {
            int port = matcher.group(2) == null
                    ? said.traced().transport().defaultPort()
                    : Integer.parseInt(matcher.group(2));
            aliases.putIfAbsent(said.traced().peer(), text(matcher.group(1), port));
        }
    }

    private static String contact(Said said) {
        try {
            NameAddr contact = said.message().headers().address(HeaderName.CONTACT);
            SipUri uri = contact == null ? null : contact.sipUri();
            return uri == null ? "" : uri.port() < 0 ? uri.host() : uri.host() + ":" + uri.port();
        } catch (SyntaxException e) {
            return "";
        }
    }

    /** From of what he asks, To of what he is asked; else of what he answers. */
    private static String user(List<Said> own) {
        for (boolean initial : new boolean[] {true, false}) {
            for (Said said : own) {
                if (said.isInitial() || !initial) {
                    boolean asks = said.isRequest() == said.isHeard();
                    String user = user(
                            asks
                                    ? said.message().from().uri()
                                    : said.message().to().uri());
                    if (!user.isEmpty()) {
                        return user;
                    }
                }
            }
        }
        return "";
    }

    /** The user part of an address; the number of a telephone's; empty where there is neither. */
    public static String user(@Nullable Uri uri) {
        return switch (uri) {
            case SipUri sip -> sip.user() == null ? "" : SipUri.unescape(sip.user());
            case TelUri tel -> tel.number();
            case OtherUri _ -> "";
            case null -> "";
        };
    }

    private static @Nullable String login(List<Said> own) {
        for (Said said : own) {
            if (said.isHeard() && said.isRequest()) {
                for (HeaderName header : List.of(HeaderName.AUTHORIZATION, HeaderName.PROXY_AUTHORIZATION)) {
                    for (var field : said.message().headers().all(header)) {
                        Matcher matcher = LOGIN.matcher(field.value());
                        if (matcher.find()) {
                            return matcher.group(1);
                        }
                    }
                }
            }
        }
        return null;
    }

    /** A name that Java and a ladder take: {@code +49 30 1234} is {@code phone49301234}. */
    private static String plain(String user) {
        String letters = user.replaceAll("[^A-Za-z0-9]", "");
        if (letters.isEmpty()) {
            return "agent";
        }
        String name = Character.isDigit(letters.charAt(0))
                ? "phone" + letters
                : letters.substring(0, 1).toLowerCase(Locale.ROOT) + letters.substring(1);
        return SourceVersion.isName(name) ? name : name + "1";
    }

    private static String unlike(Set<String> names, String wanted) {
        String name = wanted;
        for (int i = 2; names.contains(name); i++) {
            name = wanted + i;
        }
        return name;
    }
}
