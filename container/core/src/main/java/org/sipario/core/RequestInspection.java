package org.sipario.core;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderField;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;

/** What every request must pass before anybody works with it: RFC 3261 §8.2 and §16.3. */
public final class RequestInspection {

    /** The outcome. */
    public sealed interface Verdict {
        /** Go on. */
        record Accepted() implements Verdict {}

        /**
         * Answer it so; an ACK is dropped instead.
         *
         * @param reason null for the usual phrase
         * @param headers to be added to the response
         */
        record Rejected(int status, @Nullable String reason, List<HeaderField> headers) implements Verdict {

            /** The answer. */
            public SipResponse response(SipRequest request, String toTag) {
                throw new UnsupportedOperationException();
            }
        }
    }

    /**
     * @param schemes of Request-URIs that can be worked with, lower case
     * @param proxyOptions that a Proxy-Require may name, lower case
     */
    public RequestInspection(Set<String> schemes, Set<String> proxyOptions) {
        throw new UnsupportedOperationException();
    }

    /** sip, sips and tel; no option. */
    public static RequestInspection standard() {
        throw new UnsupportedOperationException();
    }

    /** For everybody, in this order: scheme (416), Replaces and Join (400). */
    public Verdict inspect(SipRequest request) {
        throw new UnsupportedOperationException();
    }

    /** For who is about to forward it, in this order: Max-Forwards (483), Proxy-Require (420). Loops: {@link Branches#isLoop}. */
    public Verdict inspectForwarding(SipRequest request) {
        throw new UnsupportedOperationException();
    }
}
