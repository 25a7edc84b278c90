package org.sipario.servlet.useragent;

import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Flow;

/** The sender of a request, by which its responses come back. */
public interface ClientSide {

    /** The way by which the request left and the response came; null where it never left. */
    @Nullable
    Flow flow();
}
