package org.sipario.testkit;

import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.sipario.testkit.Detail.Header;

/** The verbs of a call on one line, each a short script of rungs: RFC 3261 §9, §13, §14, §15; RFC 3262, 3264, 5589. */
record CallScript(Line line, VerbPlayer verbs) {

    Call call(String uri) {
        Call call = verbs.say(line, "INVITE " + uri);
        verbs.settle();
        return call;
    }

    Call progress(int status) {
        Call call = incoming();
        verbs.say(line, status + " INVITE");
        verbs.settle();
        return call;
    }

    Call progressReliably(int status) {
        Call call = incoming();
        verbs.say(line, status + " INVITE", new Header("Require", "100rel"));
        String number = call.reliableNumber + " ";
        await(
                "PRACK",
                () -> call.lastHeard("PRACK") instanceof TextMessage prack
                        && prack.required("RAck").startsWith(number));
        return call;
    }

    /** A final response, until it is acknowledged. */
    Call finish(int status, Detail... details) {
        Call call = incoming();
        verbs.say(line, status + " INVITE", details);
        TextMessage invite = call.lastHeard("INVITE");
        await(
                "ACK",
                () -> invite != null
                        && call.lastHeard("ACK") instanceof TextMessage ack
                        && ack.sequence() == invite.sequence());
        return call;
    }

    private Call incoming() {
        await("INVITE", () -> line.current() instanceof Call call && call.openFor(200, "INVITE") != null);
        return latest();
    }

    Call latest() {
        Call call = line.current();
        if (call == null) {
            throw new AssertionError(line + " has no call");
        }
        return call;
    }

    /** The latest call. @throws AssertionError if it is over */
    Call up() {
        Call call = line.current();
        if (call == null || !call.isUp()) {
            throw new AssertionError(line + " is in no call");
        }
        return call;
    }

    Call cancel() {
        Call call = latest();
        // RFC 3261 §9.1: not before anything has come back.
        await("180 INVITE", () -> call.status() > 0);
        verbs.say(line, "CANCEL");
        await(
                "487 INVITE",
                () -> call.status() == 487 && call.finals.containsKey("CANCEL"),
                heard -> heard.status() >= 200
                        && heard.status() != 487
                        && heard.method().equals("INVITE")
                        && call.callId().equals(heard.header("Call-ID")));
        return call;
    }

    /** A request in the call. */
    Call inside(String method, UnaryOperator<TextMessage> change, Detail... details) {
        up();
        return verbs.ask(line, method, change, details);
    }

    Call inside(String method, Detail... details) {
        return inside(method, UnaryOperator.identity(), details);
    }

    Call hold() {
        return inside("INVITE", new Detail.Media(direction().held()));
    }

    Call resume() {
        return inside("INVITE", new Detail.Media(direction().resumed()));
    }

    private Direction direction() {
        Sdp sdp = up().media.local();
        if (sdp == null) {
            throw new AssertionError(line + " has said nothing of its media in this call: let it have media()");
        }
        return sdp.direction();
    }

    /** @param referTo the name of a user agent, or of a line of this one */
    Call transfer(String referTo) {
        Call call = up();
        long told = call.count("NOTIFY");
        inside("REFER", new Header("Refer-To", referTo));
        await("NOTIFY", () -> call.count("NOTIFY") > told);
        return call;
    }

    private void await(String expected, BooleanSupplier done) {
        await(expected, done, _ -> false);
    }

    private void await(String expected, BooleanSupplier done, Predicate<TextMessage> wrong) {
        verbs.await(line, expected, done, wrong);
        verbs.settle();
    }
}
