package org.sipario.servlet.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The attributes of a session or message. Holds no map until there is one; safe from any thread. */
public final class Attributes {

    private volatile @Nullable Map<String, Object> map;

    /** The value, or null. */
    public @Nullable Object get(String name) {
        Map<String, Object> present = map;
        return present == null ? null : present.get(name);
    }

    /** Sets a value. @return the one it replaces, or null */
    public @Nullable Object set(String name, Object value) {
        return map().put(name, value);
    }

    /** Removes a value. @return it, or null */
    public @Nullable Object remove(String name) {
        Map<String, Object> present = map;
        return present == null ? null : present.remove(name);
    }

    /** The names at this moment. */
    public List<String> names() {
        Map<String, Object> present = map;
        return present == null ? List.of() : new ArrayList<>(present.keySet());
    }

    /** The values at this moment. */
    public List<Object> values() {
        Map<String, Object> present = map;
        return present == null ? List.of() : new ArrayList<>(present.values());
    }

    /** Takes over all of another's: the same objects in a map of its own (derived sessions). */
    public void copyFrom(Attributes other) {
        Map<String, Object> present = other.map;
        if (present != null && !present.isEmpty()) {
            map().putAll(present);
        }
    }

    private synchronized Map<String, Object> map() {
        Map<String, Object> present = map;
        if (present == null) {
            present = new ConcurrentHashMap<>(4);
            map = present;
        }
        return present;
    }
}
