package org.sipario.servlet.address;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.Parameterable;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.URI;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sipario.message.NameAddr;
import org.sipario.message.Parameters;
import org.sipario.message.SipUri;
import org.sipario.message.SyntaxException;
import org.sipario.message.Uri;

/**
 * The door of this package: texts and message values become facades, and facades (ours or anybody's) message values.
 * JSR 289, SipFactory.
 */
public final class Addresses {

    /** A host that is no bare IPv6 address, and a port behind it. */
    private static final Pattern HOST_AND_PORT = Pattern.compile("([^:]+|\\[.*]):(\\d{1,9})");

    private Addresses() {}

    /**
     * A URI of any scheme, free to be changed.
     *
     * @throws ServletParseException if the text is none
     */
    public static URI uri(String text) throws ServletParseException {
        try {
            return uri(Uri.parse(Objects.requireNonNull(text, "uri")), Mutability.FREE);
        } catch (SyntaxException e) {
            throw new ServletParseException(e.getMessage());
        }
    }

    /** The facade of a URI that stands at a place. */
    public static URI uri(Uri value, Mutability place) {
        return UriFacade.of(value, place);
    }

    /** Puts a URI into a message: itself where it is free, so that later changes of it count; else a copy. */
    public static URI moved(URI uri, Mutability place) {
        return UriFacade.moved(uri, place);
    }

    /**
     * A sip URI.
     *
     * @param user unescaped, or null for none
     * @param host name or address; a bare IPv6 address gets its brackets. With a port behind it, as many applications
     * write it, the port becomes that of the URI
     * @throws IllegalArgumentException if the host can be none, or the port is not 1..65535
     */
    public static SipURI sipUri(@Nullable String user, String host) {
        String escaped = user == null || user.isEmpty() ? null : Escape.USER.in(user);
        Matcher withPort = HOST_AND_PORT.matcher(host);
        if (!withPort.matches()) {
            return new SipUriFacade(SipUri.of(escaped, Host.checked(host), -1), Mutability.FREE);
        }
        int port = Integer.parseInt(withPort.group(2));
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("\"" + host + "\": port " + port + " is not 1..65535");
        }
        return new SipUriFacade(SipUri.of(escaped, Host.checked(withPort.group(1)), port), Mutability.FREE);
    }

    /**
     * An address, or the wildcard {@code *}, free to be changed.
     *
     * @throws ServletParseException if the text is none
     */
    public static Address address(String text) throws ServletParseException {
        try {
            return address(NameAddr.parse(Objects.requireNonNull(text, "address")), Mutability.FREE);
        } catch (SyntaxException e) {
            throw new ServletParseException(e.getMessage());
        }
    }

    /** The facade of an address that stands at a place. */
    public static Address address(NameAddr value, Mutability place) {
        return new AddressFacade(value, place);
    }

    /**
     * An address of that URI, which stays itself in it where it may.
     *
     * @param displayName null for none
     */
    public static Address address(URI uri, @Nullable String displayName) {
        AddressFacade address = new AddressFacade(new NameAddr(displayName, null, Parameters.NONE), Mutability.FREE);
        address.setURI(uri);
        return address;
    }

    /**
     * A header value with parameters, free to be changed.
     *
     * @throws ServletParseException if the text is none
     */
    public static Parameterable parameterable(String text) throws ServletParseException {
        return parameterable(text, Mutability.FREE);
    }

    /** A header value with parameters that stands at a place. */
    public static Parameterable parameterable(String text, Mutability place) throws ServletParseException {
        try {
            return new ParameterableFacade(Semicolons.parse(Objects.requireNonNull(text, "value")), place);
        } catch (SyntaxException e) {
            throw new ServletParseException(e.getMessage());
        }
    }

    /**
     * Puts a value into a message: itself where it may, so that later changes of it count; else a copy.
     *
     * @throws IllegalArgumentException if the text of a foreign implementation can not be read
     */
    public static Parameterable moved(Parameterable value, Mutability place) {
        return switch (value) {
            case AddressFacade own -> own.movedTo(place);
            case ParameterableFacade own -> own.movedTo(place);
            case Address foreign -> address(toNameAddr(foreign), place);
            default -> {
                try {
                    yield parameterable(value.toString(), place);
                } catch (ServletParseException wrong) {
                    throw new IllegalArgumentException(wrong.getMessage(), wrong);
                }
            }
        };
    }

    /**
     * The message value of a URI, also of a foreign implementation, through its text.
     *
     * @throws IllegalArgumentException if that text is no URI
     */
    public static Uri toUri(URI uri) {
        if (uri instanceof UriFacade facade) {
            return facade.value();
        }
        try {
            return Uri.parse(uri.toString());
        } catch (SyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * As {@link #toUri}, of a SIP URI.
     *
     * @throws IllegalArgumentException if its text is none
     */
    public static SipUri toSipUri(SipURI uri) {
        if (toUri(uri) instanceof SipUri sip) {
            return sip;
        }
        throw new IllegalArgumentException("\"" + uri + "\" is not a SIP URI");
    }

    /**
     * The message value of an address, also of a foreign implementation, through its text.
     *
     * @throws IllegalArgumentException if that text is no address
     */
    public static NameAddr toNameAddr(Address address) {
        if (address instanceof AddressFacade facade) {
            return facade.value();
        }
        try {
            return NameAddr.parse(address.toString());
        } catch (SyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The URI to compare with, or null where a foreign implementation prints something that is none. */
    static @Nullable Uri matchable(URI uri) {
        try {
            return toUri(uri);
        } catch (IllegalArgumentException notAUri) {
            return null;
        }
    }

    static Parameters parametersOf(Parameterable value) {
        if (value instanceof HeaderValueFacade facade) {
            return facade.parameters();
        }
        Parameters parameters = Parameters.NONE;
        for (Map.Entry<String, String> entry : value.getParameters()) {
            parameters = HeaderParameters.with(parameters, entry.getKey(), entry.getValue());
        }
        return parameters;
    }
}
