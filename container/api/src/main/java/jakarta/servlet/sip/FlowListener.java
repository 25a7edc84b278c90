package jakarta.servlet.sip;

import java.util.EventListener;

/**
 * Is told when a flow that the application holds fails.
 *
 * <p>Declared in the descriptor or with {@link jakarta.servlet.sip.annotation.SipListener}. JSR 359, flows.
 */
public interface FlowListener extends EventListener {

    /**
     * A flow failed: its connection broke, or the peer stopped answering keep-alives.
     *
     * @param event names the flow
     */
    void flowFailed(FlowFailedEvent event);
}
