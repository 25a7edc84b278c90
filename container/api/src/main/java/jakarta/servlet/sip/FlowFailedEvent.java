package jakarta.servlet.sip;

import java.util.EventObject;

/** Tells that a flow ended against the application's will. JSR 359, flows. */
public class FlowFailedEvent extends EventObject {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an event.
     *
     * @param flow the flow that failed
     * @throws IllegalArgumentException if the flow is null
     */
    public FlowFailedEvent(Flow flow) {
        super(flow);
    }

    /** {@return the flow that failed; it is no longer active} */
    public Flow getFlow() {
        return (Flow) getSource();
    }
}
