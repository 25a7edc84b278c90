package org.sipario.message;

import java.util.List;

/** Changes to a message's headers and body; a line not touched keeps its bytes and its place. */
public abstract sealed class MessageEditor<E extends MessageEditor<E>> permits SipRequest.Editor, SipResponse.Editor {

    /** Replaces all lines of a name by one, at the place of the first; or adds it at the end. */
    public E set(HeaderName name, String value) {
        throw new UnsupportedOperationException();
    }

    /** Replaces all lines of a name by one a value, at the place of the first. */
    public E set(HeaderName name, List<String> values) {
        throw new UnsupportedOperationException();
    }

    /** Adds a line behind the last of that name, or at the end. */
    public E add(HeaderName name, String value) {
        throw new UnsupportedOperationException();
    }

    /** Adds a line as it is at the end. */
    public E add(HeaderField field) {
        throw new UnsupportedOperationException();
    }

    /** Adds a line before the first of that name, or before all others: so a new Via, Route, Record-Route comes on top. */
    public E push(HeaderName name, String value) {
        throw new UnsupportedOperationException();
    }

    /** Removes the first value of that name: its line, or its part of a comma list. */
    public E pop(HeaderName name) {
        throw new UnsupportedOperationException();
    }

    /** Replaces the first value of that name, leaving the others. */
    public E replaceFirst(HeaderName name, String value) {
        throw new UnsupportedOperationException();
    }

    public E remove(HeaderName name) {
        throw new UnsupportedOperationException();
    }

    /** Sets the body; Content-Length follows by itself, Content-Type does not. */
    public E body(byte[] body) {
        throw new UnsupportedOperationException();
    }
}
