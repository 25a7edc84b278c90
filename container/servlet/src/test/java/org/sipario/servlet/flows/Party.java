package org.sipario.servlet.flows;

import java.util.Objects;
import org.sipario.testkit.Played;
import org.sipario.testkit.TestUserAgent;
import org.sipario.testkit.TextMessage;

/**
 * One side of a call that was played, for requests that a user agent would not say by itself: after the end of the dialog, to
 * another place, under another name. Route set, target and tags are those of the dialog.
 *
 * @param first the dialog's first request and
 * @param answer its 2xx, as this side knows them
 */
record Party(Server server, TestUserAgent agent, TextMessage first, TextMessage answer, boolean called) {

    /** Who called, in a ladder of alice, proxy and bob. */
    static Party alice(Server server, Played call) {
        return alice(server, call, "INVITE", "200");
    }

    static Party alice(Server server, Played call, String method, String status) {
        return new Party(
                server,
                server.network.agent("alice"),
                call.message("alice -> proxy " + method),
                call.message("proxy -> alice " + status),
                false);
    }

    /** Who was called, in a ladder of alice, proxy and bob. */
    static Party bob(Server server, Played call) {
        return bob(server, call, "INVITE", "200");
    }

    static Party bob(Server server, Played call, String method, String status) {
        return new Party(
                server,
                server.network.agent("bob"),
                call.message("proxy -> bob " + method),
                call.message("bob -> proxy " + status),
                true);
    }

    /** A request to the remote target along the route set. @param number of CSeq, and of the branch */
    TextMessage request(String method, int number) {
        TextMessage peer = called ? first : answer;
        TextMessage request = TextMessage.startingWith(method + " " + peer.uriOf("Contact") + " SIP/2.0")
                .plus(
                        "Via",
                        "SIP/2.0/UDP " + agent.address().getAddress().getHostAddress() + ";branch=z9hG4bK-" + method
                                + number + agent.name())
                .plus("Max-Forwards", "70");
        var recorded = peer.headers("Record-Route");
        for (String route : called ? recorded : recorded.reversed()) {
            request = request.plus("Route", route);
        }
        return request.plus("From", called ? answer.required("To") : first.required("From"))
                .plus("To", called ? first.required("From") : answer.required("To"))
                .plus("Call-ID", first.callId())
                .plus("CSeq", number + " " + method)
                .plus("Contact", "<" + agent.contact() + ">");
    }

    /** The ACK of the 2xx. */
    TextMessage ack() {
        return request("ACK", 1).with("CSeq", first.sequence() + " ACK");
    }

    void says(TextMessage message) {
        server.receive(agent, message);
    }

    /** Our Route, the only one. */
    String route() {
        return Objects.requireNonNull(request("ACK", 1).header("Route"));
    }
}
