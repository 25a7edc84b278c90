package org.sipario.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SdpTest {

    private static final String VIDEO = """
            v=0
            o=bob 7 3 IN IP4 192.0.2.12
            s=-
            c=IN IP4 192.0.2.12
            t=0 0
            a=sendonly
            m=video 5000 RTP/AVP 99
            a=rtpmap:99 H264/90000
            m=audio 5002 RTP/AVP 0 101
            a=recvonly
            a=rtpmap:101 telephone-event/8000
            """;

    @Test
    void a_description_is_kept_as_it_is() {
        Sdp sdp = Sdp.parse(VIDEO);
        assertThat(sdp.text()).isEqualTo(VIDEO.replace("\n", "\r\n"));
        assertThat(sdp.media()).containsExactly("video 5000 RTP/AVP 99", "audio 5002 RTP/AVP 0 101");
        assertThat(sdp.attribute("rtpmap")).isEqualTo("99 H264/90000");
        assertThat(sdp.attribute("ptime")).isNull();
        assertThat(sdp.version()).isEqualTo(3);
    }

    @Test
    void the_direction_is_the_streams_own_or_the_sessions_or_both_ways() {
        assertThat(Sdp.parse(VIDEO).direction()).isEqualTo(Direction.SENDONLY);
        assertThat(Sdp.parse(VIDEO.replace("a=rtpmap:99", "a=inactive\na=rtpmap:99"))
                        .direction())
                .isEqualTo(Direction.INACTIVE);
        assertThat(Sdp.parse(VIDEO.replace("a=sendonly\n", "")).direction()).isEqualTo(Direction.SENDRECV);
    }

    @Test
    void an_answer_has_the_streams_of_the_offer_and_takes_the_first_audio() {
        Sdp answer = Sdp.audio("alice", "192.0.2.11", 40_000).answering(Sdp.parse(VIDEO), Direction.SENDONLY);
        assertThat(answer.media()).containsExactly("video 0 RTP/AVP 99", "audio 40000 RTP/AVP 0 101");
        assertThat(answer.lines()).endsWith("a=sendonly").contains("c=IN IP4 192.0.2.11");
    }

    @Test
    void what_follows_has_the_next_version_and_its_direction_on_each_stream() {
        Sdp next = Sdp.parse(VIDEO).next(Direction.INACTIVE);
        assertThat(next.version()).isEqualTo(4);
        assertThat(next.lines().stream().filter("a=inactive"::equals)).hasSize(2);
        assertThat(next.lines()).doesNotContain("a=sendonly", "a=recvonly");
    }

    @Test
    void what_is_no_description_is_refused() {
        assertThatThrownBy(() -> Sdp.parse("v=0\nhello"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hello");
        assertThatThrownBy(() -> Sdp.parse("s=-")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sdp.parse("")).isInstanceOf(IllegalArgumentException.class);
    }
}
