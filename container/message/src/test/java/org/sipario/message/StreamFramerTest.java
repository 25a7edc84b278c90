package org.sipario.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sipario.message.StreamFramer.Frame;

/** Messages and keep-alives out of a stream: RFC 3261 §18.3, RFC 5626 §3.5.1. */
class StreamFramerTest {

    private static final byte[] INVITE = Messages.bytes(Messages.INVITE);
    private static final byte[] WHOLE = cut(INVITE);

    private final StreamFramer framer = new StreamFramer(Messages.PARSER);

    /** The example on a stream: nothing follows its body of four bytes. */
    private static byte[] cut(byte[] bytes) {
        return java.util.Arrays.copyOf(bytes, bytes.length - 1);
    }

    private List<Frame> feed(byte[] bytes) {
        framer.feed(bytes, 0, bytes.length);
        List<Frame> frames = new ArrayList<>();
        Frame next = framer.next();
        while (!(next instanceof Frame.More)) {
            frames.add(next);
            if (next instanceof Frame.Broken) {
                break;
            }
            next = framer.next();
        }
        return frames;
    }

    private List<Frame> feed(String text) {
        return feed(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertMessage(Frame frame, byte[] expected) {
        assertThat(frame)
                .isInstanceOfSatisfying(
                        Frame.Message.class,
                        message -> assertThat(message.bytes()).isEqualTo(expected));
    }

    @Test
    void a_message_that_comes_byte_by_byte_is_whole_at_its_last_byte() {
        for (int i = 0; i < WHOLE.length - 1; i++) {
            assertThat(feed(new byte[] {WHOLE[i]})).isEmpty();
        }

        List<Frame> frames = feed(new byte[] {WHOLE[WHOLE.length - 1]});

        assertThat(frames).hasSize(1);
        assertMessage(frames.getFirst(), WHOLE);
        assertThat(framer.held()).isZero();
    }

    @Test
    void several_messages_in_one_segment_come_one_after_another() {
        byte[] three = new byte[WHOLE.length * 3];
        for (int i = 0; i < 3; i++) {
            System.arraycopy(WHOLE, 0, three, i * WHOLE.length, WHOLE.length);
        }

        List<Frame> frames = feed(three);

        assertThat(frames).hasSize(3).allSatisfy(frame -> assertMessage(frame, WHOLE));
    }

    @Test
    void two_line_breaks_are_a_ping_and_one_is_a_pong() {
        assertThat(feed("\r\n\r\n")).containsExactly(new Frame.Ping());
        assertThat(feed("\r\n")).containsExactly(new Frame.Pong());
        assertMessage(feed(WHOLE).getFirst(), WHOLE);
        assertThat(feed("\r\n\r\n\r\n\r\n")).containsExactly(new Frame.Ping(), new Frame.Ping());
    }

    @Test
    void a_ping_in_pieces_is_still_a_ping() {
        assertThat(feed("\r")).isEmpty();
        assertThat(feed("\n\r")).isEmpty();
        assertThat(feed("\n")).containsExactly(new Frame.Ping());

        assertThat(feed("\r\n")).containsExactly(new Frame.Pong());
        assertThat(feed("\r\n")).containsExactly(new Frame.Ping());
    }

    @Test
    void a_message_over_ten_thousand_bytes_is_as_good_as_any() {
        String body = "x".repeat(40_000);
        String text = "MESSAGE sip:a@b SIP/2.0\r\nl: 40000\r\n\r\n" + body;

        assertMessage(feed(text).getFirst(), text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void without_content_length_the_stream_is_broken_and_the_request_can_be_answered() {
        List<Frame> frames = feed(Messages.bytes(Messages.INVITE.replace("Content-Length: 4\n", "")));

        assertThat(frames.getFirst()).isInstanceOfSatisfying(Frame.Broken.class, broken -> {
            assertThat(broken.malformed().status()).isEqualTo(400);
            assertThat(broken.malformed().why()).isEqualTo("Missing Content-Length");
            assertThat(broken.malformed().request()).isNotNull();
        });
        assertThat(feed(WHOLE)).containsExactlyElementsOf(frames);
        assertThat(framer.held()).isZero();
    }

    @Test
    void garbage_and_doubled_content_lengths_break_the_stream() {
        for (String length : List.of("-1", "x", "4 4", "99999999999", "", "4\nl: 5", "4\nContent-Length: 4")) {
            StreamFramer fresh = new StreamFramer(Messages.PARSER);
            byte[] bytes = Messages.bytes(Messages.INVITE.replace("Content-Length: 4", "Content-Length: " + length));
            fresh.feed(bytes, 0, bytes.length);
            assertThat(fresh.next()).as(length).isInstanceOf(Frame.Broken.class);
        }
    }

    @Test
    void a_body_too_long_is_refused_before_it_comes() {
        List<Frame> frames =
                feed(Messages.bytes(Messages.INVITE.replace("Content-Length: 4", "Content-Length: 70000")));

        assertThat(frames.getFirst()).isInstanceOfSatisfying(Frame.Broken.class, broken -> {
            assertThat(broken.malformed().status()).isEqualTo(413);
            assertThat(broken.malformed().request()).isNotNull();
        });
    }

    @Test
    void a_head_without_end_is_refused_when_it_is_too_long() {
        assertThat(feed("INVITE sip:a@b SIP/2.0\r\nVia: SIP/2.0/TCP h;branch=z9hG4bK1\r\n"))
                .isEmpty();
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < 40 && frames.isEmpty(); i++) {
            frames.addAll(feed("X: " + "y".repeat(995) + "\r\n"));
        }

        assertThat(frames.getFirst()).isInstanceOfSatisfying(Frame.Broken.class, broken -> {
            assertThat(broken.malformed().status()).isEqualTo(513);
            assertThat(broken.malformed().request()).isNotNull();
        });
    }

    @Test
    void what_is_no_sip_at_all_breaks_the_stream_at_once() {
        assertThat(feed("\u0016\u0003\u0001")).singleElement().isInstanceOf(Frame.Broken.class);
    }
}
