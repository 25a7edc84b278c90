package org.sipario.testkit;

/**
 * What a user agent says by itself while verbs are played: what an RFC asks of it at once, and nothing that its user
 * decides. In a ladder user agents do not react; there every message is written.
 */
final class Reactions {

    /** The line on which a user agent calls the Refer-To. */
    static final String TRANSFER = "transfer";

    private static final String REPLACED = "replaced";

    private final VerbPlayer verbs;

    Reactions(VerbPlayer verbs) {
        this.verbs = verbs;
    }

    void react(Line line, TextMessage message) {
        String callId = message.header("Call-ID");
        Call call = callId == null ? null : line.call(callId);
        if (call == null) {
            return;
        }
        if (message.isRequest()) {
            if (!call.isRepeated(message)) {
                request(line, call, message);
            }
        } else {
            response(line, call, message);
        }
    }

    private void request(Line line, Call call, TextMessage request) {
        switch (request.method()) {
            case "INVITE" -> invite(line, call, request);
            case "ACK" -> acknowledged(line, call);
            case "CANCEL" -> {
                // First of all, else the server keeps repeating it: RFC 3261 §9.2.
                verbs.say(line, "200 CANCEL");
                if (call.openFor(487, "INVITE") != null) {
                    verbs.say(line, "487 INVITE");
                }
            }
            case "SUBSCRIBE" -> {
                verbs.say(line, "200 SUBSCRIBE");
                verbs.say(line, "NOTIFY");
            }
            case "REFER" -> {
                verbs.say(line, "202 REFER");
                verbs.say(line, "NOTIFY");
                verbs.say(line.account.line(TRANSFER), "INVITE");
            }
            case "NOTIFY" -> {
                verbs.say(line, "200 NOTIFY");
                if (isTransferred(request) && call.isUp()) {
                    // RFC 5589 §6.1: transferee and target are connected; the transferor hangs up.
                    verbs.say(line, "BYE");
                }
            }
            default -> verbs.say(line, "200 " + request.method());
        }
    }

    private void invite(Line line, Call call, TextMessage invite) {
        String replaces = invite.header("Replaces");
        Call replaced = replaces == null ? null : line.account.replacedBy(replaces);
        if (replaced != null) {
            // RFC 3891 §3: accepted without asking the user; the replaced call is ended when the ACK is there.
            line.move(replaced, line.account.line(REPLACED));
            call.replaces = replaced;
            verbs.say(line, "200 INVITE");
        } else if (invite.tag("To") != null) {
            verbs.say(line, "200 INVITE");
        }
    }

    private void acknowledged(Line line, Call call) {
        Call replaced = call.replaces;
        call.replaces = null;
        if (replaced != null && replaced.isUp()) {
            sayIn(line.account, replaced, "BYE");
        }
    }

    private static boolean isTransferred(TextMessage notify) {
        String event = notify.header("Event");
        return event != null && event.startsWith("refer") && notify.body().startsWith("SIP/2.0 2");
    }

    private void response(Line line, Call call, TextMessage response) {
        String method = response.method();
        boolean invite = method.equals("INVITE");
        if (invite && response.status() >= 200) {
            verbs.say(line, "ACK");
        }
        if (invite && response.status() < 200 && call.isToPrack(response)) {
            verbs.say(line, "PRACK");
        }
        if (line.isToRepeat(call, response)) {
            verbs.say(line, method);
        } else if (invite && response.status() >= 200) {
            for (Call other : line.account.calls()) {
                // RFC 3515 §2.4.5: the sender of the REFER is notified of the outcome.
                if (other.referred == call && other.isUp()) {
                    sayIn(line.account, other, "NOTIFY");
                }
            }
        }
    }

    private void sayIn(Account account, Call call, String words) {
        Line line = account.owner(call.callId);
        if (line != null) {
            line.turnTo(call);
            verbs.say(line, words);
        }
    }
}
