package org.sipario.servlet.flows;

import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.ar.SipApplicationRouter;
import jakarta.servlet.sip.ar.SipApplicationRouterInfo;
import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import jakarta.servlet.sip.ar.SipRouteModifier;
import jakarta.servlet.sip.ar.SipTargetedRequestInfo;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * An application router that gives a request to the deployed applications in their order; the state is how many have
 * had it.
 */
final class SequentialRouter implements SipApplicationRouter {

    /** The directives it was called with, oldest first. */
    final List<SipApplicationRoutingDirective> asked = new ArrayList<>();

    /** The targeted request infos it was called with. */
    final List<@Nullable SipTargetedRequestInfo> targeted = new ArrayList<>();

    private final List<String> deployed = new ArrayList<>();

    @Override
    public void init() {}

    @Override
    public void init(Properties properties) {}

    @Override
    public void destroy() {}

    @Override
    public void applicationDeployed(List<String> names) {
        deployed.addAll(names);
    }

    @Override
    public void applicationUndeployed(List<String> names) {
        deployed.removeAll(names);
    }

    @Override
    public SipApplicationRouterInfo getNextApplication(
            SipServletRequest request,
            @Nullable SipApplicationRoutingRegion region,
            SipApplicationRoutingDirective directive,
            @Nullable SipTargetedRequestInfo target,
            @Nullable Serializable state) {
        targeted.add(target);
        asked.add(directive);
        // A request that an application made leaves at once.
        int next = state == null ? request.getInitialRemoteAddr() == null ? deployed.size() : 0 : (Integer) state;
        return new SipApplicationRouterInfo(
                next < deployed.size() ? deployed.get(next) : null,
                SipApplicationRoutingRegion.NEUTRAL_REGION,
                "sip:anybody@example.com",
                new String[0],
                SipRouteModifier.NO_ROUTE,
                next + 1);
    }
}
