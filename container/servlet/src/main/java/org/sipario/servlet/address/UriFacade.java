package org.sipario.servlet.address;

import jakarta.servlet.sip.URI;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sipario.message.OtherUri;
import org.sipario.message.Parameters;
import org.sipario.message.SipUri;
import org.sipario.message.TelUri;
import org.sipario.message.Uri;

/**
 * What the three kinds of {@link URI} share: the place and the parameters. JSR 289 §4.1.
 *
 * <p>Values cross the API unescaped, and stand escaped in the message value (RFC 3261 §19.1.2).
 */
abstract sealed class UriFacade implements URI permits SipUriFacade, TelUrlFacade, GenericUriFacade {

    @Serial
    private static final long serialVersionUID = 1L;

    private transient Mutability place;

    UriFacade(Mutability place) {
        this.place = place;
    }

    static UriFacade of(Uri value, Mutability place) {
        return switch (value) {
            case SipUri sip -> new SipUriFacade(sip, place);
            case TelUri tel -> new TelUrlFacade(tel, place);
            case OtherUri other -> new GenericUriFacade(other, place);
        };
    }

    static UriFacade moved(URI uri, Mutability place) {
        return uri instanceof UriFacade own && own.place.rule() == Mutability.Rule.FREE
                ? own.movedTo(place)
                : of(Addresses.toUri(uri), place);
    }

    /** The message value as it is now. */
    abstract Uri value();

    abstract Parameters parameters();

    abstract void replaceParameters(Parameters parameters);

    final Mutability place() {
        return place;
    }

    /** Puts this URI into a message, as {@link AddressFacade#movedTo} does with an address. */
    final UriFacade movedTo(Mutability other) {
        if (place.isMovable()) {
            place = other.lent();
            return this;
        }
        return of(value(), other);
    }

    final void permitChange() {
        place.permitChange(this);
    }

    final void changed() {
        place.changed().run();
    }

    @Override
    public final String getScheme() {
        return value().scheme();
    }

    @Override
    public final boolean isSipURI() {
        return value() instanceof SipUri;
    }

    @Override
    public final @Nullable String getParameter(String key) {
        return HeaderParameters.find(parameters(), Objects.requireNonNull(key, "key"))
                .map(found -> found.value() == null ? "" : SipUri.unescape(found.value()))
                .orElse(null);
    }

    @Override
    public final void setParameter(String name, String value) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        permitChange();
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a parameter needs a name");
        }
        if (!place.ownsUriParameter(name)) {
            replaceParameters(
                    parameters().with(Escape.PARAMETER.in(name), value.isEmpty() ? null : Escape.PARAMETER.in(value)));
            changed();
        }
    }

    @Override
    public final void removeParameter(String name) {
        Objects.requireNonNull(name, "name");
        permitChange();
        if (!place.ownsUriParameter(name)) {
            replaceParameters(parameters().without(name));
            changed();
        }
    }

    @Override
    public final Iterator<String> getParameterNames() {
        return getParameterNameSet().iterator();
    }

    @Override
    public final Set<String> getParameterNameSet() {
        return HeaderParameters.names(parameters());
    }

    @Override
    public abstract UriFacade clone();

    @Override
    public abstract boolean equals(@Nullable Object other);

    @Override
    public abstract int hashCode();

    @Override
    public final String toString() {
        return value().toString();
    }

    /** Places and message values stay here; the text travels. */
    @Serial
    final Object writeReplace() {
        return new SerializedForm(SerializedForm.Kind.URI, toString());
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("travels as text only");
    }
}
