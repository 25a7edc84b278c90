package jakarta.servlet.sip;

import jakarta.servlet.GenericServlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/**
 * The base class of SIP servlets: it hands every message to a method named after what it is.
 *
 * <p>An application overrides the methods it cares for. What it leaves alone behaves so: an initial request is answered
 * 500 (501 when the method has no {@code doXxx}), a subsequent request is left to the container, which forwards it
 * where the application is a proxy, and a response is ignored.
 *
 * <p>There is one object of a servlet, and many threads call it at once; what belongs to one call is kept in sessions,
 * not in fields. JSR 289 §2.
 */
public abstract class SipServlet extends GenericServlet {

    private static final long serialVersionUID = 1L;

    /** Context attribute that holds the {@link SipFactory}. */
    public static final String SIP_FACTORY = "jakarta.servlet.sip.SipFactory";

    /** Context attribute that holds the {@link SipSessionsUtil}. */
    public static final String SIP_SESSIONS_UTIL = "jakarta.servlet.sip.SipSessionsUtil";

    /** Context attribute that holds the {@link TimerService}. */
    public static final String TIMER_SERVICE = "jakarta.servlet.sip.TimerService";

    /** Context attribute that holds the {@link DnsResolver} (JSR 359). */
    public static final String DNS_RESOLVER = "jakarta.servlet.sip.DnsResolver";

    /** Context attribute that holds an unmodifiable list of the option tags the container supports, as strings. */
    public static final String SUPPORTED = "jakarta.servlet.sip.supported";

    /** Context attribute that holds an unmodifiable list of the numbers of RFCs the container supports, as strings. */
    public static final String SUPPORTED_RFCs = "jakarta.servlet.sip.supportedRfcs";

    /**
     * Context attribute that holds {@link Boolean#TRUE} if the container supports reliable provisional responses.
     *
     * @deprecated look for {@code 100rel} in the list of {@link #SUPPORTED}
     */
    @Deprecated
    public static final String PRACK_SUPPORTED = "jakarta.servlet.sip.100rel";

    /** Context attribute that holds an unmodifiable list of {@link SipURI}s, one for each listening point. */
    public static final String OUTBOUND_INTERFACES = "jakarta.servlet.sip.outboundInterfaces";

    /**
     * Context attribute that holds an unmodifiable list of the {@link java.net.InetAddress}es requests can leave from
     * (JSR 359).
     */
    public static final String OUTBOUND_ADDRESSES = "jakarta.servlet.sip.outboundAddresses";

    /** Property of a managed task that names its application session by id (JSR 359). */
    public static final String SIP_APPLICATIONSESSION_ID = "jakarta.servlet.sip.ApplicationSessionId";

    /** Property of a managed task that names its application session by key (JSR 359). */
    public static final String SIP_APPLICATIONSESSION_KEY = "jakarta.servlet.sip.ApplicationSessionKey";

    /** Property of a managed task that says whether to make the application session where there is none (JSR 359). */
    public static final String SIP_APPLICATIONSESSION_CREATE = "jakarta.servlet.sip.ApplicationSession.create";

    /** For subclasses. A servlet begins its work in {@link #init()}, not here. */
    public SipServlet() {}

    /**
     * Hands a request to {@link #doRequest}, an intermediate response of a proxy to {@link #doBranchResponse}, and
     * every other response to {@link #doResponse}. Exactly one of the two parameters is there.
     *
     * @param request a {@link SipServletRequest}, or null
     * @param response a {@link SipServletResponse}, or null
     * @throws ServletException if the application fails, or neither is a SIP message; a request is then answered 500
     * @throws IOException if a message cannot be sent
     */
    @Override
    public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        if (request instanceof SipServletRequest sip) {
            doRequest(sip);
        } else if (request == null && response instanceof SipServletResponse sip) {
            // Decided here and not in doResponse: who overrides that one must not get intermediate responses by it.
            if (sip.isBranchResponse()) {
                doBranchResponse(sip);
            } else {
                doResponse(sip);
            }
        } else {
            throw new ServletException(getClass().getName() + " serves SIP messages only");
        }
    }

    /**
     * Hands a request to the method named after its SIP method. Override it to see every request first.
     *
     * @param request the request
     * @throws ServletException if the application fails
     * @throws IOException if a message cannot be sent
     */
    protected void doRequest(SipServletRequest request) throws ServletException, IOException {
        switch (request.getMethod()) {
            case "INVITE" -> doInvite(request);
            case "ACK" -> doAck(request);
            case "OPTIONS" -> doOptions(request);
            case "BYE" -> doBye(request);
            case "CANCEL" -> doCancel(request);
            case "REGISTER" -> doRegister(request);
            case "SUBSCRIBE" -> doSubscribe(request);
            case "NOTIFY" -> doNotify(request);
            case "MESSAGE" -> doMessage(request);
            case "INFO" -> doInfo(request);
            case "PRACK" -> doPrack(request);
            case "UPDATE" -> doUpdate(request);
            case "REFER" -> doRefer(request);
            case "PUBLISH" -> doPublish(request);
            default -> refuseInitial(request, SipServletResponse.SC_NOT_IMPLEMENTED);
        }
    }

    /**
     * Hands a response to the method named after its class. Override it to see every response first, save the
     * intermediate ones of a proxy, which go to {@link #doBranchResponse}.
     *
     * @param response the response
     * @throws ServletException if the application fails
     * @throws IOException if a message cannot be sent
     */
    protected void doResponse(SipServletResponse response) throws ServletException, IOException {
        switch (response.getStatus() / 100) {
            case 1 -> doProvisionalResponse(response);
            case 2 -> doSuccessResponse(response);
            case 3 -> doRedirectResponse(response);
            default -> doErrorResponse(response);
        }
    }

    /**
     * Handles INVITE and re-INVITE.
     *
     * @param request the request
     * @throws ServletException if the application fails
     * @throws IOException if a message cannot be sent
     */
    protected void doInvite(SipServletRequest request) throws ServletException, IOException {
        refuseInitial(request, SipServletResponse.SC_SERVER_INTERNAL_ERROR);
    }

    /**
     * Handles the ACK for a 2xx; an ACK for another final response ends in the container. Does nothing by default.
     *
     * @param request the request, which must not be answered
     * @throws ServletException if the application fails
     * @throws IOException if a message cannot be sent
     */
    protected void doAck(SipServletRequest request) throws ServletException, IOException {}

    /**
     * Handles OPTIONS.
     *
     * @param request the request
     * @throws ServletException if the application fails
     * @throws IOException if a message cannot be sent
     */
    protected void doOptions(SipServletRequest request) throws ServletException, IOException {
        refuseInitial(request, SipServletResponse.SC_SERVER_INTERNAL_ERROR);
    }

    /**
     * Handles BYE. A user agent must answer it; the container does not do so for it.
     *
     * @param request the request
     * @throws ServletException if the application fails
     * @throws IOException if a message cannot be sent
     */
    protected void doBye(SipServletRequest request) throws ServletException, IOException {
        refuseInitial(request, SipServletResponse.SC_SERVER_INTERNAL_ERROR);
    }

    /**
     * Is told of a CANCEL, which the container has answered already. It has answered the INVITE too, unless the
     * application asked to do so itself ({@link
     * jakarta.servlet.sip.annotation.SipApplication#disableCancelHandling()}). Does nothing by default.
     *
     * @param request the CANCEL
     * @throws ServletException if the application fails
     * @throws IOException if a message cannot be sent
     */
    protected void doCancel(SipServletRequest request) throws ServletException, IOException {}

    /**
     * Handles REGISTER.
     *
     * @param request the request
     * @throws ServletException if the application fails
     * @throws IOException if a message cannot be sent
     */
    protected void doRegister(SipServletRequest request) throws ServletException, IOException {
        refuseInitial(request, SipServletResponse.SC_SERVER_INTERNAL_ERROR);
    }

    /**
     * Handles SUBSCRIBE.
     *
     * @param request the request
     * @throws ServletException if the application fails
     * @throws IOException if a message cannot be sent
     */
    protected void doSubscribe(SipServletRequest request) throws ServletException, IOException {
        refuseInitial(request, SipServletResponse.SC_SERVER_INTERNAL_ERROR);
    }

    /**
     * Handles NOTIFY.
     *
     * @param request the request
     * @throws ServletException if the application fails
     * @throws IOException if a message cannot be sent
     */
    protected void doNotify(SipServletRequest request) throws ServletException, IOException {
        refuseInitial(request, SipServletResponse.SC_SERVER_INTERNAL_ERROR);
    }

    /**
     * Handles MESSAGE.
     *
     * @param request the request
     * @throws ServletException if the application fails
     * @throws IOException if a message cannot be sent
     */
    protected void doMessage(SipServletRequest request) throws ServletException, IOException {
        refuseInitial(request, SipServletResponse.SC_SERVER_INTERNAL_ERROR);
    }

    /**
     * Handles INFO.
     *
     * @param request the request
     * @throws ServletException if the application fails
     * @throws IOException if a message cannot be sent
     */
    protected void doInfo(SipServletRequest request) throws ServletException, IOException {
        refuseInitial(request, SipServletResponse.SC_SERVER_INTERNAL_ERROR);
    }

    /**
     * Handles PRACK.
     *
     * @param request the request
     * @throws ServletException if the application fails
     * @throws IOException if a message cannot be sent
     */
    protected void doPrack(SipServletRequest request) throws ServletException, IOException {
        refuseInitial(request, SipServletResponse.SC_SERVER_INTERNAL_ERROR);
    }

    /**
     * Handles UPDATE.
     *
     * @param request the request
     * @throws ServletException if the application fails
     * @throws IOException if a message cannot be sent
     */
    protected void doUpdate(SipServletRequest request) throws ServletException, IOException {
        refuseInitial(request, SipServletResponse.SC_SERVER_INTERNAL_ERROR);
    }

    /**
     * Handles REFER.
     *
     * @param request the request
     * @throws ServletException if the application fails
     * @throws IOException if a message cannot be sent
     */
    protected void doRefer(SipServletRequest request) throws ServletException, IOException {
        refuseInitial(request, SipServletResponse.SC_SERVER_INTERNAL_ERROR);
    }

    /**
     * Handles PUBLISH.
     *
     * @param request the request
     * @throws ServletException if the application fails
     * @throws IOException if a message cannot be sent
     */
    protected void doPublish(SipServletRequest request) throws ServletException, IOException {
        refuseInitial(request, SipServletResponse.SC_SERVER_INTERNAL_ERROR);
    }

    /**
     * Handles a provisional response, 101 to 199; a 100 ends in the container. Does nothing by default.
     *
     * @param response the response
     * @throws ServletException if the application fails
     * @throws IOException if a message cannot be sent
     */
    protected void doProvisionalResponse(SipServletResponse response) throws ServletException, IOException {}

    /**
     * Handles a successful response, 200 to 299. A user agent sends the ACK for one to INVITE itself. Does nothing by
     * default.
     *
     * @param response the response
     * @throws ServletException if the application fails
     * @throws IOException if a message cannot be sent
     */
    protected void doSuccessResponse(SipServletResponse response) throws ServletException, IOException {}

    /**
     * Handles a redirection, 300 to 399. Does nothing by default.
     *
     * @param response the response
     * @throws ServletException if the application fails
     * @throws IOException if a message cannot be sent
     */
    protected void doRedirectResponse(SipServletResponse response) throws ServletException, IOException {}

    /**
     * Handles a failure, 400 to 699. Does nothing by default.
     *
     * @param response the response
     * @throws ServletException if the application fails
     * @throws IOException if a message cannot be sent
     */
    protected void doErrorResponse(SipServletResponse response) throws ServletException, IOException {}

    /**
     * Handles the failure or redirection that ended one proxy branch. The best one comes here too, before it is shown as
     * the one to go back; a branch that is added here is tried first. Does nothing by default: an application that does
     * not override it sees the best response only (JSR 289 §10).
     *
     * @param response the response
     * @throws ServletException if the application fails
     * @throws IOException if a message cannot be sent
     */
    protected void doBranchResponse(SipServletResponse response) throws ServletException, IOException {}

    /**
     * Writes to the application's log, with this servlet's name in front.
     *
     * @param message what to write
     */
    @Override
    public void log(String message) {
        super.log(message);
    }

    /**
     * Writes to the application's log, with this servlet's name in front and a stack trace behind.
     *
     * @param message what to write
     * @param t the exception to describe
     */
    @Override
    public void log(String message, Throwable t) {
        super.log(message, t);
    }

    /**
     * Answers an initial request that nobody wanted. A subsequent one stays unanswered: where the application proxied
     * the dialog, the container forwards it when this call returns. So does one that a subclass answered before it
     * called up here.
     */
    private static void refuseInitial(SipServletRequest request, int status) throws IOException {
        if (request.isInitial() && !request.isCommitted()) {
            request.createResponse(status).send();
        }
    }
}
