package org.sipario.servlet.facade;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.Parameterable;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipServletMessage;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderField;
import org.sipario.message.HeaderName;
import org.sipario.message.Headers;
import org.sipario.message.MessageEditor;
import org.sipario.message.NameAddr;
import org.sipario.message.SipMessage;
import org.sipario.message.SyntaxException;
import org.sipario.servlet.address.Addresses;
import org.sipario.servlet.address.Mutability;
import org.sipario.servlet.useragent.HeaderNames;
import org.sipario.servlet.useragent.SystemHeaders;

/** The headers of a message, and what may be changed of them: JSR 289, SIP Servlet Messages, and Addressing. */
abstract sealed class HeaderFacade implements SipServletMessage, Serializable permits ContentFacade {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Headers that the application holds values of; null while there are none. */
    private transient @Nullable Map<HeaderName, LiveHeader> live;

    private boolean frozen;

    // ---- what the two kinds of messages answer differently

    abstract SipMessage message();

    abstract void edit(Consumer<MessageEditor<?>> edits);

    /** How header names are written when it is sent. */
    abstract HeaderNames names();

    abstract void names(HeaderNames wanted);

    /** Whether Contact is the application's own in this message (ADR-12). */
    abstract boolean isContactFree();

    /** Whether it came in, be it from the network or from another application. */
    abstract boolean isIncoming();

    /** Whether From and To may be given another name or URI (ADR-10). */
    abstract boolean mayRename();

    // ---- rights

    /** It may not be changed while the application router or a key method looks at it. */
    void freeze(boolean whileLookedAt) {
        frozen = whileLookedAt;
    }

    boolean isFixed() {
        return frozen || isCommitted();
    }

    void checkWritable() {
        if (frozen) {
            throw new IllegalStateException("The message may only be read here");
        }
        if (isCommitted()) {
            throw new IllegalStateException("The message is committed: it was sent or answered, and cannot be changed");
        }
    }

    private static HeaderName named(String name) {
        return HeaderName.of(Objects.requireNonNull(name, "name"));
    }

    private HeaderName checkSettable(String name) {
        HeaderName header = named(name);
        if (isSystem(header)) {
            throw new IllegalArgumentException(name + " is a system header: the container sets it");
        }
        checkWritable();
        return header;
    }

    private boolean isSystem(HeaderName header) {
        return SystemHeaders.isSystem(header, isContactFree());
    }

    // ---- headers as text

    Headers headers() {
        return message().headers();
    }

    /** The headers in which one is looked up that the application names. */
    Headers headersWith(HeaderName header) {
        return headers();
    }

    @Override
    public @Nullable String getHeader(String name) {
        HeaderName header = named(name);
        return headersWith(header).value(header);
    }

    @Override
    public List<String> getHeaderList(String name) {
        HeaderName header = named(name);
        return headersWith(header).values(header);
    }

    @Override
    public ListIterator<String> getHeaders(String name) {
        return new HeaderValues<>(getHeaderList(name), () -> checkSettable(name), values -> write(named(name), values));
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
        Objects.requireNonNull(value, "value");
        write(checkSettable(name), List.of(value));
    }

    @Override
    public void addHeader(String name, String value) {
        Objects.requireNonNull(value, "value");
        HeaderName header = checkSettable(name);
        edit(edits -> edits.add(header, value));
        LiveHeader known = live == null ? null : live.get(header);
        if (known != null) {
            known.add(value);
        }
    }

    @Override
    public void removeHeader(String name) {
        write(checkSettable(name), List.of());
    }

    private void write(HeaderName header, List<String> values) {
        edit(edits -> {
            if (values.isEmpty()) {
                edits.remove(header);
            } else {
                edits.set(header, values);
            }
        });
        forget(header);
    }

    @Override
    public HeaderForm getHeaderForm() {
        return switch (names()) {
            case AS_WRITTEN -> HeaderForm.DEFAULT;
            case LONG -> HeaderForm.LONG;
            case COMPACT -> HeaderForm.COMPACT;
        };
    }

    @Override
    public void setHeaderForm(HeaderForm wanted) {
        names(
                switch (Objects.requireNonNull(wanted, "form")) {
                    case DEFAULT -> HeaderNames.AS_WRITTEN;
                    case LONG -> HeaderNames.LONG;
                    case COMPACT -> HeaderNames.COMPACT;
                });
    }

    // ---- values that the application holds

    /** The rights of a value of that header. @param changed called after each change */
    Mutability place(HeaderName header, Runnable changed) {
        if (header.equals(HeaderName.FROM) || header.equals(HeaderName.TO)) {
            return Mutability.party(changed).until(this::isFixed);
        }
        if (header.equals(HeaderName.CONTACT) && !isContactFree()) {
            return Mutability.contact(changed).until(this::isFixed);
        }
        return Mutability.live(changed).until(this::isFixed);
    }

    /** Whether values of that header, as they are shown, may be changed by the application. */
    private boolean isLive(HeaderName header) {
        if (isFixed()) {
            return false;
        }
        if (header.equals(HeaderName.FROM) || header.equals(HeaderName.TO)) {
            return mayRename();
        }
        if (header.equals(HeaderName.CONTACT) && !isContactFree()) {
            return !isIncoming();
        }
        return !isSystem(header);
    }

    /** Whether the application holds a value of that header, and may have changed it. */
    boolean isHeld(HeaderName header) {
        return live != null && live.containsKey(header);
    }

    private LiveHeader held(HeaderName header) {
        LiveHeader known = live == null ? null : live.get(header);
        return known == null ? hold(new LiveHeader(this, header, headers().values(header))) : known;
    }

    private LiveHeader hold(LiveHeader values) {
        Map<HeaderName, LiveHeader> all = live;
        if (all == null) {
            all = new HashMap<>(4);
            live = all;
        }
        all.put(values.name(), values);
        return values;
    }

    private void forget(HeaderName header) {
        if (live != null) {
            live.remove(header);
        }
    }

    /** The application changed one of the values it holds. */
    void changed(LiveHeader values) {
        if (live != null && live.get(values.name()) == values) {
            edit(edits -> edits.set(values.name(), values.texts()));
            written(values.name());
        }
    }

    /** A header was changed through a value that the application holds. */
    void written(HeaderName header) {}

    /** Puts a value of the application before or behind the others, where its later changes count (ADR-40). */
    void put(HeaderName header, Parameterable value, boolean first) {
        String text = held(header).add(value, first).toString();
        edit(edits -> {
            if (first) {
                edits.push(header, text);
            } else {
                edits.add(header, text);
            }
        });
    }

    /** Puts values of the application in place of all there are. */
    private void replace(HeaderName header, List<? extends Parameterable> values) {
        LiveHeader replacement = new LiveHeader(this, header, List.of());
        for (Parameterable value : values) {
            replacement.add(value, false);
        }
        write(header, replacement.texts());
        hold(replacement);
    }

    // ---- headers as addresses

    @Override
    public Address getFrom() {
        return party(HeaderName.FROM, message().from());
    }

    @Override
    public Address getTo() {
        return party(HeaderName.TO, message().to());
    }

    private Address party(HeaderName header, NameAddr value) {
        try {
            return isLive(header)
                    ? held(header).addresses().getFirst()
                    : Addresses.address(value, Mutability.READ_ONLY);
        } catch (SyntaxException wrong) {
            throw new IllegalStateException(header.text() + ": " + wrong.getMessage(), wrong);
        }
    }

    @Override
    public @Nullable Address getAddressHeader(String name) throws ServletParseException {
        List<Address> all = getAddressHeaderList(name);
        return all.isEmpty() ? null : all.getFirst();
    }

    @Override
    public List<Address> getAddressHeaderList(String name) throws ServletParseException {
        HeaderName header = named(name);
        if (!headers().has(header)) {
            return List.of();
        }
        if (!SystemHeaders.mayHoldAddress(header)) {
            throw new ServletParseException(name + " holds no address");
        }
        try {
            if (isLive(header)) {
                return held(header).addresses();
            }
            List<Address> shown = new ArrayList<>(2);
            for (NameAddr value : headers().addresses(header)) {
                shown.add(Addresses.address(value, Mutability.READ_ONLY));
            }
            return shown;
        } catch (SyntaxException wrong) {
            throw new ServletParseException(name + ": " + wrong.getMessage());
        }
    }

    @Override
    public ListIterator<Address> getAddressHeaders(String name) throws ServletParseException {
        return new HeaderValues<>(
                getAddressHeaderList(name), () -> checkAddressHeader(name), values -> replace(named(name), values));
    }

    @Override
    public void setAddressHeader(String name, Address address) {
        Objects.requireNonNull(address, "address");
        replace(checkAddressHeader(name), List.of(address));
    }

    @Override
    public void addAddressHeader(String name, Address address, boolean first) {
        Objects.requireNonNull(address, "address");
        put(checkAddressHeader(name), address, first);
    }

    private HeaderName checkAddressHeader(String name) {
        HeaderName header = checkSettable(name);
        if (!SystemHeaders.mayHoldAddress(header)) {
            throw new IllegalArgumentException(name + " is not defined to hold an address");
        }
        return header;
    }

    // ---- headers with parameters

    @Override
    public @Nullable Parameterable getParameterableHeader(String name) throws ServletParseException {
        List<? extends Parameterable> all = parameterables(name);
        return all.isEmpty() ? null : all.getFirst();
    }

    @Override
    public List<? extends Parameterable> getParameterableHeaderList(String name) throws ServletParseException {
        return parameterables(name);
    }

    private List<Parameterable> parameterables(String name) throws ServletParseException {
        HeaderName header = named(name);
        if (!headers().has(header)) {
            return List.of();
        }
        if (isLive(header)) {
            return held(header).parameterables();
        }
        List<Parameterable> shown = new ArrayList<>(2);
        for (String value : headers().values(header)) {
            shown.add(Addresses.parameterable(value, Mutability.READ_ONLY));
        }
        return shown;
    }

    @Override
    public ListIterator<? extends Parameterable> getParameterableHeaders(String name) throws ServletParseException {
        return new HeaderValues<>(
                parameterables(name), () -> checkSettable(name), values -> replace(named(name), values));
    }

    @Override
    public void setParameterableHeader(String name, Parameterable value) {
        Objects.requireNonNull(value, "value");
        replace(checkSettable(name), List.of(value));
    }

    @Override
    public void addParameterableHeader(String name, Parameterable value, boolean first) {
        Objects.requireNonNull(value, "value");
        put(checkSettable(name), value, first);
    }
}
