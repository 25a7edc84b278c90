package org.sipario.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sipario.testkit.Detail.Header;
import org.sipario.testkit.Rung.Fate;
import org.sipario.testkit.Rung.Message;

/** Performs rungs, for ladders and verbs: lets a user agent say or hear the message. */
final class RungPlayer {

    private final Network network;

    RungPlayer(Network network) {
        this.network = network;
    }

    /**
     * A user agent says something.
     *
     * @param peer the callee of a new call
     * @param change applied to the message before it is said
     */
    TextMessage say(Message rung, String peer, UnaryOperator<TextMessage> change) {
        Line named = network.line(rung.from());
        Account account = named.account;
        Line line = named.sayingOf(rung.what());
        Call referring = rung.what().equals("INVITE") ? referral(line, rung.uri()) : null;
        TextMessage refer = referring == null ? null : referring.lastHeard("REFER");
        TextMessage draft = rung.isResponse()
                ? account.response(named.name, rung.status(), rung.of())
                : line.request(rung.what(), refer == null ? rung.uri() : MethodHeaders.target(refer), peer);
        Line owner = owner(account, draft, line);
        TextMessage message = draft;
        if (!owner.hasSaid(draft)) {
            TextMessage meant = refer == null ? draft : MethodHeaders.referred(draft, refer);
            message = change.apply(detailed(meant, rung, owner));
        }
        owner.said(message);
        if (referring != null) {
            referring.referred = owner.current();
        }
        carry(rung, account, message);
        return message;
    }

    /** The call in which a REFER was accepted whose INVITE was not said yet; null if there is none. */
    private static @Nullable Call referral(Line line, @Nullable String uri) {
        Call current = line.current();
        if (current != null && (current.isLiving() || current.isChallenged("INVITE"))) {
            return null;
        }
        for (Call call : line.account.calls().reversed()) {
            TextMessage refer = call.lastHeard("REFER");
            boolean accepted =
                    call.answers.stream().anyMatch(answer -> answer.method().equals("REFER") && answer.status() < 300);
            if (refer != null && accepted && call.referred == null && line.call(call.callId) == null) {
                return uri == null || uri.equals(MethodHeaders.target(refer)) ? call : null;
            }
        }
        return null;
    }

    private static Line owner(Account account, TextMessage message, Line otherwise) {
        Line owner = account.owner(message.callId());
        return owner == null ? otherwise : owner;
    }

    private TextMessage detailed(TextMessage draft, Message rung, Line line) {
        Call call = line.call(draft.callId());
        if (call == null) {
            throw new IllegalStateException("no call for what it says itself: " + draft);
        }
        TextMessage message = draft;
        List<String> body = new ArrayList<>();
        for (Detail detail : rung.details()) {
            if (detail instanceof Header header) {
                message = message.with(header.name(), value(header, line));
            } else if (detail instanceof Detail.Body(String text)) {
                body.add(text);
            }
        }
        if (!body.isEmpty()) {
            String type = message.header("Content-Type");
            message = message.withBody(type == null ? "text/plain" : type, String.join("\r\n", body));
        }
        message = described(MethodHeaders.complete(message, line, call), rung, line.account, call);
        for (Detail detail : rung.details()) {
            if (detail instanceof Detail.Without(String name)) {
                message = name.equals(Detail.Media.NAME) ? message.withoutBody() : message.without(name);
            }
        }
        return message;
    }

    private static TextMessage described(TextMessage message, Message rung, Account account, Call call) {
        Detail.Media wanted = rung.details().stream()
                .filter(Detail.Media.class::isInstance)
                .map(Detail.Media.class::cast)
                .findFirst()
                .orElse(null);
        boolean silent = rung.details().contains(new Detail.Without(Detail.Media.NAME));
        boolean usual = account.media != null && message.bodyBytes().length == 0 && Media.isDue(message, call);
        if (silent || wanted == null && !usual) {
            return message;
        }
        Sdp first = account.media != null ? account.media : account.audio();
        Sdp due = call.media.due(message, call, first, wanted == null ? null : wanted.direction());
        return message.withBody(Sdp.TYPE, due.text());
    }

    /**
     * In Refer-To the name of a user agent stands for its address, that of an own line for the peer of the call there.
     */
    private String value(Header header, Line speaker) {
        boolean plain = header.value().matches("[\\w.-]+(/[\\w.-]+)?");
        Line meant = header.name().equalsIgnoreCase("Refer-To") && plain ? network.find(header.value()) : null;
        if (meant == null) {
            return header.value();
        }
        Call call = meant.current();
        if (meant.account != speaker.account) {
            return "<" + meant.account.aor() + ">";
        }
        if (call == null || !call.isUp()) {
            throw new AssertionError("there is no call on " + header.value() + " that somebody could take over");
        }
        return MethodHeaders.takeOver(call);
    }

    private void carry(Message rung, Account from, TextMessage message) {
        Line listener = network.find(rung.to());
        arrive(rung, () -> {
            if (listener == null) {
                network.say(from, message.bytes());
            } else {
                // Between user agents, past the server: an ACK does so without Record-Route.
                hear(listener, TextMessage.parse(message.bytes()));
            }
        });
    }

    /** A user agent hears what the server has said, unless it gets lost. */
    void hear(Message rung, Line listener, TextMessage message) {
        arrive(rung, () -> hear(listener, message));
    }

    /** A user agent hears something, on the line of its call or, if there is none yet, on this one. */
    void hear(Line listener, TextMessage message) {
        Line owner = listener.account.owner(message.header("Call-ID"));
        (owner == null ? listener : owner).heard(message);
        if (owner != null && !message.isRequest()) {
            MethodHeaders.learn(message, listener.account);
        }
    }

    private void arrive(Message rung, Runnable arrival) {
        switch (rung.fate()) {
            case Fate.Lost() -> {}
            case Fate.Arrives(var delay) -> {
                if (delay.isZero()) {
                    arrival.run();
                } else {
                    network.later(delay, arrival);
                }
            }
        }
    }
}
