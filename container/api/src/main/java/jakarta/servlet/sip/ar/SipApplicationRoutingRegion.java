package jakarta.servlet.sip.ar;

import java.io.Serializable;
import java.util.Objects;

/**
 * The part of a call's way an application works in: a label, and whether that is the caller's or the callee's side.
 *
 * <p>Routers may define regions of their own. Two regions with the same label and type are equal. JSR 289 §15.
 */
public class SipApplicationRoutingRegion implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The service is neither the caller's nor the callee's. */
    public static final SipApplicationRoutingRegion NEUTRAL_REGION =
            new SipApplicationRoutingRegion("NEUTRAL", SipApplicationRoutingRegionType.NEUTRAL);

    /** The service works for the caller. */
    public static final SipApplicationRoutingRegion ORIGINATING_REGION =
            new SipApplicationRoutingRegion("ORIGINATING", SipApplicationRoutingRegionType.ORIGINATING);

    /** The service works for the callee. */
    public static final SipApplicationRoutingRegion TERMINATING_REGION =
            new SipApplicationRoutingRegion("TERMINATING", SipApplicationRoutingRegionType.TERMINATING);

    private final String label;
    private final SipApplicationRoutingRegionType type;

    /**
     * Makes a region.
     *
     * @param label the router's name for it, or null
     * @param type whose side it is, or null for a region that is none of the three kinds
     */
    public SipApplicationRoutingRegion(String label, SipApplicationRoutingRegionType type) {
        this.label = label;
        this.type = type;
    }

    /** {@return the name given by the router, or null} */
    public String getLabel() {
        return label;
    }

    /** {@return whose side it is, or null for a region that is none of the three kinds} */
    public final SipApplicationRoutingRegionType getType() {
        return type;
    }

    /** {@return whether the other object is a region of the same label and type} */
    @Override
    public boolean equals(Object other) {
        return other instanceof SipApplicationRoutingRegion region
                && Objects.equals(label, region.label)
                && type == region.type;
    }

    /** {@return a hash of label and type} */
    @Override
    public int hashCode() {
        return Objects.hash(label, type);
    }

    /** {@return the label, and the type where it says more} */
    @Override
    public String toString() {
        return type == null || type.name().equals(label) ? String.valueOf(label) : label + " (" + type + ")";
    }
}
