package org.sipario.servlet.facade;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.sip.SipServletResponse;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What ServletResponse has for HTTP: there is no stream and no buffer (JAK-4, RES-3, RES-13). */
interface NoHttpResponse extends SipServletResponse {

    @Override
    default @Nullable ServletOutputStream getOutputStream() {
        return null;
    }

    @Override
    default @Nullable PrintWriter getWriter() {
        return null;
    }

    @Override
    default void setContentLengthLong(long length) {
        setContentLength((int) length);
    }

    @Override
    default void setBufferSize(int size) {}

    @Override
    default int getBufferSize() {
        return 0;
    }

    @Override
    default void flushBuffer() {}

    @Override
    default void resetBuffer() {}

    @Override
    default void reset() {}

    @Override
    default void setLocale(Locale locale) {
        setContentLanguage(locale);
    }

    @Override
    default Locale getLocale() {
        return Objects.requireNonNullElse(getContentLanguage(), Locale.getDefault());
    }
}
