package org.sipario.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipario.core.Texts.invite;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sipario.core.Texts;
import org.sipario.core.Tokens;
import org.sipario.message.HeaderName;
import org.sipario.message.SipRequest;

class RFC5393_4_BranchParametersTest {

    private final BranchParameters branches = new BranchParameters(new Tokens(1, 2));

    @Test
    void branches_begin_with_the_cookie_and_differ() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            assertThat(seen.add(branches.next(invite(), "proxy"))).isTrue();
        }
        assertThat(seen).allMatch(branch -> branch.matches("z9hG4bK[0-9a-v]{30}"));
        assertThat(branches.next()).matches("z9hG4bK[0-9a-v]{17}");
    }

    @Test
    @DisplayName("PRX-57: the same request again is a loop")
    void the_same_request_again_is_a_loop() {
        SipRequest invite = invite();
        SipRequest back = through(through(invite, branches.next(invite, "proxy")), "z9hG4bKanother");

        assertThat(branches.isLoop(invite, "proxy")).isFalse();
        assertThat(branches.isLoop(back, "proxy")).isTrue();
    }

    @Test
    @DisplayName("PRX-57: another Request-URI, Route or application is a spiral")
    void a_spiral_passes() {
        SipRequest invite = invite("Route: <sip:p1;lr>");
        SipRequest back = through(invite, branches.next(invite, "proxy"));

        assertThat(branches.isLoop(back, "proxy")).isTrue();
        assertThat(branches.isLoop(back.edit(edit -> edit.uri(Texts.uri("sip:carol@biloxi.com"))), "proxy"))
                .isFalse();
        assertThat(branches.isLoop(back.edit(edit -> edit.remove(HeaderName.ROUTE)), "proxy"))
                .isFalse();
        assertThat(branches.isLoop(back, "screening")).isFalse();
    }

    @Test
    void another_servers_branches_mean_nothing() {
        SipRequest invite = invite();
        SipRequest back = through(invite, new BranchParameters(new Tokens(3, 4)).next(invite, "proxy"));

        assertThat(branches.isLoop(back, "proxy")).isFalse();
    }

    private static SipRequest through(SipRequest request, String branch) {
        return request.edit(edit -> edit.push(HeaderName.VIA, "SIP/2.0/UDP p1.example.com;branch=" + branch));
    }
}
