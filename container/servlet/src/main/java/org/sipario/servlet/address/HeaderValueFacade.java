package org.sipario.servlet.address;

import jakarta.servlet.sip.Parameterable;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sipario.message.Parameters;

/**
 * What an {@link jakarta.servlet.sip.Address} and any other header value with parameters share. JSR 289 §4.1.3, §4.1.4.
 *
 * <p>Parameter values cross the API without quotes. On the wire a value that came in quotes keeps them, and one that is set
 * gets them where the grammar wants them.
 */
abstract sealed class HeaderValueFacade implements Parameterable permits AddressFacade, ParameterableFacade {

    @Serial
    private static final long serialVersionUID = 1L;

    private transient Mutability place;
    private transient Parameters parameters;

    HeaderValueFacade(Parameters parameters, Mutability place) {
        this.parameters = parameters;
        this.place = place;
    }

    /** The header parameters as they are now. */
    final Parameters parameters() {
        return parameters;
    }

    final void replaceParameters(Parameters replacement) {
        parameters = replacement;
        changed();
    }

    final Mutability place() {
        return place;
    }

    final void stand(Mutability other) {
        place = other;
    }

    final void permitChange() {
        place.permitChange(this);
    }

    final void changed() {
        place.changed().run();
    }

    @Override
    public final @Nullable String getParameter(String key) {
        return HeaderParameters.find(parameters, Objects.requireNonNull(key, "key"))
                .map(HeaderParameters::shown)
                .orElse(null);
    }

    /** Sets a parameter; "" makes a flag, null removes it. */
    @Override
    public final void setParameter(String name, @Nullable String value) {
        place.permitHeaderParameter(Objects.requireNonNull(name, "name"), this);
        if (value == null) {
            replaceParameters(parameters.without(name));
            return;
        }
        if (!HeaderParameters.isToken(name)) {
            throw new IllegalArgumentException("\"" + name + "\" can be no parameter's name (RFC 3261 §25.1, token)");
        }
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a line break in parameter " + name);
        }
        replaceParameters(HeaderParameters.with(parameters, name, value));
    }

    @Override
    public final void removeParameter(String name) {
        place.permitHeaderParameter(Objects.requireNonNull(name, "name"), this);
        replaceParameters(parameters.without(name));
    }

    @Override
    public final Iterator<String> getParameterNames() {
        return getParameterNameSet().iterator();
    }

    @Override
    public final Set<String> getParameterNameSet() {
        return HeaderParameters.names(parameters);
    }

    @Override
    public final Set<Map.Entry<String, String>> getParameters() {
        return HeaderParameters.entries(parameters);
    }

    @Override
    public abstract HeaderValueFacade clone();

    @Override
    public abstract boolean equals(@Nullable Object other);

    @Override
    public abstract int hashCode();

    @Override
    public abstract String toString();

    @Serial
    final Object writeReplace() {
        return new SerializedForm(
                this instanceof AddressFacade ? SerializedForm.Kind.ADDRESS : SerializedForm.Kind.PARAMETERABLE,
                toString());
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("travels as text only");
    }
}
