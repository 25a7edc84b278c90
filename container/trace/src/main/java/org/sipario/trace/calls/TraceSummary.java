package org.sipario.trace.calls;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What capture files hold together.
 *
 * @param files how many files
 * @param bytes their size
 * @param messages the messages in them
 * @param dropped messages that the server left out because the disk was too slow
 * @param first when the first message went; null where there is none
 * @param last when the last message went; null where there is none
 */
public record TraceSummary(
        int files,
        long bytes,
        long messages,
        long dropped,
        @Nullable Instant first,
        @Nullable Instant last) {}
