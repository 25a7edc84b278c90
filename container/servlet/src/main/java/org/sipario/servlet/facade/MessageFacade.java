package org.sipario.servlet.facade;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.Parameterable;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipServletMessage;
import java.io.UnsupportedEncodingException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sipario.message.Flow;
import org.sipario.message.HeaderField;
import org.sipario.message.HeaderName;
import org.sipario.message.Headers;
import org.sipario.message.MessageEditor;
import org.sipario.message.NameAddr;
import org.sipario.message.SipMessage;
import org.sipario.message.SyntaxException;
import org.sipario.servlet.address.Addresses;
import org.sipario.servlet.address.Place;
import org.sipario.servlet.session.Attributes;

/** What requests and responses have in common: JSR 289, SIP Servlet Messages. */
abstract sealed class MessageFacade implements SipServletMessage permits RequestFacade, ResponseFacade {

    private final Attributes attributes = new Attributes();
    private HeaderForm form = HeaderForm.DEFAULT;
    private @Nullable String encoding;
    private @Nullable Principal principal;
    private boolean frozen;

    // ---- what the two kinds answer differently
    // ------------------------------------------------------------------------

    abstract SipMessage message();

    abstract void edit(Consumer<MessageEditor<?>> edits);

    /** Whether Contact is the application's own in this message (ADR-12). */
    abstract boolean isContactFree();

    /** The way it came; null for one that was made here. */
    abstract @Nullable Flow cameBy();

    /** The way it first reached this server, before any application of the chain saw it; null for one made here. */
    abstract @Nullable Flow firstCameBy();

    abstract @Nullable Session sessionOrNull();

    // ---- rights
    // -------------------------------------------------------------------------------------------------------

    /** Nobody may change it while the application router or a key method looks at it. */
    void freeze(boolean whileLookedAt) {
        frozen = whileLookedAt;
    }

    void checkWritable() {
        if (frozen) {
            throw new IllegalStateException("The message may only be read here");
        }
        if (isCommitted()) {
            throw new IllegalStateException(
                    "The message is committed: it was sent or answered, and can not be changed");
        }
    }

    private HeaderName checkSettable(String name) {
        HeaderName header = HeaderName.of(Objects.requireNonNull(name, "name"));
        if (SystemHeaders.isSystem(header, isContactFree())) {
            throw new IllegalArgumentException(name + " is a system header: the container sets it");
        }
        checkWritable();
        return header;
    }

    // ---- headers as text
    // ----------------------------------------------------------------------------------------------

    Headers headers() {
        return message().headers();
    }

    @Override
    public @Nullable String getHeader(String name) {
        return headers().value(HeaderName.of(Objects.requireNonNull(name, "name")));
    }

    @Override
    public List<String> getHeaderList(String name) {
        return headers().values(HeaderName.of(Objects.requireNonNull(name, "name")));
    }

    @Override
    public ListIterator<String> getHeaders(String name) {
        return new HeaderValues<>(
                getHeaderList(name), () -> checkSettable(name), values -> write(HeaderName.of(name), values));
    }

    @Override
    public List<String> getHeaderNameList() {
        Set<HeaderName> seen = new LinkedHashSet<>();
        for (HeaderField field : headers()) {
            seen.add(field.name());
        }
        return seen.stream().map(HeaderName::text).toList();
    }

    @Override
    public Iterator<String> getHeaderNames() {
        return getHeaderNameList().iterator();
    }

    @Override
    public void setHeader(String name, String value) {
        HeaderName header = checkSettable(name);
        Objects.requireNonNull(value, "value");
        edit(edits -> edits.set(header, value));
    }

    @Override
    public void addHeader(String name, String value) {
        HeaderName header = checkSettable(name);
        Objects.requireNonNull(value, "value");
        edit(edits -> edits.add(header, value));
    }

    @Override
    public void removeHeader(String name) {
        HeaderName header = checkSettable(name);
        edit(edits -> edits.remove(header));
    }

    private void write(HeaderName name, List<?> values) {
        List<String> texts = values.stream().map(Object::toString).toList();
        edit(edits -> {
            if (texts.isEmpty()) {
                edits.remove(name);
            } else {
                edits.set(name, texts);
            }
        });
    }

    // ---- headers as addresses
    // -----------------------------------------------------------------------------------------

    @Override
    public Address getFrom() {
        return party(HeaderName.FROM, message().from());
    }

    @Override
    public Address getTo() {
        return party(HeaderName.TO, message().to());
    }

    private Address party(HeaderName name, NameAddr value) {
        return live(value, ears -> place(name, ears), changed -> edit(edits -> edits.set(name, changed.toString())));
    }

    @Override
    public @Nullable Address getAddressHeader(String name) throws ServletParseException {
        List<Address> all = getAddressHeaderList(name);
        return all.isEmpty() ? null : all.getFirst();
    }

    @Override
    public List<Address> getAddressHeaderList(String name) throws ServletParseException {
        HeaderName header = HeaderName.of(Objects.requireNonNull(name, "name"));
        if (!SystemHeaders.mayHoldAddress(header)) {
            throw new ServletParseException(name + " holds no address");
        }
        List<NameAddr> values;
        try {
            values = headers().addresses(header);
        } catch (SyntaxException wrong) {
            throw new ServletParseException(name + ": " + wrong.getMessage());
        }
        List<Address> shown = new ArrayList<>(values.size());
        for (NameAddr value : values) {
            shown.add(live(value, ears -> place(header, ears), _ -> write(header, shown)));
        }
        return shown;
    }

    @Override
    public ListIterator<Address> getAddressHeaders(String name) throws ServletParseException {
        return new HeaderValues<>(
                getAddressHeaderList(name), () -> checkSettable(name), values -> write(HeaderName.of(name), values));
    }

    @Override
    public void setAddressHeader(String name, Address address) {
        HeaderName header = checkAddressHeader(name);
        edit(edits ->
                edits.set(header, Objects.requireNonNull(address, "address").toString()));
    }

    @Override
    public void addAddressHeader(String name, Address address, boolean first) {
        HeaderName header = checkAddressHeader(name);
        String value = Objects.requireNonNull(address, "address").toString();
        edit(edits -> {
            if (first) {
                edits.push(header, value);
            } else {
                edits.add(header, value);
            }
        });
    }

    private HeaderName checkAddressHeader(String name) {
        HeaderName header = checkSettable(name);
        if (!SystemHeaders.mayHoldAddress(header)) {
            throw new IllegalArgumentException(name + " is not defined to hold an address");
        }
        return header;
    }

    private interface Placing {
        Place at(Runnable ears);
    }

    /** An address of this message that writes its changes back (ADR-40). */
    private static Address live(NameAddr value, Placing placing, Consumer<Address> writer) {
        Address[] self = new Address[1];
        self[0] = Addresses.address(value, placing.at(() -> writer.accept(self[0])));
        return self[0];
    }

    private Place place(HeaderName name, Runnable ears) {
        if (frozen || isCommitted()) {
            return Place.READ_ONLY;
        }
        if (name.equals(HeaderName.FROM) || name.equals(HeaderName.TO)) {
            return Place.party(ears).until(this::isCommitted);
        }
        if (name.equals(HeaderName.CONTACT) && !isContactFree()) {
            return cameBy() == null ? Place.contact(ears).until(this::isCommitted) : Place.READ_ONLY;
        }
        return SystemHeaders.isSystem(name, isContactFree())
                ? Place.READ_ONLY
                : Place.live(ears).until(this::isCommitted);
    }

    // ---- headers with parameters
    // --------------------------------------------------------------------------------------

    @Override
    public @Nullable Parameterable getParameterableHeader(String name) throws ServletParseException {
        List<? extends Parameterable> all = getParameterableHeaderList(name);
        return all.isEmpty() ? null : all.getFirst();
    }

    @Override
    public List<? extends Parameterable> getParameterableHeaderList(String name) throws ServletParseException {
        return parameterables(name);
    }

    private List<Parameterable> parameterables(String name) throws ServletParseException {
        HeaderName header = HeaderName.of(Objects.requireNonNull(name, "name"));
        List<Parameterable> shown = new ArrayList<>();
        for (String value : headers().values(header)) {
            shown.add(Addresses.parameterable(value, place(header, () -> write(header, shown))));
        }
        return shown;
    }

    @Override
    public ListIterator<? extends Parameterable> getParameterableHeaders(String name) throws ServletParseException {
        return new HeaderValues<>(
                parameterables(name), () -> checkSettable(name), values -> write(HeaderName.of(name), values));
    }

    @Override
    public void setParameterableHeader(String name, Parameterable value) {
        setHeader(name, Objects.requireNonNull(value, "value").toString());
    }

    @Override
    public void addParameterableHeader(String name, Parameterable value, boolean first) {
        HeaderName header = checkSettable(name);
        String text = Objects.requireNonNull(value, "value").toString();
        edit(edits -> {
            if (first) {
                edits.push(header, text);
            } else {
                edits.add(header, text);
            }
        });
    }

    // ---- single headers
    // -----------------------------------------------------------------------------------------------

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

    @Override
    public HeaderForm getHeaderForm() {
        return form;
    }

    @Override
    public void setHeaderForm(HeaderForm wanted) {
        form = Objects.requireNonNull(wanted, "form");
    }

    // ---- body
    // ---------------------------------------------------------------------------------------------------------

    @Override
    public int getContentLength() {
        return message().body().length;
    }

    @Override
    public void setContentLength(int length) {
        checkWritable();
    }

    @Override
    public @Nullable String getContentType() {
        return getHeader("Content-Type");
    }

    @Override
    public void setContentType(String type) {
        setHeader("Content-Type", type);
        encoding = null;
    }

    @Override
    public @Nullable String getCharacterEncoding() {
        return encoding != null ? encoding : Content.charset(getContentType());
    }

    @Override
    public void setCharacterEncoding(String charset) throws UnsupportedEncodingException {
        checkWritable();
        Content.charsetNamed(charset);
        encoding = charset;
        String type = getContentType();
        if (type != null) {
            edit(edits -> edits.set(HeaderName.CONTENT_TYPE, Content.withCharset(type, charset)));
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
            edit(edits -> edits.remove(HeaderName.CONTENT_TYPE).body(new byte[0]));
            return;
        }
        Objects.requireNonNull(type, "contentType");
        String charset = Content.charset(type);
        byte[] body = Content.write(content, type, charset != null ? charset : encoding);
        edit(edits -> edits.set(HeaderName.CONTENT_TYPE, type).body(body));
    }

    // ---- languages
    // ----------------------------------------------------------------------------------------------------

    @Override
    public @Nullable Locale getContentLanguage() {
        String value = getHeader("Content-Language");
        return value == null ? null : Locale.forLanguageTag(value);
    }

    @Override
    public void setContentLanguage(@Nullable Locale locale) {
        if (locale == null) {
            removeHeader("Content-Language");
        } else {
            setHeader("Content-Language", locale.toLanguageTag());
        }
    }

    @Override
    public @Nullable Locale getAcceptLanguage() {
        List<Locale> all = Languages.byPreference(getHeaderList("Accept-Language"));
        return all.isEmpty() ? null : all.getFirst();
    }

    @Override
    public Iterator<Locale> getAcceptLanguages() {
        return Languages.byPreference(getHeaderList("Accept-Language")).iterator();
    }

    @Override
    public Set<Locale> getAcceptLanguageSet() {
        return new LinkedHashSet<>(Languages.byPreference(getHeaderList("Accept-Language")));
    }

    @Override
    public void setAcceptLanguage(@Nullable Locale locale) {
        if (locale == null) {
            removeHeader("Accept-Language");
        } else {
            setHeader("Accept-Language", locale.toLanguageTag());
        }
    }

    @Override
    public void addAcceptLanguage(Locale locale) {
        addHeader("Accept-Language", Languages.below(getHeaderList("Accept-Language"), locale));
    }

    // ---- attributes
    // ---------------------------------------------------------------------------------------------------

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
    // -------------------------------------------------------------------------------------------

    @Override
    public @Nullable String getLocalAddr() {
        Flow flow = cameBy();
        return flow == null ? null : Hosts.text(flow.local().bound().getAddress());
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

    // ---- who sent it
    // --------------------------------------------------------------------------------------------------

    /** Says who sent it, as was proved. */
    public void authenticated(Principal user) {
        principal = user;
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return principal;
    }

    @Override
    public @Nullable String getRemoteUser() {
        return principal == null ? null : principal.getName();
    }

    @Override
    public boolean isUserInRole(String role) {
        Session session = sessionOrNull();
        return principal != null
                && session != null
                && session.parent().application().isInRole(principal, session.handler(), role);
    }

    // ---- sessions
    // -----------------------------------------------------------------------------------------------------

    /** The session; there is one whenever an application holds the message. */
    Session session() {
        Session session = sessionOrNull();
        if (session == null) {
            throw new IllegalStateException("No application has the message yet: it has no session");
        }
        return session;
    }

    @Override
    public Session getSession() {
        return session();
    }

    @Override
    public @Nullable Session getSession(boolean create) {
        return create ? session() : sessionOrNull();
    }

    @Override
    public AppSession getApplicationSession() {
        return session().parent();
    }

    @Override
    public @Nullable AppSession getApplicationSession(boolean create) {
        Session session = getSession(create);
        return session == null ? null : session.parent();
    }

    @Override
    public Object clone() throws CloneNotSupportedException {
        throw new CloneNotSupportedException("A message is cloned by the request or response that is made of it");
    }

    @Override
    public String toString() {
        return new String(message().toBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
