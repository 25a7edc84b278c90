package org.sipario.servlet.routing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request on its way from one application to the next, while it is in the internal flow: found again by
 * the branch of its topmost Via.
 */
public final class Handovers {

    /**
     * @param selected who is to have it
     * @param passage how it came to this server, or null when an application here made it
     */
    public record Handover(
            Selection.Selected selected, @Nullable Passage passage) {}

    private final Map<String, Handover> underWay = new ConcurrentHashMap<>();

    void give(String branch, Handover handover) {
        underWay.put(branch, handover);
    }

    /** Takes what was given for a branch; null where nothing was. */
    public @Nullable Handover take(@Nullable String branch) {
        return branch == null ? null : underWay.remove(branch);
    }
}
