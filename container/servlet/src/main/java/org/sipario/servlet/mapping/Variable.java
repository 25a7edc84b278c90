package org.sipario.servlet.mapping;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.TelURL;
import jakarta.servlet.sip.URI;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a condition looks at in a request, as {@code request.from.uri.host}: JSR 289 §16.1.
 *
 * <pre>
 * request.method
 * request.uri   [.PART]
 * request.from  [.display-name | .uri [.PART]]      also request.to and request.route
 * PART:  scheme | user | host | port | tel | param.NAME
 * </pre>
 *
 * <p>{@code request.route} is the route that led here: the one the container took off, else the topmost one left.
 */
public final class Variable {

    private enum Field {
        METHOD,
        URI,
        FROM,
        TO,
        ROUTE
    }

    private enum Part {
        WHOLE,
        DISPLAY_NAME,
        WHOLE_URI,
        SCHEME,
        USER,
        HOST,
        PORT,
        TEL,
        PARAMETER
    }

    private final String name;
    private final Field field;
    private final Part part;
    private final String parameter;

    private Variable(String name, Field field, Part part, String parameter) {
        this.name = name;
        this.field = field;
        this.part = part;
        this.parameter = parameter;
    }

    /**
     * The variable of that name.
     *
     * @throws IllegalArgumentException if there is none; the message says what is allowed
     */
    public static Variable named(String name) {
        return switch (name) {
            case "request.method" -> new Variable(name, Field.METHOD, Part.WHOLE, "");
            case "request.uri" -> new Variable(name, Field.URI, Part.WHOLE_URI, "");
            case "request.from" -> new Variable(name, Field.FROM, Part.WHOLE, "");
            case "request.to" -> new Variable(name, Field.TO, Part.WHOLE, "");
            case "request.route" -> new Variable(name, Field.ROUTE, Part.WHOLE, "");
            case String uri
            when uri.startsWith("request.uri.") -> ofUri(name, Field.URI, name.substring("request.uri.".length()));
            case String from
            when from.startsWith("request.from.") ->
                ofAddress(name, Field.FROM, name.substring("request.from.".length()));
            case String to
            when to.startsWith("request.to.") -> ofAddress(name, Field.TO, name.substring("request.to.".length()));
            case String route
            when route.startsWith("request.route.") ->
                ofAddress(name, Field.ROUTE, name.substring("request.route.".length()));
            default -> throw unknown(name);
        };
    }

    private static Variable ofAddress(String name, Field field, String rest) {
        return switch (rest) {
            case "display-name" -> new Variable(name, field, Part.DISPLAY_NAME, "");
            case "uri" -> new Variable(name, field, Part.WHOLE_URI, "");
            case String part when part.startsWith("uri.") -> ofUri(name, field, part.substring("uri.".length()));
            default -> throw unknown(name);
        };
    }

    private static Variable ofUri(String name, Field field, String rest) {
        return switch (rest) {
            case "scheme" -> new Variable(name, field, Part.SCHEME, "");
            case "user" -> new Variable(name, field, Part.USER, "");
            case "host" -> new Variable(name, field, Part.HOST, "");
            case "port" -> new Variable(name, field, Part.PORT, "");
            case "tel" -> new Variable(name, field, Part.TEL, "");
            case String part
            when part.startsWith("param.") && part.length() > "param.".length() ->
                new Variable(name, field, Part.PARAMETER, part.substring("param.".length()));
            default -> throw unknown(name);
        };
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("unknown variable \"" + name
                + "\"; there are request.method, request.uri, request.from, request.to and request.route, addresses with"
                + " .display-name and .uri, URIs with .scheme, .user, .host, .port, .tel and .param.NAME");
    }

    /** Its value in that request; empty where the request does not define it. */
    public Optional<String> read(SipServletRequest request) {
        return switch (field) {
            case METHOD -> Optional.of(request.getMethod());
            case URI -> ofUri(request.getRequestURI());
            case FROM -> ofAddress(request.getFrom());
            case TO -> ofAddress(request.getTo());
            case ROUTE -> ofAddress(route(request));
        };
    }

    private static @Nullable Address route(SipServletRequest request) {
        Address popped = request.getPoppedRoute();
        if (popped != null) {
            return popped;
        }
        try {
            return request.getAddressHeader("Route");
        } catch (ServletParseException unreadable) {
            return null;
        }
    }

    private Optional<String> ofAddress(@Nullable Address address) {
        if (address == null) {
            return Optional.empty();
        }
        return switch (part) {
            case WHOLE -> Optional.of(address.toString());
            case DISPLAY_NAME -> Optional.ofNullable(address.getDisplayName());
            default -> ofUri(address.getURI());
        };
    }

    private Optional<String> ofUri(@Nullable URI uri) {
        if (uri == null) {
            return Optional.empty();
        }
        return switch (part) {
            case SCHEME -> Optional.of(uri.getScheme());
            case USER -> uri instanceof SipURI sip ? Optional.ofNullable(sip.getUser()) : Optional.empty();
            case HOST -> uri instanceof SipURI sip ? Optional.of(sip.getHost()) : Optional.empty();
            case PORT -> uri instanceof SipURI sip ? Optional.of(Integer.toString(port(sip))) : Optional.empty();
            case TEL -> telephoneNumber(uri);
            case PARAMETER -> Optional.ofNullable(uri.getParameter(parameter));
            case WHOLE, DISPLAY_NAME, WHOLE_URI -> Optional.of(uri.toString());
        };
    }

    private static int port(SipURI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.isSecure() ? 5061 : 5060;
    }

    private static Optional<String> telephoneNumber(URI uri) {
        return switch (uri) {
            case TelURL tel -> Optional.of((tel.isGlobal() ? "+" : "") + bare(tel.getPhoneNumber()));
            case SipURI sip
            when "phone".equalsIgnoreCase(sip.getUserParam()) ->
                Optional.ofNullable(sip.getUser()).map(Variable::bare);
            default -> Optional.empty();
        };
    }

    private static String bare(String number) {
        // A telephone-subscriber in a user part carries its parameters with it (RFC 3261 §19.1.6).
        int semicolon = number.indexOf(';');
        return (semicolon < 0 ? number : number.substring(0, semicolon)).replaceAll("[-.() ]", "");
    }

    boolean isTelephoneNumber() {
        return part == Part.TEL;
    }

    /** A descriptor's value as it is compared with this variable: telephone numbers without separators. */
    String comparable(String value) {
        return isTelephoneNumber() ? bare(value) : value;
    }

    /** What was read, in the form of the descriptor's value: a number written there without + means digits alone. */
    UnaryOperator<String> like(String value) {
        return isTelephoneNumber() && !value.startsWith("+")
                ? found -> found.startsWith("+") ? found.substring(1) : found
                : found -> found;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Variable variable && variable.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** Its name. */
    @Override
    public String toString() {
        return name;
    }
}
