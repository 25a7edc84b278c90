package org.sipario.servlet.session;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * State that an application may hold. The JSR object over it is made when it is first asked for, and is the same each
 * time after that: applications compare these objects by identity.
 */
public abstract class FacadeSlot {

    private volatile @Nullable Object facade;

    /** The JSR object of this state, made by the given function the first time. */
    public final Object facade(Function<Object, Object> maker) {
        Object known = facade;
        if (known == null) {
            synchronized (this) {
                known = facade;
                if (known == null) {
                    known = maker.apply(this);
                    facade = known;
                }
            }
        }
        return known;
    }
}
