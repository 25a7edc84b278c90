package org.sipario.servlet.facade;

import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipSession;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Flow;
import org.sipario.servlet.session.Attributes;
import org.sipario.servlet.session.Session;

/** What requests and responses have in common: JSR 289, SIP Servlet Messages. */
abstract sealed class MessageFacade extends ContentFacade permits RoutedRequest, ResponseFacade {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Attributes attributes = new Attributes();

    // ---- what the two kinds answer differently

    /** The way it came; null for one that was made here. */
    abstract @Nullable Flow cameBy();

    /** The way it first reached this server, before any application of the chain saw it; null for one made here. */
    abstract @Nullable Flow firstCameBy();

    abstract @Nullable Session sessionOrNull();

    // ---- single headers

    @Override
    public String getMethod() {
        return message().cseq().method().name();
    }

    @Override
    public String getProtocol() {
        return "SIP/2.0";
    }

    @Override
    public String getCallId() {
        return message().callId();
    }

    @Override
    public int getExpires() {
        String value = getHeader("Expires");
        try {
            return value == null ? -1 : (int) Math.min(Integer.MAX_VALUE, Long.parseLong(value.trim()));
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    @Override
    public void setExpires(int seconds) {
        if (seconds < 0) {
            removeHeader("Expires");
        } else {
            setHeader("Expires", Integer.toString(seconds));
        }
    }

    // ---- attributes

    @Override
    public @Nullable Object getAttribute(String name) {
        return attributes.get(Objects.requireNonNull(name, "name"));
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        return Collections.enumeration(attributes.names());
    }

    @Override
    public Set<String> getAttributeNameSet() {
        return new LinkedHashSet<>(attributes.names());
    }

    @Override
    public void setAttribute(String name, Object value) {
        attributes.set(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
    }

    @Override
    public void removeAttribute(String name) {
        attributes.remove(Objects.requireNonNull(name, "name"));
    }

    @Override
    public void clearAttributes() {
        attributes.names().forEach(attributes::remove);
    }

    // ---- where it came from

    @Override
    public @Nullable String getLocalAddr() {
        Flow flow = cameBy();
        return flow == null ? null : Hosts.local(flow.local());
    }

    @Override
    public int getLocalPort() {
        Flow flow = cameBy();
        return flow == null ? -1 : flow.local().bound().getPort();
    }

    @Override
    public @Nullable String getRemoteAddr() {
        Flow flow = cameBy();
        return flow == null ? null : Hosts.text(flow.remote().getAddress());
    }

    @Override
    public int getRemotePort() {
        Flow flow = cameBy();
        return flow == null ? -1 : flow.remote().getPort();
    }

    @Override
    public @Nullable String getTransport() {
        Flow flow = cameBy();
        return flow == null ? null : flow.transport().name();
    }

    @Override
    public @Nullable String getInitialRemoteAddr() {
        Flow flow = firstCameBy();
        return flow == null ? null : Hosts.text(flow.remote().getAddress());
    }

    @Override
    public int getInitialRemotePort() {
        Flow flow = firstCameBy();
        return flow == null ? -1 : flow.remote().getPort();
    }

    @Override
    public @Nullable String getInitialTransport() {
        Flow flow = firstCameBy();
        return flow == null ? null : flow.transport().name();
    }

    @Override
    public boolean isSecure() {
        Flow flow = cameBy();
        return flow != null && flow.transport().isSecure();
    }

    @Override
    public boolean isInternallyRouted() {
        Flow flow = cameBy();
        return flow != null && flow.isInternal();
    }

    // ---- its sender

    /** The user that its sender has proved to be, or null. */
    abstract @Nullable Principal principal();

    @Override
    public @Nullable Principal getUserPrincipal() {
        return principal();
    }

    @Override
    public @Nullable String getRemoteUser() {
        Principal user = principal();
        return user == null ? null : user.getName();
    }

    @Override
    public boolean isUserInRole(String role) {
        Principal user = principal();
        Session session = sessionOrNull();
        return user != null
                && session != null
                && session.parent().application().isInRole(user, session.handler(), role);
    }

    // ---- sessions

    /** The session; there is one whenever an application holds the message. */
    Session session() {
        Session session = sessionOrNull();
        if (session == null) {
            throw new IllegalStateException("No application has the message yet: it has no session");
        }
        return session;
    }

    @Override
    public SipSession getSession() {
        return SessionFacade.of(session());
    }

    @Override
    public @Nullable SipSession getSession(boolean create) {
        return SessionFacade.ofNullable(create ? session() : sessionOrNull());
    }

    @Override
    public SipApplicationSession getApplicationSession() {
        return ApplicationSessionFacade.of(session().parent());
    }

    @Override
    public @Nullable SipApplicationSession getApplicationSession(boolean create) {
        Session session = create ? session() : sessionOrNull();
        return session == null ? null : ApplicationSessionFacade.of(session.parent());
    }

    @Override
    public String toString() {
        return new String(message().toBytes(), StandardCharsets.UTF_8);
    }
}
