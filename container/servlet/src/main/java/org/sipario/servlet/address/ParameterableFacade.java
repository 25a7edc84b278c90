package org.sipario.servlet.address;

import jakarta.servlet.sip.Parameterable;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sipario.message.NameAddr;
import org.sipario.message.SyntaxException;

/**
 * A header value with parameters, as of Event, Via, Content-Type, Reason: {@code value *(;name[=value])}.
 * JSR 289 §4.1.4.
 */
final class ParameterableFacade extends HeaderValueFacade {

    private static final long serialVersionUID = 1L;

    private static final Pattern SCHEME = Pattern.compile("^(?i)(sips?|tel):.*");

    private transient String value;

    ParameterableFacade(Semicolons parsed, Mutability place) {
        super(parsed.parameters(), place);
        value = parsed.value();
    }

    /** Puts this value into a message, as {@link AddressFacade#movedTo} does. */
    ParameterableFacade movedTo(Mutability other) {
        if (!place().isMovable()) {
            return new ParameterableFacade(new Semicolons(value, parameters()), other);
        }
        stand(other.lent());
        return this;
    }

    @Override
    public String getValue() {
        return value;
    }

    /** Replaces what stands before the parameters. */
    @Override
    public void setValue(String text) {
        Objects.requireNonNull(text, "value");
        permitChange();
        try {
            Semicolons parsed = Semicolons.parse(text);
            if (!parsed.parameters().isEmpty()) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" is a value with parameters; set these on their own");
            }
            value = parsed.value();
        } catch (SyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        changed();
    }

    /** A free copy with all parameters. */
    @Override
    public ParameterableFacade clone() {
        return new ParameterableFacade(new Semicolons(value, parameters()), Mutability.FREE);
    }

    /** Values that are addresses compare as such, others as text; parameters compare as those of a URI. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Parameterable their
                && sameValue(their.getValue())
                && HeaderParameters.agree(parameters(), Addresses.parametersOf(their));
    }

    private boolean sameValue(String their) {
        if (value.equals(their)) {
            return true;
        }
        NameAddr one = address(value);
        NameAddr other = address(their);
        return one != null
                && other != null
                && new AddressFacade(one, Mutability.READ_ONLY).equals(new AddressFacade(other, Mutability.READ_ONLY));
    }

    private static @Nullable NameAddr address(String text) {
        try {
            return text.endsWith(">") || SCHEME.matcher(text).matches() ? NameAddr.parse(text) : null;
        } catch (SyntaxException notAnAddress) {
            return null;
        }
    }

    @Override
    public int hashCode() {
        NameAddr address = address(value);
        return address == null ? value.hashCode() : new AddressFacade(address, Mutability.READ_ONLY).hashCode();
    }

    @Override
    public String toString() {
        return value + parameters();
    }
}
