package org.sipario.core.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipario.core.Texts.invite;
import static org.sipario.core.Texts.response;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sipario.core.dialog.ReliableReceipt.Order;
import org.sipario.message.Method;
import org.sipario.message.SipResponse;

class RFC3262_4_ReliableReceiptTest {

    @Test
    @DisplayName("UAC-19: repetitions and gaps are dropped")
    void repetitions_and_gaps_are_dropped() {
        Order first = ReliableReceipt.NONE.received(ringing("7"));

        assertThat(first).isEqualTo(new Order.InOrder(new ReliableReceipt(7), new RAck(7, 314159, Method.INVITE)));
        var after = new ReliableReceipt(7);
        assertThat(after.received(ringing("7"))).isEqualTo(new Order.Dropped());
        assertThat(after.received(ringing("6"))).isEqualTo(new Order.Dropped());
        assertThat(after.received(ringing("9"))).isEqualTo(new Order.Dropped());
        assertThat(after.received(ringing("8"))).isInstanceOf(Order.InOrder.class);
        assertThat(after.received(ringing("eight"))).isEqualTo(new Order.Dropped());
    }

    @Test
    void reliable_is_what_requires_100rel_and_has_a_number() {
        assertThat(ReliableReceipt.isReliable(ringing("7"))).isTrue();
        assertThat(ReliableReceipt.isReliable(response(invite(), 180, "RSeq: 7")))
                .isFalse();
        assertThat(ReliableReceipt.isReliable(response(invite(), 180, "Require: 100rel")))
                .isFalse();
        assertThat(ReliableReceipt.isReliable(response(invite(), 100, "RSeq: 7", "Require: 100rel")))
                .isFalse();
        assertThat(ReliableReceipt.isReliable(response(invite(), 200, "RSeq: 7", "Require: 100rel")))
                .isFalse();
    }

    private static SipResponse ringing(String rseq) {
        return response(invite(), 180, "RSeq: " + rseq, "Require: 100rel");
    }
}
