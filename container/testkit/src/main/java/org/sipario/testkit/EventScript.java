package org.sipario.testkit;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.sipario.testkit.Detail.Header;

/** The verbs of registration, MESSAGE, subscriptions and publications: RFC 3261 §10; RFC 3428, 6665, 3903. */
record EventScript(Line line, VerbPlayer verbs) {

    void register(Duration expires) {
        verbs.ask(line, "REGISTER", UnaryOperator.identity(), expires(expires));
    }

    Call message(String uri, UnaryOperator<TextMessage> change) {
        return verbs.ask(line.account.line("message"), "MESSAGE " + uri, change);
    }

    /** Until the NOTIFY that each SUBSCRIBE brings: RFC 6665 §4.1.2.1. */
    Call subscribe(String event, String uri, Duration expires) {
        Line own = line.account.line(VerbPlayer.eventLine(event));
        Call before = own.current() instanceof Call known && known.isUp() ? known : null;
        long told = before == null ? 0 : before.count("NOTIFY");
        Call call = verbs.ask(
                own,
                before == null ? "SUBSCRIBE " + uri : "SUBSCRIBE",
                UnaryOperator.identity(),
                new Header("Event", event),
                expires(expires));
        verbs.await(own, "NOTIFY", () -> call.count("NOTIFY") > told, _ -> false);
        verbs.settle();
        return call;
    }

    Call unsubscribe(String event) {
        Line own = line.account.line(VerbPlayer.eventLine(event));
        if (own.current() instanceof Call call && call.isUp()) {
            return subscribe(event, call.firstUri, Duration.ZERO);
        }
        throw new AssertionError(line + " has no subscription to " + event);
    }

    Call notify(String event, UnaryOperator<TextMessage> change) {
        Line own = line.account.line(VerbPlayer.eventLine(event));
        return verbs.ask(own, "NOTIFY", change, new Header("Event", event));
    }

    void publish(String event, Duration expires, UnaryOperator<TextMessage> change) {
        verbs.ask(line, "PUBLISH", change, new Header("Event", event), expires(expires));
    }

    private static Header expires(Duration time) {
        return new Header("Expires", Long.toString(time.toSeconds()));
    }
}
