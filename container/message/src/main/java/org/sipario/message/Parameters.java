package org.sipario.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parameters {@code ;name=value} of a URI or of a header value, in order of appearance; names compare without case
 * (RFC 3261 §7.3.1, §19.1.4). Immutable.
 */
public final class Parameters {

    /** One parameter. @param value null for a flag, as {@code ;lr}; otherwise as on the wire, quotes and escapes included */
    public record Parameter(String name, @Nullable String value) {}

    /** None at all. */
    public static final Parameters NONE = new Parameters(List.of());

    private final List<Parameter> all;

    private Parameters(List<Parameter> all) {
        this.all = all;
    }

    /** From a list, in its order. */
    public static Parameters of(List<Parameter> all) {
        return all.isEmpty() ? NONE : new Parameters(List.copyOf(all));
    }

    /** All, in order. */
    public List<Parameter> all() {
        return all;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether one of that name is there, flag or not. */
    public boolean has(String name) {
        return find(name) != null;
    }

    /** Its value as on the wire; null where it is absent or a flag (see {@link #has}). */
    public @Nullable String value(String name) {
        Parameter found = find(name);
        return found == null ? null : found.value();
    }

    /** These with one replaced in place or added at the end; a null value makes a flag. */
    public Parameters with(String name, @Nullable String value) {
        throw new UnsupportedOperationException();
    }

    /** These without the one of that name. */
    public Parameters without(String name) {
        throw new UnsupportedOperationException();
    }

    private @Nullable Parameter find(String name) {
        for (Parameter parameter : all) {
            if (parameter.name().equalsIgnoreCase(name)) {
                return parameter;
            }
        }
        return null;
    }

    /** As on the wire: {@code ;a=b;lr}, or the empty string. */
    @Override
    public String toString() {
        throw new UnsupportedOperationException();
    }
}
