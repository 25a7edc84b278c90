package org.sipario.servlet.facade;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.Parameterable;
import jakarta.servlet.sip.ServletParseException;
import java.util.ArrayList;
import java.util.List;
import org.sipario.message.HeaderField;
import org.sipario.message.HeaderName;
import org.sipario.message.NameAddr;
import org.sipario.message.SyntaxException;
import org.sipario.servlet.address.Addresses;
import org.sipario.servlet.address.Mutability;

/**
 * The values of one header of a message that may be changed, of which the application holds some: a change of one of
 * them writes the header again (ADR-40). Forgotten by the message when the header is set as text: what the application
 * holds then belongs to no message.
 */
final class LiveHeader {

    private final HeaderFacade message;
    private final HeaderName name;
    private final Mutability place;

    /** Values the application holds as {@link Parameterable}, all others as the text they stand there. */
    private final List<Object> values;

    /** @param values as they stand in the message */
    LiveHeader(HeaderFacade message, HeaderName name, List<String> values) {
        this.message = message;
        this.name = name;
        this.values = new ArrayList<>(values);
        this.place = message.place(name, () -> message.changed(this));
    }

    HeaderName name() {
        return name;
    }

    /** All of them as they go onto the wire. */
    List<String> texts() {
        return values.stream().map(Object::toString).toList();
    }

    /** All of them as addresses. */
    List<Address> addresses() throws SyntaxException {
        List<Address> shown = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            if (!(values.get(i) instanceof Address)) {
                NameAddr value = NameAddr.parse(values.get(i).toString());
                values.set(i, Addresses.address(value, place));
            }
            shown.add((Address) values.get(i));
        }
        return shown;
    }

    /** All of them as values with parameters; those held as addresses are such values, too. */
    List<Parameterable> parameterables() throws ServletParseException {
        List<Parameterable> shown = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) instanceof String text) {
                values.set(i, Addresses.parameterable(text, place));
            }
            shown.add((Parameterable) values.get(i));
        }
        return shown;
    }

    /** Puts a value of the application before or behind the others. @return what stands in the message now */
    Parameterable add(Parameterable value, boolean first) {
        Parameterable moved = Addresses.moved(value, place);
        values.add(first ? 0 : values.size(), moved);
        return moved;
    }

    /** One or more values came behind the others, as text. */
    void add(String text) {
        values.addAll(HeaderField.of(name, text).values());
    }
}
