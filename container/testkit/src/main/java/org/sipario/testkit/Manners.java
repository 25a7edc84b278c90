package org.sipario.testkit;

/**
 * What a user agent says unasked while verbs are played: what the RFCs ask of it at once, and nothing that its user decides. A
 * ladder has no manners; there each word is written.
 */
final class Manners {

    /** The line on which a user agent calls whom it was referred to. */
    static final String TRANSFER = "transfer";

    private static final String REPLACED = "replaced";

    private final Scene scene;

    Manners(Scene scene) {
        this.scene = scene;
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
                scene.say(line, "200 CANCEL");
                if (call.openFor(487, "INVITE") != null) {
                    scene.say(line, "487 INVITE");
                }
            }
            case "SUBSCRIBE" -> {
                scene.say(line, "200 SUBSCRIBE");
                scene.say(line, "NOTIFY");
            }
            case "REFER" -> {
                scene.say(line, "202 REFER");
                scene.say(line, "NOTIFY");
                scene.say(line.account.line(TRANSFER), "INVITE");
            }
            case "NOTIFY" -> {
                scene.say(line, "200 NOTIFY");
                if (isTransferred(request) && call.isUp()) {
                    // RFC 5589 §6.1: the two others talk; this side is done.
                    scene.say(line, "BYE");
                }
            }
            default -> scene.say(line, "200 " + request.method());
        }
    }

    private void invite(Line line, Call call, TextMessage invite) {
        String replaces = invite.header("Replaces");
        Call replaced = replaces == null ? null : line.account.replacedBy(replaces);
        if (replaced != null) {
            // RFC 3891 §3: taken without asking the user, and the other one is ended when this one is sure.
            line.move(replaced, line.account.line(REPLACED));
            call.replaces = replaced;
            scene.say(line, "200 INVITE");
        } else if (invite.tag("To") != null) {
            scene.say(line, "200 INVITE");
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
            scene.say(line, "ACK");
        }
        if (invite && response.status() < 200 && call.isToPrack(response)) {
            scene.say(line, "PRACK");
        }
        if (line.isToRepeat(call, response)) {
            scene.say(line, method);
        } else if (invite && response.status() >= 200) {
            for (Call other : line.account.calls()) {
                // RFC 3515 §2.4.5: whoever asked for this call hears how it went.
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
            scene.say(line, words);
        }
    }
}
