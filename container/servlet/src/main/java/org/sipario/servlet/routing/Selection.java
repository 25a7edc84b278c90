package org.sipario.servlet.routing;

import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.message.NameAddr;
import org.sipario.servlet.application.SipApplication;

/** What the application router said about a request. */
public sealed interface Selection {

    /**
     * An application is to have it.
     *
     * @param subscriber the subscriber URI of the answer, as text
     * @param poppedRoute the internal route that the router asked the application to see, or null to leave what there
     * is
     */
    record Selected(
            SipApplication application,
            @Nullable SipApplicationRoutingRegion region,
            @Nullable String subscriber,
            @Nullable Serializable state,
            @Nullable NameAddr poppedRoute)
            implements Selection {}

    /**
     * No application now: it is to leave by these routes, the first on top.
     *
     * @param back where the chain goes on when it comes back; null if it is not to
     */
    record Leave(List<NameAddr> routes, @Nullable Chain back) implements Selection {}

    /** No application and no route of the router's: it goes where it points itself. */
    record NoMore() implements Selection {}

    /** The router failed or asked for what cannot be done: 500 (RTR-13 to RTR-15). */
    record Failed(String why) implements Selection {}
}
