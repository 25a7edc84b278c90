package org.sipario.location;

import jakarta.servlet.sip.URI;
import java.util.List;

/** Where a request goes: RFC 3261 §16.5. */
public sealed interface Targets {

    /** The request is for this server itself: its URI names the server and no user. */
    record Server() implements Targets {}

    /**
     * The request is for a user of this server who can be reached.
     *
     * @param targets at least one, best first
     */
    record Reachable(List<Target> targets) implements Targets {

        /** Copies the targets. */
        public Reachable {
            targets = List.copyOf(targets);
        }
    }

    /**
     * The request is for another domain, and its sender may have it passed on.
     *
     * @param uri the Request-URI as it is
     */
    record Elsewhere(URI uri) implements Targets {}

    /**
     * The request goes nowhere.
     *
     * @param status 404 if there is no such user, 480 if the user is not registered now, 403 if the sender may not ask for
     *     another domain, 416 if the Request-URI is none that can be called
     * @param reason for people
     */
    record Nowhere(int status, String reason) implements Targets {}
}
