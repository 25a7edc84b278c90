package org.sipario.servlet.router;

import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.ar.SipApplicationRouter;
import jakarta.servlet.sip.ar.SipApplicationRouterInfo;
import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import jakarta.servlet.sip.ar.SipRouteModifier;
import jakarta.servlet.sip.ar.SipTargetedRequestInfo;
import java.io.IOException;
import java.io.Serializable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The application router that works where no other one is there: JSR 289, appendix C.
 *
 * <p>Its rules are in the file that the system property {@value DarSource#PROPERTY} (or its jakarta spelling) names,
 * read at {@link #init()} and again at each deployment and undeployment. The rules of a method are taken in their
 * order: the first for a new request, the next for one that continues or turns around, none after the last. Rules for
 * applications that are not deployed are passed over, and told of once a reading. A targeted request (encoded URI,
 * Join, Replaces) goes to the application it is aimed at.
 *
 * <p>Where no file is named at all and exactly one application is deployed, every new request goes to that one, so that
 * a first application needs no rule. A file that is named and empty, or missing, selects nothing.
 */
public final class DefaultApplicationRouter implements SipApplicationRouter {

    private static final Logger LOG = System.getLogger(DefaultApplicationRouter.class.getName());

    /**
     * How far a request has come.
     *
     * @param method whose rules are followed
     * @param index of the rule last taken
     */
    private record Progress(String method, int index) implements Serializable {}

    /** All that a question is answered from. */
    private record Rules(boolean configured, DarFile file, Set<String> deployed) {}

    private final @Nullable DarSource given;
    private @Nullable DarSource source;
    private boolean initialised;
    private volatile Rules rules = new Rules(false, DarFile.EMPTY, Set.of());

    /** Reads the file that the system property names. */
    public DefaultApplicationRouter() {
        given = null;
    }

    /** Reads that file. */
    public DefaultApplicationRouter(URI file) {
        given = new DarSource(file);
    }

    @Override
    public synchronized void init() {
        init(new Properties());
    }

    /**
     * @param properties may name the file, as the system property does
     */
    @Override
    public synchronized void init(Properties properties) {
        if (initialised) {
            throw new IllegalStateException("the application router is initialised already");
        }
        initialised = true;
        source = given != null ? given : DarSource.named(properties).orElse(null);
        reread(Set.of());
    }

    @Override
    public synchronized void destroy() {
        rules = new Rules(false, DarFile.EMPTY, Set.of());
        initialised = false;
    }

    @Override
    public synchronized void applicationDeployed(List<String> newlyDeployed) {
        Set<String> deployed = new LinkedHashSet<>(rules.deployed());
        deployed.addAll(newlyDeployed);
        reread(deployed);
    }

    @Override
    public synchronized void applicationUndeployed(List<String> undeployed) {
        Set<String> deployed = new LinkedHashSet<>(rules.deployed());
        undeployed.forEach(deployed::remove);
        reread(deployed);
    }

    private void reread(Set<String> deployed) {
        DarSource from = source;
        if (from == null) {
            rules = new Rules(false, DarFile.EMPTY, Set.copyOf(deployed));
            return;
        }
        DarFile file = DarFile.EMPTY;
        try {
            file = DarFile.parse(from.read());
        } catch (IOException e) {
            LOG.log(
                    Level.ERROR,
                    "{0}: can not be read ({1}); no application is selected until it can, at the next deployment",
                    from,
                    e);
        }
        for (DarFile.Problem problem : file.problems()) {
            LOG.log(Level.ERROR, "{0}, line {1}: {2}; the other lines work", from, problem.line(), problem.message());
        }
        rules = new Rules(true, file, Set.copyOf(deployed));
        tellOfAbsentApplications(from, file, deployed);
    }

    private static void tellOfAbsentApplications(DarSource from, DarFile file, Set<String> deployed) {
        Set<String> absent = new TreeSet<>();
        file.rules().values().forEach(entries -> entries.forEach(entry -> absent.add(entry.application())));
        absent.removeAll(deployed);
        // While a server starts, its applications come one after another.
        if (!absent.isEmpty() && !deployed.isEmpty()) {
            LOG.log(Level.DEBUG, "{0}: passing over applications that are not deployed: {1}", from, absent);
        }
    }

    /** What could not be read of the file, for a console; empty where all is well. */
    public List<String> problems() {
        return rules.file().problems().stream()
                .map(problem -> source + ", line " + problem.line() + ": " + problem.message())
                .toList();
    }

    @Override
    public @Nullable SipApplicationRouterInfo getNextApplication(
            SipServletRequest initialRequest,
            @Nullable SipApplicationRoutingRegion region,
            SipApplicationRoutingDirective directive,
            @Nullable SipTargetedRequestInfo targetedRequestInfo,
            @Nullable Serializable stateInfo) {
        Rules now = rules;
        String method = initialRequest.getMethod();
        if (targetedRequestInfo != null && now.deployed().contains(targetedRequestInfo.getApplicationName())) {
            return targeted(now, method, initialRequest, targetedRequestInfo.getApplicationName());
        }
        // A request that continues keeps to the rules it began with, whatever became of the file.
        Progress done = directive != SipApplicationRoutingDirective.NEW && stateInfo instanceof Progress progress
                ? progress
                : new Progress(method, -1);
        if (!now.configured()) {
            return onlyApplication(now, method, initialRequest, done);
        }
        List<DarEntry> entries = now.file().rulesFor(done.method());
        for (int index = done.index() + 1; index < entries.size(); index++) {
            DarEntry entry = entries.get(index);
            if (now.deployed().contains(entry.application()) && entry.options().allow(initialRequest)) {
                return entry.answer(initialRequest, new Progress(done.method(), index));
            }
        }
        return null;
    }

    private static SipApplicationRouterInfo targeted(
            Rules now, String method, SipServletRequest request, String application) {
        List<DarEntry> entries = now.file().rulesFor(method);
        for (int index = 0; index < entries.size(); index++) {
            if (entries.get(index).application().equals(application)) {
                return entries.get(index).answer(request, new Progress(method, index));
            }
        }
        return neutral(application, new Progress(method, Integer.MAX_VALUE - 1));
    }

    private static @Nullable SipApplicationRouterInfo onlyApplication(
            Rules now, String method, SipServletRequest request, Progress done) {
        // What the application itself sends leaves the house: it must not meet itself.
        boolean fromOutside = request.getInitialRemoteAddr() != null;
        return now.deployed().size() == 1 && done.index() < 0 && fromOutside
                ? neutral(now.deployed().iterator().next(), new Progress(method, 0))
                : null;
    }

    private static SipApplicationRouterInfo neutral(String application, Progress progress) {
        return new SipApplicationRouterInfo(
                application,
                SipApplicationRoutingRegion.NEUTRAL_REGION,
                null,
                new String[0],
                SipRouteModifier.NO_ROUTE,
                progress);
    }
}
