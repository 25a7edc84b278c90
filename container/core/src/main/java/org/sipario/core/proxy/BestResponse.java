package org.sipario.core.proxy;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.sipario.core.proxy.ResponseContext.Branch;
import org.sipario.core.proxy.ResponseContext.Progress;
import org.sipario.message.HeaderField;
import org.sipario.message.HeaderName;
import org.sipario.message.SipResponse;

/** The choice of the best final response if no branch had a 2xx: RFC 3261 §16.7 steps 6 and 7. */
final class BestResponse {

    private BestResponse() {}

    /** The branch with the best response, which is edited for upstream; empty if no branch has a candidate. */
    static Optional<Branch> of(List<Branch> branches) {
        // min keeps the first of equals: the earliest branch.
        return branches.stream()
                .filter(branch -> branch.candidate() != null)
                .min(Comparator.comparingInt(branch -> rank(candidate(branch).status())))
                .map(best -> best.with(new Progress.Done(ready(candidate(best), branches))));
    }

    /** A 6xx first, then by class; within a class by use to the caller. Lower is better. */
    static int rank(int status) {
        int statusClass = status / 100;
        return statusClass == 6 ? 0 : statusClass * 10 + withinClass(status);
    }

    private static int withinClass(int status) {
        return switch (status) {
            // Responses that tell the caller how to resubmit the request (step 6) …
            case 401, 407, 415, 420, 484 -> 0;
            // … go before those made here or caused by our CANCEL, which say nothing about the callee.
            case 408, 487, 503 -> 2;
            default -> 1;
        };
    }

    private static SipResponse ready(SipResponse best, List<Branch> branches) {
        return switch (best.status()) {
            // Step 6: a 503 upstream would mean that this server is out of service, not only one branch.
            case 503 -> best.edit(edit -> edit.status(500, null).remove(HeaderName.RETRY_AFTER));
            case 401, 407 -> withAllChallenges(best, branches);
            default -> best;
        };
    }

    private static SipResponse withAllChallenges(SipResponse best, List<Branch> branches) {
        List<HeaderField> others = branches.stream()
                .filter(branch -> branch.candidate() != null && branch.candidate() != best)
                .map(BestResponse::candidate)
                .filter(response -> response.status() == 401 || response.status() == 407)
                .flatMap(response -> challenges(response).stream())
                .toList();
        return others.isEmpty() ? best : best.edit(edit -> others.forEach(edit::add));
    }

    private static List<HeaderField> challenges(SipResponse response) {
        var www = response.headers().all(HeaderName.WWW_AUTHENTICATE);
        var proxy = response.headers().all(HeaderName.PROXY_AUTHENTICATE);
        return Stream.concat(www.stream(), proxy.stream()).toList();
    }

    private static SipResponse candidate(Branch branch) {
        return Objects.requireNonNull(branch.candidate());
    }
}
