package org.sipario.samples.b2bua;

import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sipario.location.Target;

/**
 * The search for somebody who answers a caller's request: targets are tried one after another, none of them twice. It lives
 * in the application session of the call.
 */
final class Hunt {

    /** How often one request is sent at most, so that phones that redirect to each other come to an end. */
    static final int MOST_TRIES = 10;

    /** Attribute of the application session that holds it. */
    private static final String ATTRIBUTE = "hunt";

    private final SipServletRequest request;
    private final Deque<Target> waiting;
    private final Set<URI> tried = new HashSet<>();

    /**
     * Begins with the targets that the location service knows.
     *
     * @param request the caller's request
     * @param targets best first
     */
    Hunt(SipServletRequest request, List<Target> targets) {
        this.request = request;
        this.waiting = new ArrayDeque<>(targets);
    }

    /** Begins a hunt and puts it into the application session of its request. */
    static Hunt begin(SipServletRequest request, List<Target> targets) {
        Hunt hunt = new Hunt(request, targets);
        request.getApplicationSession().setAttribute(ATTRIBUTE, hunt);
        return hunt;
    }

    /** The hunt of a call. */
    static Optional<Hunt> of(SipApplicationSession call) {
        return Optional.ofNullable((Hunt) call.getAttribute(ATTRIBUTE));
    }

    /** Somebody has answered: what was needed for the search need not stay in memory for as long as they talk. */
    static void end(SipApplicationSession call) {
        call.removeAttribute(ATTRIBUTE);
    }

    /** The caller's request. */
    SipServletRequest request() {
        return request;
    }

    /** The next target, which counts as tried from now on. */
    Optional<Target> next() {
        while (tried.size() < MOST_TRIES && !waiting.isEmpty()) {
            Target target = waiting.removeFirst();
            if (tried.add(target.uri())) {
                return Optional.of(target);
            }
        }
        return Optional.empty();
    }

    /** The target just tried has sent the caller on to these, best first: they come before all others. */
    void redirect(List<Target> targets) {
        targets.reversed().forEach(waiting::addFirst);
    }

    /** Nobody else is to be tried: the caller has hung up, or somebody does not want to be reached anywhere. */
    void giveUp() {
        waiting.clear();
    }
}
