package org.sipario.servlet.address;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.URI;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sipario.message.NameAddr;
import org.sipario.message.Parameters;
import org.sipario.message.SipUri;
import org.sipario.message.SyntaxException;
import org.sipario.message.Uri;

/** A value of From, To, Contact, Route and alike as applications see it. RFC 3261 §20.10, JSR 289 §4.1.3. */
final class AddressFacade extends HeaderValueFacade implements Address {

    private static final long serialVersionUID = 1L;

    private transient @Nullable String displayName;
    private transient @Nullable UriFacade uri;

    AddressFacade(NameAddr value, Mutability place) {
        super(value.parameters(), place);
        displayName = value.displayName();
        uri = value.uri() == null ? null : UriFacade.of(value.uri(), place.inside(this::changed));
    }

    /** The message value as it is now, changes of the URI included. */
    NameAddr value() {
        return new NameAddr(displayName, uri == null ? null : uri.value(), parameters());
    }

    /**
     * Puts this address into a message: later changes of it are heard there. One that already stands where it may not
     * be changed stays there, and a copy goes; one that stands in another message leaves that message as it is. When
     * the message is committed the address is the application's again.
     *
     * @return what stands in the message now: this address or a copy
     */
    AddressFacade movedTo(Mutability other) {
        if (!place().isMovable()) {
            return new AddressFacade(value(), other);
        }
        stand(other.lent());
        if (uri != null) {
            uri = uri.movedTo(place().inside(this::changed));
        }
        return this;
    }

    @Override
    public boolean isWildcard() {
        return uri == null;
    }

    @Override
    public @Nullable String getDisplayName() {
        return displayName;
    }

    /** Sets the name, or takes it away with null. The text comes without quotes; they are added where they are due. */
    @Override
    public void setDisplayName(@Nullable String name) {
        permitChange();
        if (name != null && name.chars().anyMatch(c -> c == '\r' || c == '\n')) {
            throw new IllegalArgumentException("a line break in a display name");
        }
        displayName = name == null || name.isEmpty() ? null : name;
        changed();
    }

    @Override
    public @Nullable URI getURI() {
        return uri;
    }

    /**
     * Sets the URI: itself, so that later changes of it count, unless it stands in another address. In a Contact of the
     * container's own, user and parameters are taken from it and the rest stays.
     */
    @Override
    public void setURI(URI replacement) {
        Objects.requireNonNull(replacement, "uri");
        permitChange();
        if (place().isContact()) {
            takeOver(Addresses.toUri(replacement));
            return;
        }
        uri = UriFacade.moved(replacement, place().inside(this::changed));
        changed();
    }

    private void takeOver(Uri replacement) {
        if (!(replacement instanceof SipUri theirs && uri instanceof SipUriFacade own)) {
            throw new IllegalArgumentException("a Contact of the container's own stays a SIP URI: " + replacement);
        }
        SipUri kept = own.value();
        Parameters parameters = Parameters.of(theirs.parameters().all().stream()
                .filter(parameter -> !place().ownsUriParameter(parameter.name()))
                .toList());
        for (Parameters.Parameter parameter : kept.parameters().all()) {
            if (place().ownsUriParameter(parameter.name())
                    || parameter.name().toLowerCase(Locale.ROOT).equals("transport") && !parameters.has("transport")) {
                parameters = parameters.with(parameter.name(), parameter.value());
            }
        }
        uri = new SipUriFacade(
                kept.withUser(theirs.user()).withPassword(theirs.password()).withParameters(parameters), own.place());
        changed();
    }

    /** Display name and URI as they stand in a header, without parameters. */
    @Override
    public String getValue() {
        return value().withParameters(Parameters.NONE).toString();
    }

    /** Replaces display name and URI; the parameters stay. */
    @Override
    public void setValue(String text) {
        Objects.requireNonNull(text, "value");
        permitChange();
        try {
            // An addr-spec without brackets would give its parameters away to the header: none of them is a value.
            NameAddr parsed = NameAddr.parse(text);
            if (!parsed.parameters().isEmpty()) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" is a value with parameters; set these on their own");
            }
            if (place().isContact() && parsed.uri() != null) {
                takeOver(parsed.uri());
            } else {
                uri = parsed.uri() == null ? null : UriFacade.of(parsed.uri(), place().inside(this::changed));
            }
            displayName = parsed.displayName();
        } catch (SyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        changed();
    }

    /** The preference of a Contact, 0 to 1; -1 where there is none (RFC 3261 §20.10). */
    @Override
    public float getQ() {
        String q = getParameter("q");
        try {
            return q == null ? -1.0f : Float.parseFloat(q);
        } catch (NumberFormatException notANumber) {
            return -1.0f;
        }
    }

    /** Sets q with at most three decimals, as the grammar has it; -1 removes it. */
    @Override
    public void setQ(float q) {
        if (q == -1.0f) {
            removeParameter("q");
            return;
        }
        if (!(q >= 0.0f && q <= 1.0f)) {
            throw new IllegalArgumentException("q " + q + " is not 0..1, nor -1");
        }
        String text = String.format(Locale.ROOT, "%.3f", q);
        setParameter("q", text.replaceFirst("0{1,2}$", ""));
    }

    /** Seconds, or -1 where there is none. */
    @Override
    public int getExpires() {
        String expires = getParameter("expires");
        try {
            return expires == null ? -1 : (int) Math.min(Integer.MAX_VALUE, Long.parseLong(expires));
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }

    @Override
    public void setExpires(int seconds) {
        setParameter("expires", seconds < 0 ? null : Integer.toString(seconds));
    }

    /** A free copy, without the tag: it names a dialog, and a copy is for another one. */
    @Override
    public AddressFacade clone() {
        return new AddressFacade(value().withParameters(parameters().without("tag")), Mutability.FREE);
    }

    /** URIs by their own equality, parameters as those of a URI; the display name does not count. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Address address
                && Objects.equals(uri, address.getURI())
                && HeaderParameters.agree(parameters(), Addresses.parametersOf(address));
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(uri);
    }

    @Override
    public String toString() {
        return value().toString();
    }
}
