package org.sipario.transport.listener;

import org.sipario.message.wire.ListeningPoint;

/**
 * What a listening point has done since it was opened, and its connections now.
 *
 * @param point which
 * @param received messages that were whole and well formed
 * @param sent messages given to the operating system, repetitions among them
 * @param failed messages that could not be sent
 * @param malformed messages that were not well formed, answered or not
 * @param dropped of those, the ones that could not be answered; and connections refused because of a limit
 * @param keepAlives CRLF, zero bytes and STUN binding requests (RFC 5626 §3.5)
 * @param connections open now; 0 where there are none by nature
 */
public record ListenerCounts(
        ListeningPoint point,
        long received,
        long sent,
        long failed,
        long malformed,
        long dropped,
        long keepAlives,
        int connections) {}
