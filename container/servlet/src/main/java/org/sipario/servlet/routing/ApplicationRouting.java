package org.sipario.servlet.routing;

import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.ar.SipApplicationRouter;
import jakarta.servlet.sip.ar.SipApplicationRouterInfo;
import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import jakarta.servlet.sip.ar.SipRouteModifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sipario.core.OwnAddresses;
import org.sipario.message.NameAddr;
import org.sipario.message.SyntaxException;
import org.sipario.servlet.application.SipApplication;

/** Asks the application router and makes sense of the answer: JSR 289, Procedure for Routing an Initial Request. */
public final class ApplicationRouting {

    private static final System.Logger LOG = System.getLogger(ApplicationRouting.class.getName());

    private final SipApplicationRouter router;
    private final OwnAddresses own;
    private final Map<String, SipApplication> applications;

    /** @param applications those deployed, by name; changes are seen */
    public ApplicationRouting(SipApplicationRouter router, OwnAddresses own, Map<String, SipApplication> applications) {
        this.router = router;
        this.own = own;
        this.applications = applications;
    }

    /** Who gets a request next. @param view the request, which the router may only read */
    public Selection next(SipServletRequest view, Chain chain) {
        SipApplicationRouterInfo info;
        try {
            info = router.getNextApplication(view, chain.region(), chain.directive(), chain.targeted(), chain.state());
        } catch (RuntimeException | LinkageError failure) {
            LOG.log(System.Logger.Level.ERROR, "The application router failed on " + view.getMethod(), failure);
            return new Selection.Failed("the application router failed");
        }
        if (info == null) {
            return new Selection.NoMore();
        }
        try {
            return read(info);
        } catch (SyntaxException wrong) {
            return failed("the application router gave a route that can not be read: " + wrong.getMessage());
        }
    }

    private Selection read(SipApplicationRouterInfo info) throws SyntaxException {
        List<NameAddr> routes = routes(info.getRoutes());
        SipRouteModifier modifier = info.getRouteModifier();
        NameAddr popped = null;
        if (modifier == SipRouteModifier.ROUTE || modifier == SipRouteModifier.ROUTE_BACK) {
            if (routes.isEmpty()) {
                return failed("the application router asked for " + modifier + " and gave no route");
            }
            NameAddr first = routes.getFirst();
            if (first.sipUri() == null || !own.isOwn(first.sipUri())) {
                return new Selection.Leave(
                        routes,
                        modifier == SipRouteModifier.ROUTE
                                ? null
                                : new Chain(
                                        SipApplicationRoutingDirective.CONTINUE,
                                        info.getRoutingRegion(),
                                        info.getStateInfo(),
                                        null));
            }
            popped = first;
        }
        String name = info.getNextApplicationName();
        if (name == null || name.isEmpty()) {
            return new Selection.NoMore();
        }
        SipApplication application = applications.get(name);
        if (application == null) {
            return failed("the application router chose \"" + name + "\", which is not deployed; deployed are "
                    + applications.keySet());
        }
        return new Selection.Selected(
                application, info.getRoutingRegion(), info.getSubscriberURI(), info.getStateInfo(), popped);
    }

    private static List<NameAddr> routes(String @Nullable [] texts) throws SyntaxException {
        List<NameAddr> routes = new ArrayList<>();
        for (String text : texts == null ? new String[0] : texts) {
            if (text != null && !text.isEmpty()) {
                routes.add(NameAddr.parse(text));
            }
        }
        return routes;
    }

    private static Selection failed(String why) {
        LOG.log(System.Logger.Level.WARNING, "A request is answered 500: {0}", why);
        return new Selection.Failed(why);
    }
}
