package org.sipario.message;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes to the headers and body of a message; a line that is not changed keeps its bytes and its position.
 *
 * <p>Content-Length is always corrected. An editor is for one edit on one thread.
 */
public abstract sealed class MessageEditor<E extends MessageEditor<E>> permits SipRequest.Editor, SipResponse.Editor {

    private static final HeaderField NO_BODY = HeaderField.of(HeaderName.CONTENT_LENGTH, "0");

    private static final HeaderField[] NONE = {};

    private HeaderField[] fields;
    private int size;
    private byte @Nullable [] body;

    MessageEditor(@Nullable MessageText text) {
        if (text == null) {
            fields = new HeaderField[12];
        } else {
            fields = text.headers.toArray(text.headers.size() + 4);
            size = text.headers.size();
        }
    }

    /** This editor, with its own type. */
    abstract E self();

    /** Replaces all lines of a name by one, at the position of the first; or adds it at the end. */
    public E set(HeaderName name, String value) {
        int at = first(name);
        if (at < 0) {
            insert(size, HeaderField.of(name, value));
        } else {
            fields[at] = HeaderField.of(name, value);
            removeFrom(at + 1, name);
        }
        return self();
    }

    /** Replaces all lines of a name by one line for each value, at the position of the first. */
    public E set(HeaderName name, List<String> values) {
        int at = first(name);
        if (at < 0) {
            at = size;
        } else {
            removeFrom(at, name);
        }
        for (String value : values) {
            insert(at++, HeaderField.of(name, value));
        }
        return self();
    }

    /** Adds a line after the last of that name, or at the end. */
    public E add(HeaderName name, String value) {
        int at = size;
        for (int i = size - 1; i >= 0; i--) {
            if (fields[i].name().equals(name)) {
                at = i + 1;
                break;
            }
        }
        insert(at, HeaderField.of(name, value));
        return self();
    }

    /** Adds a line at the end, unchanged. */
    public E add(HeaderField field) {
        insert(size, field);
        return self();
    }

    /** Adds a line before the first of that name, or before all others: a new topmost Via, Route or Record-Route. */
    public E push(HeaderName name, String value) {
        insert(Math.max(0, first(name)), HeaderField.of(name, value));
        return self();
    }

    /** Removes the first value of that name: its line, or its part of a comma list. */
    public E pop(HeaderName name) {
        int at = first(name);
        if (at >= 0) {
            HeaderField rest = fields[at].withoutFirst();
            if (rest == null) {
                delete(at);
            } else {
                fields[at] = rest;
            }
        }
        return self();
    }

    /** Replaces the first value of that name and leaves the others; without effect if there is none. */
    public E replaceFirst(HeaderName name, String value) {
        int at = first(name);
        if (at >= 0) {
            HeaderField changed = fields[at].withFirst(value);
            if (changed != null) {
                fields[at] = changed;
            }
        }
        return self();
    }

    /** Removes all lines of a name. */
    public E remove(HeaderName name) {
        removeFrom(0, name);
        return self();
    }

    /** Sets the body and Content-Length, but not Content-Type. */
    public E body(byte[] body) {
        this.body = body;
        return self();
    }

    private int first(HeaderName name) {
        for (int i = 0; i < size; i++) {
            if (fields[i].name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private void insert(int at, HeaderField field) {
        if (size == fields.length) {
            fields = Arrays.copyOf(fields, size + 8);
        }
        System.arraycopy(fields, at, fields, at + 1, size - at);
        fields[at] = field;
        size++;
    }

    private void delete(int at) {
        size--;
        System.arraycopy(fields, at + 1, fields, at, size - at);
    }

    private void removeFrom(int at, HeaderName name) {
        for (int i = size - 1; i >= at; i--) {
            if (fields[i].name().equals(name)) {
                delete(i);
            }
        }
    }

    /** The edited message. @param start the new start line, or null for the old one */
    final MessageText apply(@Nullable MessageText before, byte @Nullable [] start) {
        byte[] content = body;
        int length = content != null ? content.length : before == null ? 0 : before.bodyLength();
        measure(length);
        Headers headers = new Headers(fields, size);
        // The array belongs to the message now: later calls of this editor must not change it.
        fields = NONE;
        size = 0;
        if (before != null) {
            return before.with(start, headers, content);
        }
        return new MessageText(start == null ? new byte[0] : start, headers, content == null ? new byte[0] : content);
    }

    /** Leaves one correct Content-Length; a correct one keeps its bytes. */
    private void measure(int length) {
        int at = first(HeaderName.CONTENT_LENGTH);
        if (at < 0) {
            insert(size, contentLength(length));
            return;
        }
        removeFrom(at + 1, HeaderName.CONTENT_LENGTH);
        HeaderField field = fields[at];
        if (field.number(Integer.MAX_VALUE) != length) {
            fields[at] = HeaderField.written(field.writtenName(), Integer.toString(length));
        }
    }

    static HeaderField contentLength(int length) {
        return length == 0 ? NO_BODY : HeaderField.of(HeaderName.CONTENT_LENGTH, Integer.toString(length));
    }
}
