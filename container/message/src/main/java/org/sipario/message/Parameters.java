package org.sipario.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parameters {@code ;name=value} of a URI or of a header value, in order of appearance; names compare without case
 * (RFC 3261 §7.3.1, §19.1.4). Immutable.
 */
public final class Parameters {

    /**
     * One parameter.
     *
     * @param name as on the wire
     * @param value null for a flag such as {@code ;lr}; otherwise as on the wire, quotes and escapes included
     */
    public record Parameter(String name, @Nullable String value) {}

    /** No parameters. */
    public static final Parameters NONE = new Parameters(List.of());

    private final List<Parameter> all;

    private Parameters(List<Parameter> all) {
        this.all = all;
    }

    /** From a list, in its order. */
    public static Parameters of(List<Parameter> all) {
        return all.isEmpty() ? NONE : new Parameters(List.copyOf(all));
    }

    /** From a list that is not changed afterwards; it is not copied. */
    static Parameters ofOwned(List<Parameter> all) {
        return new Parameters(Collections.unmodifiableList(all));
    }

    /** Of one. */
    static Parameters ofOne(Parameter parameter) {
        return new Parameters(List.of(parameter));
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
        return find(name) >= 0;
    }

    /** Its value as on the wire; null if it is absent or a flag (see {@link #has}). */
    public @Nullable String value(String name) {
        int found = find(name);
        return found < 0 ? null : all.get(found).value();
    }

    /** With one parameter replaced in place or added at the end; a null value makes a flag. */
    public Parameters with(String name, @Nullable String value) {
        List<Parameter> changed = new ArrayList<>(all.size() + 1);
        changed.addAll(all);
        int found = find(name);
        if (found < 0) {
            changed.add(new Parameter(name, value));
        } else {
            changed.set(found, new Parameter(all.get(found).name(), value));
        }
        return ofOwned(changed);
    }

    /** Without the parameter of that name. */
    public Parameters without(String name) {
        if (find(name) < 0) {
            return this;
        }
        List<Parameter> rest = new ArrayList<>(all);
        rest.removeIf(parameter -> parameter.name().equalsIgnoreCase(name));
        return rest.isEmpty() ? NONE : ofOwned(rest);
    }

    private int find(String name) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).name().equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Parameters parameters && all.equals(parameters.all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    /** As on the wire: {@code ;a=b;lr}, or the empty string. */
    @Override
    public String toString() {
        if (all.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(32);
        for (Parameter parameter : all) {
            text.append(';').append(parameter.name());
            if (parameter.value() != null) {
                text.append('=').append(parameter.value());
            }
        }
        return text.toString();
    }
}
