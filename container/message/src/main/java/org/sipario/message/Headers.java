package org.sipario.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The header lines of a message, in order. Immutable. */
public final class Headers implements Iterable<HeaderField> {

    private final HeaderField[] fields;
    private final int size;

    /**
     * @param fields kept, not to be changed afterwards
     * @param size how many of them are used
     */
    Headers(HeaderField[] fields, int size) {
        this.fields = fields;
        this.size = size;
    }

    @Override
    public Iterator<HeaderField> iterator() {
        return Collections.unmodifiableList(Arrays.asList(fields).subList(0, size))
                .iterator();
    }

    /** The number of lines. */
    public int size() {
        return size;
    }

    /** A line by its index, from 0. */
    public HeaderField get(int index) {
        return fields[Objects.checkIndex(index, size)];
    }

    /** The lines in a new array of that length. */
    HeaderField[] toArray(int length) {
        HeaderField[] lines = new HeaderField[length];
        System.arraycopy(fields, 0, lines, 0, size);
        return lines;
    }

    void compact() {
        for (int i = 0; i < size; i++) {
            HeaderField field = fields[i];
            field.compact();
        }
    }

    /** Whether there is a line of that name. */
    public boolean has(HeaderName name) {
        return first(name) != null;
    }

    /** The first line of that name, or null. */
    public @Nullable HeaderField first(HeaderName name) {
        for (int i = 0; i < size; i++) {
            HeaderField field = fields[i];
            if (field.name().equals(name)) {
                return field;
            }
        }
        return null;
    }

    /** The first value of that name (comma lists split), empty if there is nothing after the colon; or null. */
    public @Nullable String value(HeaderName name) {
        HeaderField field = first(name);
        if (field == null) {
            return null;
        }
        List<String> values = field.values();
        return values.isEmpty() ? "" : values.getFirst();
    }

    /** All lines of that name. */
    public List<HeaderField> all(HeaderName name) {
        if (!has(name)) {
            return List.of();
        }
        List<HeaderField> found = new ArrayList<>(4);
        for (int i = 0; i < size; i++) {
            HeaderField field = fields[i];
            if (field.name().equals(name)) {
                found.add(field);
            }
        }
        return Collections.unmodifiableList(found);
    }

    /** All values of that name over lines and commas, in order. */
    public List<String> values(HeaderName name) {
        List<String> values = new ArrayList<>(4);
        for (int i = 0; i < size; i++) {
            HeaderField field = fields[i];
            if (field.name().equals(name)) {
                values.addAll(field.values());
            }
        }
        return Collections.unmodifiableList(values);
    }

    /** The number of values of that name over lines and commas. */
    public int count(HeaderName name) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            HeaderField field = fields[i];
            if (field.name().equals(name)) {
                count += field.count();
            }
        }
        return count;
    }

    /** All values of that name as addresses, in order. */
    public List<NameAddr> addresses(HeaderName name) throws SyntaxException {
        List<NameAddr> addresses = List.of();
        for (int i = 0; i < size; i++) {
            HeaderField field = fields[i];
            if (field.name().equals(name) && !field.isEmpty()) {
                addresses = joined(addresses, field.addresses());
            }
        }
        return addresses;
    }

    private static List<NameAddr> joined(List<NameAddr> some, List<NameAddr> more) {
        if (some.isEmpty()) {
            return more;
        }
        List<NameAddr> all = new ArrayList<>(some.size() + more.size());
        all.addAll(some);
        all.addAll(more);
        return Collections.unmodifiableList(all);
    }

    /** The first value of that name as an address; null if there is none. */
    public @Nullable NameAddr address(HeaderName name) throws SyntaxException {
        HeaderField field = first(name);
        return field == null || field.isEmpty() ? null : field.address();
    }

    /** Whether a comma list of tokens (Require, Supported, Allow) has one, ignoring case. */
    public boolean hasToken(HeaderName name, String token) {
        for (int i = 0; i < size; i++) {
            HeaderField field = fields[i];
            if (field.name().equals(name) && CommaList.has(field.value(), token)) {
                return true;
            }
        }
        return false;
    }

    /** The lines as on the wire. */
    @Override
    public String toString() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < size; i++) {
            HeaderField field = fields[i];
            lines.append(field).append("\r\n");
        }
        return lines.toString();
    }
}
