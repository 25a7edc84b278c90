package org.sipario.core;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sipario.core.proxy.BranchParameters;
import org.sipario.message.HeaderField;
import org.sipario.message.HeaderName;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;

/** The inspection of a request before it is processed: RFC 3261 §8.2 and §16.3. */
public final class RequestInspection {

    /** The outcome. */
    public sealed interface Verdict {
        /** The request may be processed. */
        record Accepted() implements Verdict {}

        /**
         * The request is to be answered so; an ACK is dropped instead.
         *
         * @param reason null for the usual phrase
         * @param headers to be added to the response
         */
        record Rejected(int status, @Nullable String reason, List<HeaderField> headers) implements Verdict {

            /** The response. */
            public SipResponse response(SipRequest request, String toTag) {
                SipResponse plain = SipResponse.to(request, status, reason, toTag);
                return headers.isEmpty() ? plain : plain.edit(response -> headers.forEach(response::add));
            }
        }
    }

    private static final Verdict ACCEPTED = new Verdict.Accepted();

    private final Set<String> schemes;
    private final Set<String> proxyOptions;

    /**
     * @param schemes of Request-URIs that are supported, lower case
     * @param proxyOptions supported in Proxy-Require, lower case
     */
    public RequestInspection(Set<String> schemes, Set<String> proxyOptions) {
        this.schemes = Set.copyOf(schemes);
        this.proxyOptions = Set.copyOf(proxyOptions);
    }

    /** sip, sips and tel; no option. */
    public static RequestInspection standard() {
        return new RequestInspection(Set.of("sip", "sips", "tel"), Set.of());
    }

    /** Inspects any request, in this order: scheme (416), Replaces and Join (400). */
    public Verdict inspect(SipRequest request) {
        Verdict verdict = scheme(request);
        return verdict == ACCEPTED ? replacement(request) : verdict;
    }

    /**
     * Inspects a request to be forwarded, in this order: Max-Forwards (483), Proxy-Require (420). For loops see {@link
     * BranchParameters#isLoop}.
     */
    public Verdict inspectForwarding(SipRequest request) {
        Verdict verdict = maxForwards(request);
        return verdict == ACCEPTED ? proxyRequire(request) : verdict;
    }

    /** §8.2.2.1, §16.3 step 2. */
    private Verdict scheme(SipRequest request) {
        return schemes.contains(request.uri().scheme()) ? ACCEPTED : reject(416, null);
    }

    /** RFC 3891 §3, RFC 3911 §4: at most one of both, in an INVITE, with both tags. */
    private static Verdict replacement(SipRequest request) {
        List<HeaderField> replaces = request.headers().all(HeaderName.REPLACES);
        List<HeaderField> join = request.headers().all(HeaderName.JOIN);
        int count = replaces.size() + join.size();
        if (count == 0) {
            return ACCEPTED;
        }
        if (count > 1) {
            return reject(400, "More Than One Replaces Or Join");
        }
        String name = replaces.isEmpty() ? "Join" : "Replaces";
        if (!request.isInvite()) {
            return reject(400, name + " Outside INVITE");
        }
        HeaderField field = replaces.isEmpty() ? join.getFirst() : replaces.getFirst();
        return hasParameter(field, "to-tag") && hasParameter(field, "from-tag")
                ? ACCEPTED
                : reject(400, name + " Without Tags");
    }

    /** §16.3 step 3. */
    private static Verdict maxForwards(SipRequest request) {
        return request.maxForwards() == 0 ? reject(483, null) : ACCEPTED;
    }

    /** §16.3 step 5; a proxy ignores it in ACK and CANCEL, which cannot be refused (§8.2.2.3). */
    private Verdict proxyRequire(SipRequest request) {
        if (request.isAck()
                || request.method().equals(Method.CANCEL)
                || !request.headers().has(HeaderName.PROXY_REQUIRE)) {
            return ACCEPTED;
        }
        List<String> unknown = request.headers().values(HeaderName.PROXY_REQUIRE).stream()
                .filter(option -> !proxyOptions.contains(option.toLowerCase(Locale.ROOT)))
                .toList();
        return unknown.isEmpty()
                ? ACCEPTED
                : new Verdict.Rejected(
                        420, null, List.of(HeaderField.of(HeaderName.UNSUPPORTED, String.join(", ", unknown))));
    }

    private static Verdict reject(int status, @Nullable String reason) {
        return new Verdict.Rejected(status, reason, List.of());
    }

    private static boolean hasParameter(HeaderField field, String name) {
        for (String part : field.value().split(";")) {
            String parameter = part.strip();
            if (parameter.regionMatches(true, 0, name + "=", 0, name.length() + 1)
                    && parameter.length() > name.length() + 1) {
                return true;
            }
        }
        return false;
    }
}
