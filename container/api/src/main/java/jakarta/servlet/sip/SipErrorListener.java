package jakarta.servlet.sip;

import java.util.EventListener;

/**
 * Is told when a peer fails to send what must follow. The session goes on: what to do is left to the application.
 *
 * <p>Declared in the descriptor or with {@link jakarta.servlet.sip.annotation.SipListener}. Only user agents are told,
 * not proxies. JSR 289 §8.
 */
public interface SipErrorListener extends EventListener {

    /**
     * No ACK came for a 2xx to INVITE within 64*T1, by default 32 s.
     *
     * @param event the INVITE and the 2xx
     */
    void noAckReceived(SipErrorEvent event);

    /**
     * No PRACK came for a reliable provisional response within 64*T1, by default 32 s. RFC 3262 asks for a 5xx now.
     *
     * @param event the INVITE and the provisional response
     */
    void noPrackReceived(SipErrorEvent event);

    /**
     * No NOTIFY followed a SUBSCRIBE or REFER within 64*T1, by default 32 s (JSR 359; RFC 6665 §4.1.2.4). Does nothing
     * by default, so that listeners written for JSR 289 go on working.
     *
     * @param event the request and its response
     */
    default void noNotifyReceived(SipErrorEvent event) {}
}
