package org.sipario.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TextMessageTest {

    private static final String INVITE = """
            INVITE sip:bob@example.com SIP/2.0
            v: SIP/2.0/UDP a.example.com;branch=z9hG4bK-2, SIP/2.0/TCP b.example.com
             ;branch=z9hG4bK-1
            f: "Doe, Alice" <sip:alice@example.com;x=y>;tag=a1
            t: <sip:bob@example.com>
            i: call-1
            CSeq: 7 INVITE
            m: "Alice, at home" <sip:alice@192.0.2.1>, sip:alice@192.0.2.2;q=0.5
            l: 5

            hello""";

    private final TextMessage invite =
            TextMessage.parse(INVITE.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));

    @Test
    void compact_names_folded_lines_and_lists_are_understood() {
        assertThat(invite.via()).hasSize(2);
        assertThat(invite.branch()).isEqualTo("z9hG4bK-2");
        assertThat(invite.via().getLast()).endsWith(";branch=z9hG4bK-1");
        assertThat(invite.headers("Contact")).hasSize(2);
        assertThat(invite.uriOf("Contact")).isEqualTo("sip:alice@192.0.2.1");
        assertThat(invite.tag("From")).isEqualTo("a1");
        assertThat(invite.tag("To")).isNull();
        assertThat(invite.callId()).isEqualTo("call-1");
        assertThat(invite.sequence()).isEqualTo(7);
        assertThat(invite.body()).isEqualTo("hello");
        assertThat(invite.what()).isEqualTo("INVITE");
    }

    @Test
    void a_response_knows_its_status_and_the_method_it_answers() {
        TextMessage response = TextMessage.startingWith("SIP/2.0 486 Busy Here").plus("CSeq", "7 INVITE");
        assertThat(response.status()).isEqualTo(486);
        assertThat(response.reason()).isEqualTo("Busy Here");
        assertThat(response.method()).isEqualTo("INVITE");
        assertThat(response.what()).isEqualTo("486");
    }

    @Test
    void changes_make_another_message() {
        TextMessage changed = invite.without("Content-Length")
                .with("Call-ID", "call-2")
                .plus("Subject", "x")
                .withBody("text/plain", "hé");
        assertThat(changed.callId()).isEqualTo("call-2");
        assertThat(changed.header("Content-Type")).isEqualTo("text/plain");
        assertThat(changed.toString()).contains("Content-Length: 3").endsWith("\n\nhé");
        assertThat(invite.callId()).isEqualTo("call-1");
    }

    @Test
    void a_body_of_another_length_than_told_is_noticed() {
        byte[] wrong = INVITE.replace("l: 5", "l: 6").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> TextMessage.parse(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Content-Length: 6");
    }

    @Test
    void what_is_no_message_is_refused() {
        assertThatThrownBy(() -> TextMessage.parse("hello".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        TextMessage.parse("OPTIONS x SIP/2.0\r\nno colon\r\n\r\n".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
