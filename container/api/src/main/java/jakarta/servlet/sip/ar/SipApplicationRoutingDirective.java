package jakarta.servlet.sip.ar;

/** How a new initial request relates to the one an application received before. JSR 289 §15. */
public enum SipApplicationRoutingDirective {

    /** The request goes on with the service of the received one: same region, next application. */
    CONTINUE,

    /** The request has nothing to do with an earlier one; so is every request from outside. */
    NEW,

    /** The request goes on with the received one in the opposite direction, as when the callee's side starts a call. */
    REVERSE
}
