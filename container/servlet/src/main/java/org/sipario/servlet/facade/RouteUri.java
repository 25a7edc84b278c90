package org.sipario.servlet.facade;

import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.URI;
import java.util.Collections;
import java.util.Iterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sipario.message.SipUri;
import org.sipario.servlet.address.Addresses;
import org.sipario.servlet.address.Mutability;
import org.sipario.servlet.proxy.OwnRoute;

/**
 * Our own Record-Route or Path as the application may decorate it: parameters of its own come back with later requests,
 * all else is the container's (PRX-26, PRX-27).
 */
final class RouteUri implements SipURI {

    private final OwnRoute route;

    RouteUri(OwnRoute route) {
        this.route = route;
    }

    private SipUri value() {
        return route.value();
    }

    private SipURI view() {
        return (SipURI) Addresses.uri(value(), Mutability.READ_ONLY);
    }

    private static IllegalArgumentException reserved(String what) {
        return new IllegalArgumentException(
                what + " of a Record-Route or Path is the container's; set parameters of your own");
    }

    @Override
    public void setParameter(String name, String value) {
        if (OwnRoute.isReserved(name)) {
            throw reserved("Parameter " + name);
        }
        SipURI free = (SipURI) Addresses.uri(value(), Mutability.FREE);
        free.setParameter(name, value);
        route.value(Addresses.toSipUri(free));
    }

    @Override
    public void removeParameter(String name) {
        if (OwnRoute.isReserved(name)) {
            throw reserved("Parameter " + name);
        }
        route.value(value().without(name));
    }

    @Override
    public @Nullable String getParameter(String key) {
        return view().getParameter(key);
    }

    @Override
    public Iterator<String> getParameterNames() {
        return view().getParameterNames();
    }

    @Override
    public String getScheme() {
        return value().scheme();
    }

    @Override
    public boolean isSipURI() {
        return true;
    }

    @Override
    public boolean isSecure() {
        return value().isSecure();
    }

    @Override
    public void setSecure(boolean secure) {
        throw reserved("The scheme");
    }

    @Override
    public @Nullable String getUser() {
        return view().getUser();
    }

    @Override
    public void setUser(String user) {
        route.value(value().withUser(SipUri.escapeUser(user)));
    }

    @Override
    public @Nullable String getUserPassword() {
        return view().getUserPassword();
    }

    @Override
    public void setUserPassword(String password) {
        throw reserved("The password");
    }

    @Override
    public String getHost() {
        return value().host();
    }

    @Override
    public void setHost(String host) {
        throw reserved("The host");
    }

    @Override
    public int getPort() {
        return value().port();
    }

    @Override
    public void setPort(int port) {
        throw reserved("The port");
    }

    @Override
    public @Nullable String getTransportParam() {
        return value().transport();
    }

    @Override
    public void setTransportParam(String transport) {
        throw reserved("Parameter transport");
    }

    @Override
    public @Nullable String getMAddrParam() {
        return null;
    }

    @Override
    public void setMAddrParam(String address) {
        throw reserved("Parameter maddr");
    }

    @Override
    public @Nullable String getMethodParam() {
        return null;
    }

    @Override
    public void setMethodParam(String method) {
        throw reserved("Parameter method");
    }

    @Override
    public int getTTLParam() {
        return -1;
    }

    @Override
    public void setTTLParam(int ttl) {
        throw reserved("Parameter ttl");
    }

    @Override
    public @Nullable String getUserParam() {
        return null;
    }

    @Override
    public void setUserParam(String user) {
        throw reserved("Parameter user");
    }

    @Override
    public boolean getLrParam() {
        return true;
    }

    @Override
    public void setLrParam(boolean loose) {
        throw reserved("Parameter lr");
    }

    @Override
    public @Nullable String getHeader(String name) {
        return null;
    }

    @Override
    public Iterator<String> getHeaderNames() {
        return Collections.emptyIterator();
    }

    @Override
    public void setHeader(String name, String text) {
        throw reserved("A header");
    }

    @Override
    public void removeHeader(String name) {}

    @Override
    public URI clone() {
        return Addresses.uri(value(), Mutability.FREE);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SipURI uri && view().equals(uri);
    }

    @Override
    public int hashCode() {
        return value().toString().toLowerCase(Locale.ROOT).hashCode();
    }

    @Override
    public String toString() {
        return value().toString();
    }
}
