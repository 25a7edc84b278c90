package org.sipario.servlet.routing;

import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import jakarta.servlet.sip.ar.SipTargetedRequestInfo;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Where a request stands on its way from application to application: what the application router is asked with next
 * (JSR 289, Application Selection and Composition Model).
 *
 * @param directive NEW for a request from outside or made by an application as caller, CONTINUE for one going on
 * @param region of the previous answer, null at the start
 * @param state of the previous answer, null at the start; read by the router only
 * @param targeted the application that the request names itself, or null
 */
public record Chain(
        SipApplicationRoutingDirective directive,
        @Nullable SipApplicationRoutingRegion region,
        @Nullable Serializable state,
        @Nullable SipTargetedRequestInfo targeted) {

    /** A request that no application has seen yet. */
    public static final Chain START = new Chain(SipApplicationRoutingDirective.NEW, null, null, null);

    /** The same place, for a request that names an application. */
    public Chain targetedAt(SipTargetedRequestInfo info) {
        return new Chain(directive, region, state, info);
    }

    /** The same place with another directive. */
    public Chain with(SipApplicationRoutingDirective changed) {
        return new Chain(changed, region, state, targeted);
    }
}
