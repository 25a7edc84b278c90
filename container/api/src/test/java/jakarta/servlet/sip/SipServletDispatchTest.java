package jakarta.servlet.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which method of a SIP servlet gets a message, and what becomes of one that nobody wants. */
class SipServletDispatchTest {

    private final List<String> called = new ArrayList<>();
    private final List<Integer> answered = new ArrayList<>();

    /** SRV-4, SRV-5. */
    @ParameterizedTest
    @CsvSource({
        "INVITE, doInvite",
        "ACK, doAck",
        "OPTIONS, doOptions",
        "BYE, doBye",
        "CANCEL, doCancel",
        "REGISTER, doRegister",
        "SUBSCRIBE, doSubscribe",
        "NOTIFY, doNotify",
        "MESSAGE, doMessage",
        "INFO, doInfo",
        "PRACK, doPrack",
        "UPDATE, doUpdate",
        "REFER, doRefer",
        "PUBLISH, doPublish"
    })
    void a_request_goes_to_the_method_named_after_it(String method, String handler) throws Exception {
        new Recording().service(request(method, true, false), null);

        assertThat(called).containsExactly("doRequest", handler);
        assertThat(answered).isEmpty();
    }

    /** SRV-6. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "INVITE",
                "OPTIONS",
                "BYE",
                "REGISTER",
                "SUBSCRIBE",
                "NOTIFY",
                "MESSAGE",
                "INFO",
                "PRACK",
                "UPDATE",
                "REFER",
                "PUBLISH"
            })
    void an_initial_request_that_nobody_wants_is_answered_500(String method) throws Exception {
        new SipServlet() {}.service(request(method, true, false), null);

        assertThat(answered).containsExactly(500);
    }

    /** SRV-6. */
    @ParameterizedTest
    @ValueSource(strings = {"ACK", "CANCEL"})
    void ack_and_cancel_are_never_answered(String method) throws Exception {
        new SipServlet() {}.service(request(method, true, false), null);

        assertThat(answered).isEmpty();
    }

    /** SRV-7. */
    @ParameterizedTest
    @ValueSource(strings = {"INVITE", "BYE", "INFO", "UPDATE", "FOO"})
    void a_subsequent_request_is_left_to_the_container(String method) throws Exception {
        new SipServlet() {}.service(request(method, false, false), null);

        assertThat(answered).isEmpty();
    }

    /** SRV-8. */
    @Test
    void an_initial_request_of_a_method_without_a_handler_is_answered_501() throws Exception {
        new SipServlet() {}.service(request("FOO", true, false), null);

        assertThat(answered).containsExactly(501);
    }

    @Test
    void methods_are_told_apart_by_case() throws Exception {
        new Recording().service(request("invite", true, false), null);

        assertThat(called).containsExactly("doRequest");
        assertThat(answered).containsExactly(501);
    }

    @Test
    void a_request_that_a_subclass_answered_is_not_answered_again() throws Exception {
        new SipServlet() {}.service(request("INVITE", true, true), null);

        assertThat(answered).isEmpty();
    }

    /** SRV-4, SRV-9. */
    @ParameterizedTest
    @CsvSource({
        "101, doProvisionalResponse",
        "180, doProvisionalResponse",
        "199, doProvisionalResponse",
        "200, doSuccessResponse",
        "299, doSuccessResponse",
        "300, doRedirectResponse",
        "399, doRedirectResponse",
        "400, doErrorResponse",
        "503, doErrorResponse",
        "699, doErrorResponse"
    })
    void a_response_goes_to_the_method_of_its_class(int status, String handler) throws Exception {
        new Recording().service(null, response(status, false));

        assertThat(called).containsExactly("doResponse", handler);
    }

    /** SRV-10, SRV-11. */
    @Test
    void an_intermediate_response_of_a_proxy_goes_to_doBranchResponse_alone() throws Exception {
        new Recording().service(null, response(486, true));

        assertThat(called).containsExactly("doBranchResponse");
    }

    @Test
    void doBranchResponse_may_hand_on_to_doResponse() throws Exception {
        new Recording() {
            @Override
            protected void doBranchResponse(SipServletResponse response) throws ServletException, IOException {
                doResponse(response);
            }
        }.service(null, response(486, true));

        assertThat(called).containsExactly("doResponse", "doErrorResponse");
    }

    /** SRV-9. */
    @ParameterizedTest
    @ValueSource(ints = {180, 200, 302, 486})
    void responses_that_nobody_wants_are_ignored(int status) throws Exception {
        new SipServlet() {}.service(null, response(status, false));
        new SipServlet() {}.service(null, response(status, true));

        assertThat(answered).isEmpty();
    }

    @Test
    void a_message_of_another_protocol_is_refused() {
        var servlet = new Recording();

        assertThatThrownBy(() -> servlet.service(Fake.of(ServletRequest.class, Map.of()), null))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("SIP messages only");
        assertThatThrownBy(() -> servlet.service(null, null)).isInstanceOf(ServletException.class);
        assertThat(called).isEmpty();
    }

    private SipServletRequest request(String method, boolean initial, boolean committed) {
        return Fake.of(
                SipServletRequest.class,
                Map.of(
                        "getMethod", _ -> method,
                        "isInitial", _ -> initial,
                        "isCommitted", _ -> committed,
                        "createResponse", arguments -> answer((int) arguments[0])));
    }

    private SipServletResponse answer(int status) {
        return Fake.of(SipServletResponse.class, Map.of("send", _ -> {
            answered.add(status);
            return null;
        }));
    }

    private static SipServletResponse response(int status, boolean ofOneBranch) {
        return Fake.of(
                SipServletResponse.class, Map.of("getStatus", _ -> status, "isBranchResponse", _ -> ofOneBranch));
    }

    /** Writes down what is called; doRequest and doResponse still dispatch. */
    @SuppressWarnings("serial")
    private class Recording extends SipServlet {

        @Override
        protected void doRequest(SipServletRequest request) throws ServletException, IOException {
            called.add("doRequest");
            super.doRequest(request);
        }

        @Override
        protected void doResponse(SipServletResponse response) throws ServletException, IOException {
            called.add("doResponse");
            super.doResponse(response);
        }

        @Override
        protected void doInvite(SipServletRequest request) {
            called.add("doInvite");
        }

        @Override
        protected void doAck(SipServletRequest request) {
            called.add("doAck");
        }

        @Override
        protected void doOptions(SipServletRequest request) {
            called.add("doOptions");
        }

        @Override
        protected void doBye(SipServletRequest request) {
            called.add("doBye");
        }

        @Override
        protected void doCancel(SipServletRequest request) {
            called.add("doCancel");
        }

        @Override
        protected void doRegister(SipServletRequest request) {
            called.add("doRegister");
        }

        @Override
        protected void doSubscribe(SipServletRequest request) {
            called.add("doSubscribe");
        }

        @Override
        protected void doNotify(SipServletRequest request) {
            called.add("doNotify");
        }

        @Override
        protected void doMessage(SipServletRequest request) {
            called.add("doMessage");
        }

        @Override
        protected void doInfo(SipServletRequest request) {
            called.add("doInfo");
        }

        @Override
        protected void doPrack(SipServletRequest request) {
            called.add("doPrack");
        }

        @Override
        protected void doUpdate(SipServletRequest request) {
            called.add("doUpdate");
        }

        @Override
        protected void doRefer(SipServletRequest request) {
            called.add("doRefer");
        }

        @Override
        protected void doPublish(SipServletRequest request) {
            called.add("doPublish");
        }

        @Override
        protected void doProvisionalResponse(SipServletResponse response) {
            called.add("doProvisionalResponse");
        }

        @Override
        protected void doSuccessResponse(SipServletResponse response) {
            called.add("doSuccessResponse");
        }

        @Override
        protected void doRedirectResponse(SipServletResponse response) {
            called.add("doRedirectResponse");
        }

        @Override
        protected void doErrorResponse(SipServletResponse response) {
            called.add("doErrorResponse");
        }

        @Override
        protected void doBranchResponse(SipServletResponse response) throws ServletException, IOException {
            called.add("doBranchResponse");
        }
    }
}
