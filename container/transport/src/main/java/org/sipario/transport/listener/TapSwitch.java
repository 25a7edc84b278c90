package org.sipario.transport.listener;

import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Flow;

/** Lets one {@link Tap} at a time see every message. Without one it costs a message one look at an empty field. */
public final class TapSwitch {
    private volatile @Nullable Tap tap;

    /** Off. */
    public TapSwitch() {}

    /** From now on this one sees every message; none when null. */
    public void set(@Nullable Tap tap) {
        this.tap = tap;
    }

    void in(byte[] bytes, Flow flow) {
        Tap present = tap;
        if (present != null) {
            present.in(bytes, flow, System.currentTimeMillis());
        }
    }

    /** A message goes out. */
    public void out(byte[] bytes, Flow flow) {
        Tap present = tap;
        if (present != null) {
            present.out(bytes, flow, System.currentTimeMillis());
        }
    }
}
