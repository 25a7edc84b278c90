package org.sipario.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A compacted message keeps its lines, and computes its values from them again. */
class CompactTest {

    private static String asked(SipRequest request) {
        return String.join(
                "|",
                request.topVia().toString(),
                request.from().toString(),
                request.to().toString(),
                request.callId(),
                request.cseq().toString(),
                Integer.toString(request.maxForwards()),
                request.headers().values(HeaderName.SUPPORTED).toString(),
                Messages.wire(request));
    }

    @Test
    void it_answers_as_before() {
        SipRequest read = Messages.request(Messages.INVITE);
        String before = asked(read);
        read.compact();

        assertThat(asked(read)).isEqualTo(before);
    }

    @Test
    void so_does_one_that_was_changed_and_one_made_from_it_later() {
        SipRequest changed = Messages.request(Messages.INVITE)
                .edit(e -> e.set(HeaderName.MAX_FORWARDS, "69").body("v=1\r\n".getBytes()));
        String before = asked(changed);
        changed.compact();

        SipRequest later = changed.edit(e -> e.set(HeaderName.MAX_FORWARDS, "68"));
        assertThat(asked(changed)).isEqualTo(before);
        assertThat(later.maxForwards()).isEqualTo(68);
        assertThat(later.body()).asString().isEqualTo("v=1\r\n");
    }

    @Test
    void what_was_found_in_it_is_let_go() {
        SipRequest read = Messages.request(Messages.INVITE);
        NameAddr from = read.from();
        String callId = read.callId();
        byte[] printed = read.toBytes();
        read.compact();

        assertThat(read.from()).isEqualTo(from).isNotSameAs(from);
        assertThat(read.callId()).isEqualTo(callId).isNotSameAs(callId);
        assertThat(read.toBytes()).isEqualTo(printed).isNotSameAs(printed);
    }
}
