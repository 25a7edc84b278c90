package org.sipario.servlet.address;

import jakarta.servlet.sip.SipURI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sipario.message.Parameters;
import org.sipario.message.SipUri;
import org.sipario.message.SipUri.UriHeader;

/** A sip or sips URI as applications see it: unescaped in and out. RFC 3261 §19.1, JSR 289 §4.1.1. */
final class SipUriFacade extends UriFacade implements SipURI {

    private static final long serialVersionUID = 1L;

    private transient SipUri value;

    SipUriFacade(SipUri value, Mutability place) {
        super(place);
        this.value = value;
    }

    @Override
    SipUri value() {
        return value;
    }

    @Override
    Parameters parameters() {
        return value.parameters();
    }

    @Override
    void replaceParameters(Parameters parameters) {
        value = value.withParameters(parameters);
    }

    private void replace(SipUri replacement) {
        value = replacement;
        changed();
    }

    /** For parts that a Contact of the container's own does not give away; dropped there. */
    private void replaceUnlessContact(SipUri replacement) {
        if (!place().isContact()) {
            replace(replacement);
        }
    }

    @Override
    public @Nullable String getUser() {
        return unescaped(value.user());
    }

    @Override
    public void setUser(@Nullable String user) {
        permitChange();
        replace(value.withUser(user == null || user.isEmpty() ? null : Escape.USER.in(user)));
    }

    @Override
    public @Nullable String getUserPassword() {
        return unescaped(value.password());
    }

    @Override
    public void setUserPassword(@Nullable String password) {
        permitChange();
        replace(value.withPassword(password == null ? null : Escape.PASSWORD.in(password)));
    }

    @Override
    public String getHost() {
        return value.host();
    }

    @Override
    public void setHost(String host) {
        permitChange();
        replaceUnlessContact(value.withHost(Host.checked(host)));
    }

    @Override
    public int getPort() {
        return value.port();
    }

    @Override
    public void setPort(int port) {
        permitChange();
        if (port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not 0..65535");
        }
        replaceUnlessContact(value.withPort(Math.max(port, -1)));
    }

    @Override
    public boolean isSecure() {
        return value.isSecure();
    }

    @Override
    public void setSecure(boolean secure) {
        permitChange();
        replaceUnlessContact(value.withSecure(secure));
    }

    @Override
    public @Nullable String getTransportParam() {
        return getParameter("transport");
    }

    @Override
    public void setTransportParam(@Nullable String transport) {
        setOrRemove("transport", transport);
    }

    @Override
    public @Nullable String getMAddrParam() {
        return getParameter("maddr");
    }

    @Override
    public void setMAddrParam(@Nullable String maddr) {
        setOrRemove("maddr", maddr);
    }

    @Override
    public @Nullable String getMethodParam() {
        return getParameter("method");
    }

    @Override
    public void setMethodParam(@Nullable String method) {
        setOrRemove("method", method);
    }

    @Override
    public @Nullable String getUserParam() {
        return getParameter("user");
    }

    @Override
    public void setUserParam(@Nullable String user) {
        setOrRemove("user", user);
    }

    @Override
    public int getTTLParam() {
        String ttl = getParameter("ttl");
        try {
            return ttl == null ? -1 : Integer.parseInt(ttl);
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }

    @Override
    public void setTTLParam(int ttl) {
        if (ttl > 255) {
            throw new IllegalArgumentException("ttl " + ttl + " is not 0..255");
        }
        setOrRemove("ttl", ttl < 0 ? null : Integer.toString(ttl));
    }

    @Override
    public boolean getLrParam() {
        return value.isLooseRoute();
    }

    @Override
    public void setLrParam(boolean flag) {
        setOrRemove("lr", flag ? "" : null);
    }

    private void setOrRemove(String parameter, @Nullable String value) {
        if (value == null) {
            removeParameter(parameter);
        } else {
            setParameter(parameter, value);
        }
    }

    @Override
    public @Nullable String getHeader(String name) {
        Objects.requireNonNull(name, "name");
        return value.headers().stream()
                .filter(header -> isNamed(header, name))
                .findFirst()
                .map(header -> SipUri.unescape(header.value()))
                .orElse(null);
    }

    @Override
    public void setHeader(String name, String value) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        permitChange();
        List<UriHeader> headers = new ArrayList<>(this.value.headers());
        UriHeader replacement = new UriHeader(Escape.HEADER.in(name), Escape.HEADER.in(value));
        int at = 0;
        while (at < headers.size() && !isNamed(headers.get(at), name)) {
            at++;
        }
        if (at == headers.size()) {
            headers.add(replacement);
        } else {
            headers.set(at, replacement);
        }
        replaceUnlessContact(this.value.withHeaders(headers));
    }

    @Override
    public void removeHeader(String name) {
        Objects.requireNonNull(name, "name");
        permitChange();
        replaceUnlessContact(value.withHeaders(value.headers().stream()
                .filter(header -> !isNamed(header, name))
                .toList()));
    }

    @Override
    public Iterator<String> getHeaderNames() {
        return getHeaderNameList().iterator();
    }

    @Override
    public List<String> getHeaderNameList() {
        return List.copyOf(new LinkedHashSet<>(value.headers().stream()
                .map(header -> SipUri.unescape(header.name()))
                .toList()));
    }

    private static boolean isNamed(UriHeader header, String name) {
        return SipUri.unescape(header.name()).equalsIgnoreCase(name);
    }

    private static @Nullable String unescaped(@Nullable String part) {
        return part == null ? null : SipUri.unescape(part);
    }

    @Override
    public SipUriFacade clone() {
        return new SipUriFacade(value, Mutability.FREE);
    }

    /** RFC 3261 §19.1.4, against any other implementation as well. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SipURI uri
                && Addresses.matchable(uri) instanceof SipUri theirs
                && value.matches(theirs);
    }

    /** Of the parts that never differ between equal URIs. */
    @Override
    public int hashCode() {
        String user = getUser();
        return Objects.hash(value.isSecure(), user, value.host().toLowerCase(Locale.ROOT));
    }
}
