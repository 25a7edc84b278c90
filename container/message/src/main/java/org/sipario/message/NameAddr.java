package org.sipario.message;

import org.jspecify.annotations.Nullable;

/**
 * A value of From, To, Contact, Route, Record-Route and alike: RFC 3261 §20.10, RFC 8217.
 *
 * @param displayName without quotes and escapes, or null
 * @param uri the address; null only for the Contact of {@code *}
 * @param parameters of the header, not of the URI
 */
public record NameAddr(
        @Nullable String displayName, @Nullable Uri uri, Parameters parameters) {

    /** Without name and parameters. */
    public static NameAddr of(Uri uri) {
        return new NameAddr(null, uri, Parameters.NONE);
    }

    /** Reads name-addr or addr-spec with parameters, or {@code *}. */
    public static NameAddr parse(String text) throws SyntaxException {
        Cursor cursor = new Cursor(text);
        NameAddr address = AddressReader.read(cursor);
        cursor.expectEnd();
        return address;
    }

    /** Whether it is the {@code *} of a Contact in REGISTER (RFC 3261 §10.2.2). */
    public boolean isWildcard() {
        return uri == null;
    }

    /** The tag parameter, or null. */
    public @Nullable String tag() {
        return parameters.value("tag");
    }

    /** The URI if its scheme is sip or sips, else null. */
    public @Nullable SipUri sipUri() {
        return uri instanceof SipUri sip ? sip : null;
    }

    /** The same with other header parameters. */
    public NameAddr withParameters(Parameters changed) {
        return new NameAddr(displayName, uri, changed);
    }

    /** As on the wire, the URI always in angle brackets, the name quoted. */
    @Override
    public String toString() {
        if (uri == null) {
            return "*" + parameters;
        }
        String brackets = "<" + uri + ">" + parameters;
        return displayName == null || displayName.isEmpty()
                ? brackets
                : AddressReader.quote(displayName) + " " + brackets;
    }
}
