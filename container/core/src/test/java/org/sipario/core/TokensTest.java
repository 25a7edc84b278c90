package org.sipario.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokensTest {

    @Test
    void siphash_gives_the_published_vector() {
        // Key 00..0f and message 00..0e of the paper: one whole word, and a last one that ends with the length.
        var hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

        assertThat(hash.add(0x0706050403020100L).add(0x0f0e0d0c0b0a0908L).finish())
                .isEqualTo(0xa129ca6149be45e5L);
    }

    @Test
    void strings_that_join_alike_hash_unlike() {
        assertThat(new SipHash(1, 2).add("a").add("bc").finish())
                .isNotEqualTo(new SipHash(1, 2).add("ab").add("c").finish());
    }

    @Test
    void tokens_are_many_and_different() {
        var tokens = new Tokens(1, 2);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(seen.add(tokens.tag())).isTrue();
        }
        assertThat(tokens.tag()).matches("[0-9a-v]{13}");
        assertThat(tokens.callId()).matches("[0-9a-v]{26}");
        assertThat(tokens.sequence()).isBetween(1L, 65_535L);
    }

    @Test
    void the_same_keys_give_the_same_tokens_and_others_do_not() {
        assertThat(new Tokens(1, 2).tag()).isEqualTo(new Tokens(1, 2).tag());
        assertThat(Tokens.secure().tag()).isNotEqualTo(Tokens.secure().tag());
    }
}
