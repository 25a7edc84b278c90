package org.sipario.servlet.facade;

import java.io.Serial;
import java.io.UnsupportedEncodingException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderName;

/** The body of a message, its type and languages: JSR 289, Accessing Message Content, and Internationalization. */
abstract sealed class ContentFacade extends HeaderFacade permits MessageFacade {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final String CONTENT_LANGUAGE = "Content-Language";
    private static final String ACCEPT_LANGUAGE = "Accept-Language";

    /** What the application said of bodies to come; the type of the one there is has the last word. */
    private @Nullable String encoding;

    // ---- body

    @Override
    public int getContentLength() {
        return message().body().length;
    }

    /** Content-Length follows from the body; this only checks that there is a right to set it (MSG-25). */
    @Override
    public void setContentLength(int length) {
        if (isIncoming()) {
            throw new IllegalStateException("setContentLength: the message came in");
        }
        checkWritable();
    }

    @Override
    public @Nullable String getContentType() {
        return headers().value(HeaderName.CONTENT_TYPE);
    }

    @Override
    public void setContentType(String type) {
        setHeader("Content-Type", type);
        String charset = Content.charset(type);
        encoding = charset == null ? encoding : charset;
    }

    @Override
    public @Nullable String getCharacterEncoding() {
        String charset = Content.charset(getContentType());
        return charset != null ? charset : encoding;
    }

    @Override
    public void setCharacterEncoding(String charset) throws UnsupportedEncodingException {
        checkWritable();
        Content.charsetNamed(Objects.requireNonNull(charset, "charset"));
        encoding = charset;
        String type = getContentType();
        if (type != null) {
            setHeader("Content-Type", Content.withCharset(type, charset));
        }
    }

    @Override
    public byte @Nullable [] getRawContent() {
        byte[] body = message().body();
        return body.length == 0 ? null : body.clone();
    }

    @Override
    public @Nullable Object getContent() throws UnsupportedEncodingException {
        byte[] body = message().body();
        String type = getContentType();
        return body.length == 0 ? null : type == null ? body.clone() : Content.read(body, type, getCharacterEncoding());
    }

    @Override
    public void setContent(@Nullable Object content, @Nullable String type) throws UnsupportedEncodingException {
        checkWritable();
        if (content == null) {
            removeHeader("Content-Type");
            edit(edits -> edits.body(new byte[0]));
            return;
        }
        String named = Content.charset(Objects.requireNonNull(type, "contentType"));
        byte[] body = Content.write(content, type, named != null ? named : encoding);
        String written = named == null && encoding != null && content instanceof String
                ? Content.withCharset(type, encoding)
                : type;
        setHeader("Content-Type", written);
        edit(edits -> edits.body(body));
    }

    // ---- languages

    @Override
    public @Nullable Locale getContentLanguage() {
        String value = getHeader(CONTENT_LANGUAGE);
        return value == null ? null : Locale.forLanguageTag(value);
    }

    @Override
    public void setContentLanguage(@Nullable Locale locale) {
        setOrRemove(CONTENT_LANGUAGE, locale);
    }

    @Override
    public @Nullable Locale getAcceptLanguage() {
        List<Locale> all = Languages.byPreference(getHeaderList(ACCEPT_LANGUAGE));
        return all.isEmpty() ? null : all.getFirst();
    }

    @Override
    public Iterator<Locale> getAcceptLanguages() {
        return Languages.byPreference(getHeaderList(ACCEPT_LANGUAGE)).iterator();
    }

    @Override
    public Set<Locale> getAcceptLanguageSet() {
        return new LinkedHashSet<>(Languages.byPreference(getHeaderList(ACCEPT_LANGUAGE)));
    }

    @Override
    public void setAcceptLanguage(@Nullable Locale locale) {
        setOrRemove(ACCEPT_LANGUAGE, locale);
    }

    @Override
    public void addAcceptLanguage(Locale locale) {
        addHeader(ACCEPT_LANGUAGE, Languages.below(getHeaderList(ACCEPT_LANGUAGE), locale));
    }

    private void setOrRemove(String header, @Nullable Locale locale) {
        if (locale == null) {
            removeHeader(header);
        } else {
            setHeader(header, locale.toLanguageTag());
        }
    }
}
