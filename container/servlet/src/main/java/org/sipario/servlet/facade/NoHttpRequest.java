package org.sipario.servlet.facade;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletConnection;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipURI;
import java.io.BufferedReader;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What ServletRequest has for HTTP, answered as far as it makes sense for a SIP request (JAK-4, REQ-7). */
interface NoHttpRequest extends SipServletRequest {

    @Override
    default @Nullable ServletInputStream getInputStream() {
        return null;
    }

    @Override
    default @Nullable BufferedReader getReader() {
        return null;
    }

    @Override
    default long getContentLengthLong() {
        return getContentLength();
    }

    @Override
    default String getScheme() {
        return getRequestURI().getScheme();
    }

    @Override
    default @Nullable String getServerName() {
        return getRequestURI() instanceof SipURI sip ? sip.getHost() : null;
    }

    @Override
    default int getServerPort() {
        return getRequestURI() instanceof SipURI sip ? sip.getPort() : -1;
    }

    @Override
    default @Nullable String getRemoteHost() {
        return getRemoteAddr();
    }

    @Override
    default @Nullable String getLocalName() {
        return getLocalAddr();
    }

    @Override
    default Locale getLocale() {
        Locale wanted = getAcceptLanguage();
        return wanted == null ? Locale.getDefault() : wanted;
    }

    @Override
    default Enumeration<Locale> getLocales() {
        return Collections.enumeration(getAcceptLanguageSet());
    }

    @Override
    default @Nullable RequestDispatcher getRequestDispatcher(String path) {
        return null;
    }

    @Override
    default AsyncContext startAsync() {
        throw new IllegalStateException(
                "startAsync: a SIP servlet answers whenever it likes; there is nothing to start");
    }

    @Override
    default AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return startAsync();
    }

    @Override
    default boolean isAsyncStarted() {
        return false;
    }

    @Override
    default boolean isAsyncSupported() {
        return false;
    }

    @Override
    default AsyncContext getAsyncContext() {
        throw new IllegalStateException("getAsyncContext: no asynchronous processing in SIP servlets");
    }

    @Override
    default DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    default String getRequestId() {
        return getCallId() + ":" + getHeader("CSeq");
    }

    @Override
    default String getProtocolRequestId() {
        return "";
    }

    @Override
    default ServletConnection getServletConnection() {
        throw new IllegalStateException("getServletConnection: a SIP message has no HTTP connection");
    }
}
