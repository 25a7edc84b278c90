package org.sipario.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipario.core.Texts.invite;
import static org.sipario.core.Texts.request;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sipario.core.RequestInspection.Verdict;
import org.sipario.message.HeaderName;
import org.sipario.message.SipRequest;

class RFC3261_16_3_RequestInspectionTest {

    private final RequestInspection inspection = RequestInspection.standard();

    @Test
    void an_ordinary_request_passes() {
        assertThat(inspection.inspect(invite())).isEqualTo(new Verdict.Accepted());
        assertThat(inspection.inspectForwarding(invite())).isEqualTo(new Verdict.Accepted());
        assertThat(inspection.inspect(request("INVITE", "tel:+15551234"))).isEqualTo(new Verdict.Accepted());
    }

    @Test
    void an_unknown_scheme_is_416() {
        assertThat(status(inspection.inspect(request("OPTIONS", "nobody:knows"))))
                .isEqualTo(416);
    }

    @Test
    @DisplayName("PRX-52: no hop left is 483, for who forwards only")
    void no_hop_left_is_483() {
        SipRequest tired = invite("Max-Forwards: 0");

        assertThat(inspection.inspect(tired)).isEqualTo(new Verdict.Accepted());
        assertThat(status(inspection.inspectForwarding(tired))).isEqualTo(483);
        assertThat(inspection.inspectForwarding(invite("Max-Forwards: none"))).isEqualTo(new Verdict.Accepted());
    }

    @Test
    void an_unknown_proxy_option_is_420_and_named() {
        SipRequest demanding = invite("Proxy-Require: foo, bar");

        var rejected = (Verdict.Rejected) inspection.inspectForwarding(demanding);

        assertThat(rejected.status()).isEqualTo(420);
        assertThat(rejected.response(demanding, "mytag").headers().values(HeaderName.UNSUPPORTED))
                .containsExactly("foo", "bar");
        assertThat(rejected.response(demanding, "mytag").to().tag()).isEqualTo("mytag");
        assertThat(inspection.inspectForwarding(request("ACK", "sip:bob@biloxi.com", "Proxy-Require: foo")))
                .isEqualTo(new Verdict.Accepted());
    }

    @Test
    void replaces_and_join_must_make_sense() {
        assertThat(inspection.inspect(invite("Replaces: a@b;to-tag=1;from-tag=2")))
                .isEqualTo(new Verdict.Accepted());
        assertThat(status(inspection.inspect(invite("Replaces: a@b;to-tag=1")))).isEqualTo(400);
        assertThat(status(inspection.inspect(
                        invite("Replaces: a@b;to-tag=1;from-tag=2", "Replaces: c@d;to-tag=1;from-tag=2"))))
                .isEqualTo(400);
        assertThat(status(inspection.inspect(
                        invite("Replaces: a@b;to-tag=1;from-tag=2", "Join: c@d;to-tag=1;from-tag=2"))))
                .isEqualTo(400);
        assertThat(status(
                        inspection.inspect(request("OPTIONS", "sip:bob@biloxi.com", "Join: c@d;to-tag=1;from-tag=2"))))
                .isEqualTo(400);
    }

    @Test
    @DisplayName("SSN-41: forked copies of one request share a key")
    void forked_copies_of_one_request_share_a_key() {
        assertThat(MergeKey.of(invite()))
                .isEqualTo(MergeKey.of(request("INVITE", "sip:bob@elsewhere", "Max-Forwards: 60")))
                .isNotEqualTo(MergeKey.of(invite("CSeq: 314160 INVITE")));
    }

    private static int status(Verdict verdict) {
        return ((Verdict.Rejected) verdict).status();
    }
}
