package org.sipario.servlet.flows;

import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipServletRequest;
import org.sipario.testkit.TextMessage;

/** A server with one application, and single messages that go into it or out of it. */
final class OneApplication {

    final Server server = new Server();
    final LambdaServlet servlet;
    final Server.Application application;

    OneApplication(LambdaServlet servlet) {
        this.servlet = servlet;
        this.application = server.deploy("app", servlet);
        server.ladder("alice", "bob");
    }

    /** One whose servlet does nothing with requests: the test goes on with them. */
    static OneApplication waiting() {
        return new OneApplication(new LambdaServlet(_ -> {}));
    }

    /** A request from alice. @param headers as {@code Name: value} */
    SipServletRequest received(String method, String... headers) {
        StringBuilder rungs =
                new StringBuilder("alice -> server ").append(method).append('\n');
        for (String header : headers) {
            rungs.append("    + ").append(header).append('\n');
        }
        server.ladder("alice").play(rungs.toString());
        return servlet.requests.getLast();
    }

    /** A request of the application to bob, not sent. */
    SipServletRequest made(String method) {
        try {
            return application
                    .factory()
                    .createRequest(
                            application.factory().createApplicationSession(),
                            method,
                            "\"App\" <sip:app@example.com>",
                            "sip:bob@bob.test");
        } catch (ServletParseException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Sends a request to bob. @return what bob receives */
    TextMessage sent(SipServletRequest request) throws Exception {
        request.send();
        String rung = "server -> bob " + request.getMethod();
        return server.ladder("bob").play(rung).message(rung);
    }

    /** What alice receives next. @param what status and method */
    TextMessage heard(String what) {
        String rung = "server -> alice " + what;
        return server.ladder("alice").play(rung).message(rung);
    }
}
