package org.sipario.core.proxy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sipario.core.proxy.ResponseContext.Branch;
import org.sipario.message.HeaderField;
import org.sipario.message.HeaderName;
import org.sipario.message.SipResponse;

/** Which final response goes upstream when no branch brought a 2xx: RFC 3261 §16.7 steps 6 and 7. */
final class BestResponse {

    private BestResponse() {}

    /** The winner, made ready for upstream; empty where no branch brought any response. */
    static Optional<Branch> of(List<Branch> branches) {
        // min keeps the first of equals: the earliest branch.
        return branches.stream()
                .filter(branch -> branch.candidate() && branch.response() != null)
                .min(Comparator.comparingInt(branch -> rank(finalOf(branch).status())))
                .map(best -> best.with(ready(finalOf(best), branches)));
    }

    /** A 6xx first, then by class; in a class by use to the caller. Lower is better. */
    static int rank(int status) {
        int statusClass = status / 100;
        return statusClass == 6 ? 0 : statusClass * 10 + withinClass(status);
    }

    private static int withinClass(int status) {
        return switch (status) {
            // What tells the caller how to try again (step 6) …
            case 401, 407, 415, 420, 484 -> 0;
            // … comes before what was made here or by a CANCEL of ours, and tells nothing of the callee.
            case 408, 487, 503 -> 2;
            default -> 1;
        };
    }

    private static SipResponse ready(SipResponse best, List<Branch> branches) {
        return switch (best.status()) {
            // A 503 upstream would mean that this server is out of service, not just one branch.
            case 503 -> best.edit(edit -> edit.status(500, null).remove(HeaderName.RETRY_AFTER));
            case 401, 407 -> withAllChallenges(best, branches);
            default -> best;
        };
    }

    private static SipResponse withAllChallenges(SipResponse best, List<Branch> branches) {
        List<HeaderField> others = branches.stream()
                .filter(branch -> branch.candidate() && branch.response() != null && branch.response() != best)
                .map(BestResponse::finalOf)
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

    private static SipResponse finalOf(Branch branch) {
        SipResponse response = branch.response();
        if (response == null) {
            throw new IllegalArgumentException("branch " + branch.id() + " has no response");
        }
        return response;
    }
}
