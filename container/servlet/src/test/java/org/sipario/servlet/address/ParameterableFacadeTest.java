package org.sipario.servlet.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.sip.Parameterable;
import jakarta.servlet.sip.ServletParseException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterableFacadeTest {

    @Test
    @DisplayName("ADR-34: a value in any of its forms, and parameters behind it")
    void values_and_parameters() throws Exception {
        Parameterable event = Addresses.parameterable("presence;id=12;flag");
        assertThat(event.getValue()).isEqualTo("presence");
        assertThat(event.getParameter("ID")).isEqualTo("12");
        assertThat(event.getParameter("flag")).isEmpty();

        Parameterable via = Addresses.parameterable("SIP/2.0/UDP [2001:db8::1]:5060 ;rport; branch=z9hG4bK.1");
        assertThat(via.getValue()).isEqualTo("SIP/2.0/UDP [2001:db8::1]:5060");
        assertThat(via.getParameter("branch")).isEqualTo("z9hG4bK.1");

        Parameterable address = Addresses.parameterable("\"A;B\" <sip:a@b;lr>;x=\"y;z\"");
        assertThat(address.getValue()).isEqualTo("\"A;B\" <sip:a@b;lr>");
        assertThat(address.getParameter("x")).isEqualTo("y;z");

        Parameterable bare = Addresses.parameterable("sip:a@b;x=y");
        assertThat(bare.getValue()).isEqualTo("sip:a@b");
        assertThat(bare.getParameter("x")).isEqualTo("y");
    }

    @ParameterizedTest
    @DisplayName("ADR-34: text of no such form is refused")
    @ValueSource(strings = {"", ";x=y", "a;", "a;=y", "a;x y=z", "\"a", "<sip:a@b", "a;x=\"y"})
    void text_of_no_such_form(String text) {
        assertThatThrownBy(() -> Addresses.parameterable(text)).isInstanceOf(ServletParseException.class);
    }

    @Test
    @DisplayName("ADR-35: setting null removes, and a name can not be null")
    void null_removes() throws Exception {
        Parameterable event = Addresses.parameterable("presence;id=12");

        event.setParameter("id", null);
        assertThat(event).hasToString("presence");
        assertThatThrownBy(() -> event.setParameter(null, "x")).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> event.getParameter(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    @DisplayName("ADR-28, ADR-36: names and pairs come in order of appearance")
    void order_of_parameters() throws Exception {
        Parameterable reason = Addresses.parameterable("SIP;cause=200;text=\"Call completed elsewhere\";a");

        assertThat(reason.getParameterNames()).toIterable().containsExactly("cause", "text", "a");
        assertThat(reason.getParameters())
                .containsExactly(
                        Map.entry("cause", "200"), Map.entry("text", "Call completed elsewhere"), Map.entry("a", ""));
    }

    @ParameterizedTest
    @DisplayName("ADR-37: addresses compare as such, other values as text, parameters as those of a URI")
    @CsvSource(
            delimiter = '|',
            value = {
                "presence;a=1;b=2 | presence;B=2;a=1 | true",
                "presence;a=1 | presence;a=2 | false",
                "presence | Presence | false",
                "\"A\" <sip:a@B>;x=1 | <sip:a@b>;x=1 | true",
                "<sip:a@b> | <sip:c@b> | false"
            })
    void equality(String one, String other, boolean equal) throws Exception {
        assertThat(Addresses.parameterable(one).equals(Addresses.parameterable(other)))
                .isEqualTo(equal);
        if (equal) {
            assertThat(Addresses.parameterable(one)).hasSameHashCodeAs(Addresses.parameterable(other));
        }
    }

    @Test
    @DisplayName("ADR-38: a clone has the value and all parameters")
    void clones_keep_all() throws Exception {
        Parameterable event = Addresses.parameterable("<sip:a@b>;tag=1;x", Mutability.READ_ONLY);
        Parameterable copy = (Parameterable) event.clone();

        copy.setParameter("tag", "2");

        assertThat(copy).hasToString("<sip:a@b>;tag=2;x");
        assertThat(event).hasToString("<sip:a@b>;tag=1;x");
    }

    @Test
    @DisplayName("ADR-39: one of a received message refuses changes")
    void read_only_values() throws Exception {
        Parameterable via = Addresses.parameterable("SIP/2.0/UDP a;branch=z9hG4bK.1", Mutability.READ_ONLY);

        assertThatThrownBy(() -> via.setValue("x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> via.setParameter("a", "b")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> via.removeParameter("a")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void one_put_into_a_message_is_live() throws Exception {
        int[] heard = {0};
        Parameterable event = Addresses.moved(Addresses.parameterable("presence"), Mutability.live(() -> heard[0]++));

        event.setValue("dialog");
        event.setParameter("id", "1");

        assertThat(heard[0]).isEqualTo(2);
        assertThat(event).hasToString("dialog;id=1");
    }

    @Test
    void values_are_quoted_where_the_grammar_wants_it() throws Exception {
        Parameterable reason = Addresses.parameterable("SIP");

        reason.setParameter("text", "Busy \"here\"");
        reason.setParameter("cause", "486");
        reason.setParameter("host", "[::1]:5060");
        reason.setParameter("given", "\"as is\"");

        assertThat(reason).hasToString("SIP;text=\"Busy \\\"here\\\"\";cause=486;host=[::1]:5060;given=\"as is\"");
        assertThat(reason.getParameter("text")).isEqualTo("Busy \"here\"");
        assertThatThrownBy(() -> reason.setParameter("a b", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reason.setParameter("x", "a\r\nVia: y")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_value_that_came_in_quotes_keeps_them() throws Exception {
        Parameterable event = Addresses.parameterable("dialog;call-id=\"12\";id=\"a b\";x=y");

        assertThat(event.getParameter("call-id")).isEqualTo("12");
        event.setParameter("call-id", event.getParameter("call-id"));
        event.setParameter("id", "c");
        event.setParameter("x", "z");

        assertThat(event).hasToString("dialog;call-id=\"12\";id=\"c\";x=z");
    }

    @Test
    void feature_tags_are_always_quoted() throws Exception {
        Parameterable preference = Addresses.parameterable("*");

        preference.setParameter("methods", "INVITE");
        preference.setParameter("+sip.rendering", "no");
        preference.setParameter("audio", "");
        preference.setParameter("require", "");
        preference.setParameter("score", "0.5");

        assertThat(preference).hasToString("*;methods=\"INVITE\";+sip.rendering=\"no\";audio;require;score=0.5");
    }
}
