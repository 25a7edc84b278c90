package org.sipario.transport.listener;

import org.sipario.message.wire.Flow;

/** Sees all that is received and sent: for the message trace. Called on the path of the message: must not block. */
public interface Tap {

    /**
     * A message came in.
     *
     * @param bytes the message as it came, not to be changed; perhaps not well formed
     * @param flow the way it came
     * @param time milliseconds since the epoch
     */
    void in(byte[] bytes, Flow flow, long time);

    /**
     * A message goes out; whether it arrives is not known yet.
     *
     * @param bytes the message as it goes, not to be changed
     * @param flow the way it goes
     * @param time milliseconds since the epoch
     */
    void out(byte[] bytes, Flow flow, long time);
}
