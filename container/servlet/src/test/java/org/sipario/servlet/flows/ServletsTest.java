package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletContextEvent;
import jakarta.servlet.sip.SipServletListener;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSR 289, The Servlet Interface: life of a servlet, dispatch, and what becomes of its failures. */
class ServletsTest {

    private final Server server = new Server();

    /** Records init, destroy, and which of its methods is called. */
    static class Recorder extends SipServlet implements SipServletListener {
        private static final long serialVersionUID = 1L;
        final transient List<String> heard = new ArrayList<>();

        @Override
        public void init(ServletConfig config) throws ServletException {
            super.init(config);
            heard.add("init");
        }

        @Override
        public void destroy() {
            heard.add("destroy");
        }

        @Override
        public void servletInitialized(SipServletContextEvent event) {
            heard.add("initialized " + event.getServletContext().getServletContextName()
                    + (event.getSipServlet() == this));
        }

        @Override
        protected void doMessage(SipServletRequest request) throws IOException {
            heard.add("MESSAGE");
            request.createResponse(200).send();
        }

        @Override
        protected void doProvisionalResponse(SipServletResponse response) {
            heard.add("provisional " + response.getStatus());
        }

        @Override
        protected void doSuccessResponse(SipServletResponse response) {
            heard.add("success " + response.getStatus());
        }

        @Override
        protected void doRedirectResponse(SipServletResponse response) {
            heard.add("redirect " + response.getStatus());
        }

        @Override
        protected void doErrorResponse(SipServletResponse response) {
            heard.add("error " + response.getStatus());
        }

        @Override
        protected void doBranchResponse(SipServletResponse response) {
            heard.add("branch " + response.getStatus());
        }
    }

    @Test
    void SRV_1_SRV_13_SRV_14_SRV_15_initialised_once_told_once_destroyed_once_in_both_its_roles() {
        Recorder recorder = new Recorder();
        Server.Application application = server.deploy("app", recorder, recorder);
        for (int i = 0; i < 3; i++) {
            server.ladder("alice").play("""
                    alice  -> server MESSAGE
                    server -> alice  200
                    """);
        }
        application.deployed().undeploy();
        application.deployed().undeploy();
        assertThat(recorder.heard)
                .containsExactly("init", "initialized apptrue", "MESSAGE", "MESSAGE", "MESSAGE", "destroy");
    }

    @Test
    void SRV_2_a_servlet_whose_init_fails_gets_nothing_and_is_not_announced(Thrown thrown) {
        List<String> told = new ArrayList<>();
        server.deploy(
                "broken",
                new SipServlet() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public void init() throws ServletException {
                        throw new ServletException("as the test wants it");
                    }
                },
                (SipServletListener) event -> told.add("initialized"));
        server.ladder("alice").play("""
                alice  -> server MESSAGE
                server -> alice  503
                """);
        assertThat(told).isEmpty();
        assertThat(thrown.take()).singleElement().asString().endsWith("as the test wants it");
    }

    @Test
    void SRV_3_service_gets_a_request_or_a_response_but_never_both() throws Exception {
        List<String> calls = new ArrayList<>();
        Server.Application application = server.deploy("app", new SipServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            public void service(jakarta.servlet.ServletRequest request, jakarta.servlet.ServletResponse response)
                    throws ServletException, IOException {
                calls.add((request == null ? "" : "request") + (response == null ? "" : "response"));
                super.service(request, response);
            }

            @Override
            protected void doMessage(SipServletRequest request) throws IOException {
                request.createResponse(200).send();
            }
        });
        server.ladder("alice", "bob").play("""
                alice  -> server MESSAGE
                server -> alice  200
                """);
        send(application, "MESSAGE");
        server.ladder("bob").play("""
                server -> bob    MESSAGE
                bob    -> server 200
                """);
        assertThat(calls).containsExactly("request", "response");
    }

    private static SipServletRequest send(Server.Application application, String method) throws Exception {
        SipServletRequest request = application
                .factory()
                .createRequest(
                        application.factory().createApplicationSession(),
                        method,
                        "sip:app@example.com",
                        "sip:bob@bob.test");
        request.send();
        return request;
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVITE", "OPTIONS", "REGISTER", "SUBSCRIBE", "MESSAGE", "INFO", "REFER", "PUBLISH"})
    void SRV_5_each_method_has_its_own_door(String method) {
        List<String> heard = new ArrayList<>();
        server.deploy("app", new Refusals(heard));
        server.ladder("alice").play("alice -> server " + method + "\nserver -> alice 486");
        assertThat(heard).containsExactly(method);
    }

    /** Refuses in the {@code do…} method of each request. */
    private static final class Refusals extends SipServlet {
        private static final long serialVersionUID = 1L;
        private final transient List<String> heard;

        Refusals(List<String> heard) {
            this.heard = heard;
        }

        private void at(String method, SipServletRequest request) throws IOException {
            heard.add(method);
            request.createResponse(486).send();
        }

        @Override
        protected void doInvite(SipServletRequest request) throws IOException {
            at("INVITE", request);
        }

        @Override
        protected void doOptions(SipServletRequest request) throws IOException {
            at("OPTIONS", request);
        }

        @Override
        protected void doRegister(SipServletRequest request) throws IOException {
            at("REGISTER", request);
        }

        @Override
        protected void doSubscribe(SipServletRequest request) throws IOException {
            at("SUBSCRIBE", request);
        }

        @Override
        protected void doMessage(SipServletRequest request) throws IOException {
            at("MESSAGE", request);
        }

        @Override
        protected void doInfo(SipServletRequest request) throws IOException {
            at("INFO", request);
        }

        @Override
        protected void doRefer(SipServletRequest request) throws IOException {
            at("REFER", request);
        }

        @Override
        protected void doPublish(SipServletRequest request) throws IOException {
            at("PUBLISH", request);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "REGISTER", "SUBSCRIBE", "MESSAGE", "INFO", "UPDATE", "REFER", "PUBLISH"})
    void SRV_6_an_initial_request_nobody_wants_is_answered_500(String method) {
        server.deploy("app", new SipServlet() {
            private static final long serialVersionUID = 1L;
        });
        server.ladder("alice").play("alice -> server " + method + "\nserver -> alice 500");
    }

    @Test
    void SRV_7_a_proxy_that_knows_only_INVITE_lets_the_rest_of_the_call_pass() {
        server.deploy("proxy", new SipServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void doInvite(SipServletRequest request) throws ServletException, IOException {
                if (request.isInitial()) {
                    Proxy proxy = request.getProxy();
                    proxy.setRecordRoute(true);
                    proxy.proxyTo(request.getRequestURI());
                }
            }
        });
        server.ladder("alice", "bob").play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  200
                proxy -> alice  200
                alice -> proxy  ACK
                proxy -> bob    ACK
                alice -> proxy  INFO
                proxy -> bob    INFO
                bob   -> proxy  200
                proxy -> alice  200
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  200
                proxy -> alice  200
                alice -> proxy  ACK
                proxy -> bob    ACK
                alice -> proxy  BYE
                proxy -> bob    BYE
                bob   -> proxy  200
                proxy -> alice  200
                """);
    }

    @Test
    void SRV_8_an_unknown_method_nobody_wants_is_answered_501() {
        server.deploy("app", new SipServlet() {
            private static final long serialVersionUID = 1L;
        });
        server.ladder("alice").play("""
                alice  -> server FOO
                server -> alice  501
                """);
    }

    @Test
    void MSG_46_unknown_methods_and_headers_pass_a_proxy() {
        server.deploy("proxy", new LambdaServlet(request -> request.getProxy().proxyTo(request.getRequestURI())));
        server.ladder("alice", "bob").play("""
                alice -> proxy  FOO
                    + X-Foo: kept, as ; it = "is"
                proxy -> bob    FOO
                    + X-Foo: kept, as ; it = "is"
                bob   -> proxy  200
                    + X-Bar: too
                proxy -> alice  200
                    + X-Bar: too
                """);
    }

    @Test
    void MSG_46_unknown_methods_and_headers_pass_a_back_to_back_user_agent() {
        server.deploy(
                "middle",
                new LambdaServlet(
                        request -> request.getB2buaHelper()
                                .createRequest(request, true, java.util.Map.of())
                                .send(),
                        response -> {}));
        server.ladder("alice", "bob").play("""
                alice -> middle FOO
                    + X-Foo: kept, as ; it = "is"
                middle -> bob   FOO
                    + X-Foo: kept, as ; it = "is"
                """);
    }

    @Test
    void SRV_9_responses_are_told_apart_by_their_class() throws Exception {
        Recorder recorder = new Recorder();
        Server.Application application = server.deploy("app", recorder);
        server.ladder("bob");
        for (int status : new int[] {200, 302, 404, 500, 603}) {
            send(application, "OPTIONS");
            server.ladder("bob").play("server -> bob OPTIONS\nbob -> server " + status);
        }
        send(application, "INVITE");
        server.ladder("bob").play("""
                server -> bob    INVITE
                bob    -> server 183
                """);
        assertThat(recorder.heard)
                .containsExactly(
                        "init",
                        "success 200",
                        "redirect 302",
                        "error 404",
                        "error 500",
                        "error 603",
                        "provisional 183");
    }

    /** Forks to bob and carol. */
    private static void fork(SipServletRequest request, SipServlet servlet) throws ServletException {
        var factory =
                (jakarta.servlet.sip.SipFactory) servlet.getServletContext().getAttribute(SipServlet.SIP_FACTORY);
        request.getProxy()
                .proxyTo(List.of(factory.createURI("sip:bob@bob.test"), factory.createURI("sip:carol@carol.test")));
    }

    private static final String TWO_FAILURES = """
            alice -> proxy  OPTIONS sip:somebody@example.com
            proxy -> bob    OPTIONS
            proxy -> carol  OPTIONS
            bob   -> proxy  404
            carol -> proxy  480
            proxy -> alice  404
            """;

    @Test
    void SRV_10_RES_11_what_a_branch_got_is_told_apart_from_what_goes_upstream() {
        Recorder recorder = new Recorder() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void doOptions(SipServletRequest request) throws ServletException {
                fork(request, this);
            }
        };
        server.deploy("proxy", recorder);
        server.ladder("alice", "bob", "carol").play(TWO_FAILURES);
        assertThat(recorder.heard).containsExactly("init", "branch 404", "branch 480", "error 404");
    }

    @Test
    void SRV_11_who_knows_no_branches_hears_of_the_best_answer_only() {
        List<LambdaServlet> self = new ArrayList<>();
        LambdaServlet servlet = new LambdaServlet(request -> fork(request, self.getFirst()));
        self.add(servlet);
        server.deploy("proxy", servlet);
        server.ladder("alice", "bob", "carol").play(TWO_FAILURES);
        assertThat(servlet.responses).extracting(SipServletResponse::getStatus).containsExactly(404);
    }

    @Test
    void SRV_17_a_failure_on_a_response_or_ACK_does_not_stop_the_dialog(Thrown thrown) {
        List<String> heard = new ArrayList<>();
        server.deploy("callee", new LambdaServlet(request -> {
            heard.add(request.getMethod());
            if (request.getMethod().equals("ACK")) {
                throw new AssertionError("as the test wants it");
            }
            LambdaServlet.answer(request, 200);
        }));
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  200
                alice  -> server ACK
                alice  -> server BYE
                server -> alice  200
                """);
        assertThat(heard).containsExactly("INVITE", "ACK", "BYE");
        assertThat(thrown.take()).singleElement().asString().endsWith("as the test wants it");
        server.assertEmpty();
    }

    @Test
    void SRV_16_SRV_17_errors_too_are_answered_500_and_the_next_message_works(Thrown thrown) {
        LambdaServlet servlet = new LambdaServlet(request -> {
            if ("fail".equals(request.getHeader("Subject"))) {
                throw new AssertionError("as the test wants it");
            }
            LambdaServlet.answer(request, 200);
        });
        server.deploy("app", servlet);
        server.ladder("alice").play("""
                alice  -> server MESSAGE
                    + Subject: fail
                server -> alice  500
                alice  -> server MESSAGE
                server -> alice  200
                """);
        assertThat(thrown.take()).singleElement().asString().endsWith("as the test wants it");
    }

    @Test
    void SRV_18_who_says_he_is_unavailable_gets_nothing_for_so_long() {
        LambdaServlet servlet = new LambdaServlet(request -> {
            if ("fail".equals(request.getHeader("Subject"))) {
                throw new UnavailableException("as the test wants it", 10);
            }
            LambdaServlet.answer(request, 200);
        });
        server.deploy("app", servlet);
        server.ladder("alice").play("""
                alice  -> server MESSAGE
                    + Subject: fail
                server -> alice  503
                alice  -> server MESSAGE
                server -> alice  503
                after 11s
                alice  -> server MESSAGE
                server -> alice  200
                """);
        assertThat(servlet.requests).hasSize(2);
    }

    @Test
    void SRV_19_a_servlet_is_destroyed_when_its_call_in_progress_has_ended() throws Exception {
        List<String> heard = java.util.Collections.synchronizedList(new ArrayList<>());
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Server.Application application = server.deploy("slow", new SipServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void doMessage(SipServletRequest request) {
                entered.countDown();
                try {
                    heard.add(leave.await(5, TimeUnit.SECONDS) ? "served" : "never let go");
                } catch (InterruptedException interrupted) {
                    heard.add("interrupted");
                }
            }

            @Override
            public void destroy() {
                heard.add("destroyed");
            }
        });
        Thread caller = Thread.ofVirtual().start(() -> server.ladder("alice").play("""
                alice  -> server MESSAGE
                [server -> alice 500]           # as the application goes without an answer
                """));
        assertThat(entered.await(5, TimeUnit.SECONDS)).isTrue();
        Thread undeploying = Thread.ofVirtual().start(application.deployed()::undeploy);
        assertThat(undeploying.join(java.time.Duration.ofMillis(50))).isFalse();
        leave.countDown();
        undeploying.join(java.time.Duration.ofSeconds(5));
        caller.join(java.time.Duration.ofSeconds(5));
        assertThat(heard).containsExactly("served", "destroyed");
    }

    @Test
    void SRV_20_an_answer_may_go_long_after_the_servlet_has_returned() throws Exception {
        LambdaServlet servlet = new LambdaServlet(_ -> {});
        server.deploy("app", servlet);
        server.ladder("alice").play("""
                alice  -> server INVITE
                after 200ms
                server -> alice  100
                after 5s
                """);
        LambdaServlet.answer(servlet.request(), 200);
        server.ladder("alice").play("server -> alice 200");
    }
}
