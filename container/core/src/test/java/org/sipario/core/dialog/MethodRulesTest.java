package org.sipario.core.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sipario.message.Method;

/** RFC 3261 §12.1 and §12.2, RFC 3311, RFC 3515, RFC 6665: one row a method. */
class MethodRulesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
                    method    | makes a dialog | a NOTIFY follows | refreshes the target | carries a Contact
                    INVITE    | true           | false            | true                 | true
                    SUBSCRIBE | true           | true             | true                 | true
                    REFER     | true           | true             | false                | true
                    NOTIFY    | false          | false            | true                 | true
                    UPDATE    | false          | false            | true                 | true
                    ACK       | false          | false            | false                | false
                    BYE       | false          | false            | false                | false
                    CANCEL    | false          | false            | false                | false
                    INFO      | false          | false            | false                | false
                    MESSAGE   | false          | false            | false                | false
                    OPTIONS   | false          | false            | false                | false
                    PRACK     | false          | false            | false                | false
                    PUBLISH   | false          | false            | false                | false
                    REGISTER  | false          | false            | false                | false
                    DANCE     | false          | false            | false                | false
                    """)
    void what_a_method_does_to_a_session(
            String name, boolean makesDialog, boolean subscribes, boolean refreshes, boolean carriesContact) {
        Method method = Method.of(name);
        assertThat(MethodRules.createDialog(method)).isEqualTo(makesDialog);
        assertThat(MethodRules.subscribe(method)).isEqualTo(subscribes);
        assertThat(MethodRules.refreshTarget(method)).isEqualTo(refreshes);
        assertThat(MethodRules.carryContact(method)).isEqualTo(carriesContact);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVITE", "invite", "X", "A-Z.0!%*_+`'~"})
    void RFC3261_25_1_a_method_is_a_token(String name) {
        assertThat(MethodRules.isMethod(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "IN VITE", "INVITE\r\n", "INVITE;x", "MÉTHODE", "a/b", "a@b", "\"A\"", "{"})
    void RFC3261_25_1_what_is_no_token_is_no_method(String name) {
        assertThat(MethodRules.isMethod(name)).isFalse();
    }
}
