package org.sipario.servlet.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The attributes of a session or message. Holds no map while there is none; safe from any thread. */
public final class Attributes {

    private volatile @Nullable Map<String, Object> map;

    /** The value, or null. */
    public @Nullable Object get(String name) {
        Map<String, Object> present = map;
        return present == null ? null : present.get(name);
    }

    /** Sets a value. @return the one it replaces, or null */
    public synchronized @Nullable Object set(String name, Object value) {
        return map().put(name, value);
    }

    /** Removes a value. @return it, or null */
    public synchronized @Nullable Object remove(String name) {
        Map<String, Object> present = map;
        if (present == null) {
            return null;
        }
        Object removed = present.remove(name);
        if (present.isEmpty()) {
            map = null;
        }
        return removed;
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
    public synchronized void copyFrom(Attributes other) {
        Map<String, Object> present = other.map;
        if (present != null && !present.isEmpty()) {
            map().putAll(present);
        }
    }

    private Map<String, Object> map() {
        Map<String, Object> present = map;
        if (present == null) {
            present = new ConcurrentHashMap<>(4);
            map = present;
        }
        return present;
    }
}
