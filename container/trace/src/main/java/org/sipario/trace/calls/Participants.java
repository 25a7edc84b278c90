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
 * The agents that took part in some calls, with names. Over UDP an agent is a socket address. Over a stream it is the
 * address in its Via or Contact, because it may connect from one port and listen at another.
 */
public final class Participants {
    private static final Pattern LOGIN = Pattern.compile("\\busername=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);
    private static final Pattern SENT_BY = Pattern.compile("\\[?([0-9a-fA-F.:]+?)\\]?(?::(\\d+))?");

    private final Map<String, Agent> agents = new LinkedHashMap<>();
    private final Map<InetSocketAddress, String> aliases = new HashMap<>();

    private Participants() {}

    /**
     * Finds them.
     *
     * @param taken names that no agent may have, such as the server's
     */
    public static Participants of(List<RecordedMessage> messages, Set<String> taken) {
        Participants participants = new Participants();
        messages.forEach(participants::learnAlias);
        Map<String, List<RecordedMessage>> byPlace = new LinkedHashMap<>();
        for (RecordedMessage recorded : messages) {
            byPlace.computeIfAbsent(participants.place(recorded), _ -> new ArrayList<>())
                    .add(recorded);
        }
        Set<String> names = new HashSet<>(taken);
        byPlace.forEach((place, own) -> {
            String user = user(own);
            String name = unlike(names, plain(user));
            names.add(name);
            participants.agents.put(
                    place, new Agent(name, user, own.getFirst().traced().transport(), login(own)));
        });
        return participants;
    }

    /** All agents, in the order of their first messages. */
    public List<Agent> agents() {
        return List.copyOf(agents.values());
    }

    /** The agent at the other end of a message. */
    public Agent agent(RecordedMessage recorded) {
        Agent agent = agents.get(place(recorded));
        if (agent == null) {
            throw new IllegalArgumentException(
                    "not a message of these participants: " + recorded.traced().peer());
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

    private String place(RecordedMessage recorded) {
        InetSocketAddress peer = recorded.traced().peer();
        return aliases.getOrDefault(peer, text(peer.getAddress().getHostAddress(), peer.getPort()));
    }

    private static String text(String host, int port) {
        return host + "|" + port;
    }

    private void learnAlias(RecordedMessage recorded) {
        if (!recorded.isHeard() || recorded.traced().transport() == Transport.UDP) {
            return;
        }
        String called = recorded.isRequest() ? recorded.message().topVia().sentBy() : contact(recorded);
        Matcher matcher = SENT_BY.matcher(called);
        if (matcher.matches()) {
            int port = matcher.group(2) == null
                    ? recorded.traced().transport().defaultPort()
                    : Integer.parseInt(matcher.group(2));
            aliases.putIfAbsent(recorded.traced().peer(), text(matcher.group(1), port));
        }
    }

    private static String contact(RecordedMessage recorded) {
        try {
            NameAddr contact = recorded.message().headers().address(HeaderName.CONTACT);
            SipUri uri = contact == null ? null : contact.sipUri();
            return uri == null ? "" : uri.port() < 0 ? uri.host() : uri.host() + ":" + uri.port();
        } catch (SyntaxException e) {
            return "";
        }
    }

    /** From the From of requests that the agent sends, the To of those that it receives; else from its responses. */
    private static String user(List<RecordedMessage> own) {
        for (boolean initial : new boolean[] {true, false}) {
            for (RecordedMessage recorded : own) {
                if (recorded.isInitial() || !initial) {
                    boolean asks = recorded.isRequest() == recorded.isHeard();
                    String user = user(
                            asks
                                    ? recorded.message().from().uri()
                                    : recorded.message().to().uri());
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

    private static @Nullable String login(List<RecordedMessage> own) {
        for (RecordedMessage recorded : own) {
            if (recorded.isHeard() && recorded.isRequest()) {
                for (HeaderName header : List.of(HeaderName.AUTHORIZATION, HeaderName.PROXY_AUTHORIZATION)) {
                    for (var field : recorded.message().headers().all(header)) {
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
