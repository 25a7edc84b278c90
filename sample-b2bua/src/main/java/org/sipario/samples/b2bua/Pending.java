package org.sipario.samples.b2bua;

import jakarta.servlet.sip.SipServletMessage;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipSession;
import java.util.Optional;

/**
 * What a leg waits with for a word of its peer, kept as attributes of its session. All three are messages of the
 * <em>other</em> leg, and each is used once.
 */
final class Pending {

    private static final String INVITE = "invite";
    private static final String PROVISIONAL = "provisional";
    private static final String ANSWER = "answer";

    private Pending() {}

    /** This leg's INVITE went on as that one: the peer may cancel it. */
    static void invite(SipSession leg, SipServletRequest sent) {
        leg.setAttribute(INVITE, sent);
    }

    /** The INVITE of this leg that went on to the other and has no final response, if there is one. */
    static Optional<SipServletRequest> takeInvite(SipSession leg) {
        return take(leg, INVITE, SipServletRequest.class);
    }

    /** Whether an INVITE of this leg waits for its answer from the other. */
    static boolean hasInvite(SipSession leg) {
        return leg.getAttribute(INVITE) != null;
    }

    /** That reliable provisional response has been passed on: the peer's PRACK is to go on, too. */
    static void provisional(SipSession leg, SipServletResponse received) {
        leg.setAttribute(PROVISIONAL, received);
    }

    /** The reliable provisional response that the peer's PRACK is for, if there is one. */
    static Optional<SipServletResponse> takeProvisional(SipSession leg) {
        return take(leg, PROVISIONAL, SipServletResponse.class);
    }

    /** That 2xx to INVITE has been passed on: the peer's ACK is to go on, too. */
    static void answer(SipSession leg, SipServletResponse received) {
        leg.setAttribute(ANSWER, received);
    }

    /** The 2xx that the peer's ACK is for, if there is one. */
    static Optional<SipServletResponse> takeAnswer(SipSession leg) {
        return take(leg, ANSWER, SipServletResponse.class);
    }

    private static <T extends SipServletMessage> Optional<T> take(SipSession leg, String name, Class<T> type) {
        Object value = leg.getAttribute(name);
        leg.removeAttribute(name);
        return Optional.ofNullable(type.cast(value));
    }
}
