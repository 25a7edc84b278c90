package org.sipario.servlet.address;

import jakarta.servlet.sip.TelURL;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sipario.message.Parameters;
import org.sipario.message.SyntaxException;
import org.sipario.message.TelUri;

/** A tel URI as applications see it. RFC 3966, JSR 289 §4.1.2. */
final class TelUrlFacade extends UriFacade implements TelURL {

    private static final long serialVersionUID = 1L;

    private static final String PHONE_CONTEXT = "phone-context";
    private static final Pattern GLOBAL = Pattern.compile("\\+?[-.()]*[0-9][-.()0-9]*");
    private static final Pattern LOCAL = Pattern.compile("[-.()]*[0-9A-Fa-f*#][-.()0-9A-Fa-f*#]*");
    private static final Pattern DOMAIN =
            Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?\\.)*" + "[A-Za-z]([-A-Za-z0-9]*[A-Za-z0-9])?\\.?");

    private transient TelUri value;

    TelUrlFacade(TelUri value, Mutability place) {
        super(place);
        this.value = value;
    }

    @Override
    TelUri value() {
        return value;
    }

    @Override
    Parameters parameters() {
        return value.parameters();
    }

    @Override
    void replaceParameters(Parameters parameters) {
        value = value.withParameters(parameters);
    }

    /** Without the leading {@code +}, with its visual separators. */
    @Override
    public String getPhoneNumber() {
        return value.number();
    }

    @Override
    public boolean isGlobal() {
        return value.isGlobal();
    }

    @Override
    public @Nullable String getPhoneContext() {
        return isGlobal() ? null : getParameter(PHONE_CONTEXT);
    }

    /** Makes it a global number; the leading {@code +} may be given or left out. */
    @Override
    public void setPhoneNumber(String number) {
        permitChange();
        if (!GLOBAL.matcher(Objects.requireNonNull(number, "number")).matches()) {
            throw new IllegalArgumentException("\"" + number + "\" is not a global number (RFC 3966 §5.1.4)");
        }
        replace(
                (number.startsWith("+") ? number : "+" + number),
                value.parameters().without(PHONE_CONTEXT));
    }

    /** Makes it a local number, valid within a domain or behind a global prefix. */
    @Override
    public void setPhoneNumber(String number, String phoneContext) {
        permitChange();
        if (!LOCAL.matcher(Objects.requireNonNull(number, "number")).matches()) {
            throw new IllegalArgumentException("\"" + number + "\" is not a local number (RFC 3966 §5.1.5)");
        }
        Objects.requireNonNull(phoneContext, "phoneContext");
        boolean prefix =
                phoneContext.startsWith("+") && GLOBAL.matcher(phoneContext).matches();
        if (!prefix && !DOMAIN.matcher(phoneContext).matches()) {
            throw new IllegalArgumentException(
                    "phone-context \"" + phoneContext + "\" is neither a domain nor a +prefix (RFC 3966 §5.1.5)");
        }
        replace(number, value.parameters().with(PHONE_CONTEXT, phoneContext));
    }

    private void replace(String number, Parameters parameters) {
        try {
            value = TelUri.parse("tel:" + number + parameters);
        } catch (SyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        changed();
    }

    @Override
    public TelUrlFacade clone() {
        return new TelUrlFacade(value, Mutability.FREE);
    }

    /** RFC 3966 §5, against any other implementation as well. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TelURL tel
                && Addresses.matchable(tel) instanceof TelUri theirs
                && value.matches(theirs);
    }

    @Override
    public int hashCode() {
        return Objects.hash(isGlobal(), value.number().replaceAll("[-.()]", "").toLowerCase(Locale.ROOT));
    }
}
