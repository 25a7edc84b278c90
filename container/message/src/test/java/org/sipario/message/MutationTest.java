package org.sipario.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sipario.message.MessageParser.Parsed;

/** Thousands of broken messages, the same ones in every run: nothing is thrown, nothing loops. */
class MutationTest {

    private static final long SEED = 4475;
    private static final int ROUNDS = 20_000;
    private static final byte[] SPICE =
            "\r\n\t ,;:<>\"\\@[]?&=%/*\0{}lvftmic09zSIP".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

    private final SplittableRandom random = new SplittableRandom(SEED);

    private static List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        seeds.add(Messages.bytes(Messages.INVITE));
        for (TortureTest.Case each : TortureTest.cases().toList()) {
            seeds.add(each.bytes());
        }
        return seeds;
    }

    private byte[] mutate(byte[] seed) {
        byte[] bytes = seed.clone();
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes && bytes.length > 1; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = SPICE[random.nextInt(SPICE.length)];
                case 2 -> bytes = java.util.Arrays.copyOf(bytes, at + 1);
                default -> {
                    int from = random.nextInt(bytes.length);
                    int length = Math.min(random.nextInt(40), bytes.length - Math.max(from, at));
                    System.arraycopy(bytes, from, bytes, at, length);
                }
            }
        }
        return bytes;
    }

    /** Reads everything that a server may read of a message. */
    private static void useUp(SipMessage message) {
        assertThat(message.topVia().host()).isNotEmpty();
        assertThat(message.from()).isNotNull();
        assertThat(message.to()).isNotNull();
        assertThat(message.callId()).isNotEmpty();
        assertThat(message.cseq()).isNotNull();
        for (HeaderField field : message.headers()) {
            field.values();
            try {
                field.addresses();
            } catch (SyntaxException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
        byte[] printed = message.toBytes();
        assertThat(Messages.parse(printed))
                .isInstanceOfSatisfying(
                        Parsed.Whole.class,
                        again -> assertThat(again.message().toBytes()).isEqualTo(printed));
    }

    @Test
    @Timeout(60)
    void no_mutation_of_a_message_throws_or_loops() throws IOException {
        List<byte[]> seeds = seeds();
        int whole = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = mutate(seeds.get(round % seeds.size()));
            try {
                switch (Messages.parse(bytes)) {
                    case Parsed.Whole(SipMessage message) -> {
                        whole++;
                        useUp(message);
                        if (message instanceof SipRequest request) {
                            SipRequest edited = request.edit(e -> e.pop(HeaderName.VIA)
                                    .push(HeaderName.VIA, "SIP/2.0/UDP h;branch=z9hG4bK1")
                                    .pop(HeaderName.ROUTE)
                                    .replaceFirst(HeaderName.CONTACT, "<sip:x>"));
                            useUp(edited);
                        }
                    }
                    case Parsed.Malformed(int status, String why, SipRequest request) -> {
                        assertThat(status).isBetween(400, 599);
                        if (request != null) {
                            useUp(SipResponse.to(request, status, why, "t"), request);
                        }
                    }
                    case Parsed.KeepAlive _ -> assertThat(bytes.length).isLessThan(5);
                }
            } catch (RuntimeException | AssertionError e) {
                Assertions.fail(
                        "round " + round + ": " + new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1), e);
            }
        }
        assertThat(whole).as("mutations that are still messages").isBetween(ROUNDS / 20, ROUNDS);
    }

    /** A response to a malformed request can at least be addressed and printed. */
    private static void useUp(SipResponse answer, SipRequest request) {
        assertThat(answer.topVia()).isEqualTo(request.topVia());
        assertThat(answer.toBytes()).isNotEmpty();
    }

    @Test
    @Timeout(60)
    void no_mutation_of_a_stream_throws_or_loops() throws IOException {
        List<byte[]> seeds = seeds();
        for (int round = 0; round < ROUNDS / 4; round++) {
            StreamFramer framer = new StreamFramer(Messages.PARSER);
            byte[] bytes = mutate(seeds.get(round % seeds.size()));
            int at = 0;
            int frames = 0;
            while (at < bytes.length) {
                int length = Math.min(1 + random.nextInt(300), bytes.length - at);
                framer.feed(bytes, at, length);
                at += length;
                StreamFramer.Frame frame = framer.next();
                while (!(frame instanceof StreamFramer.Frame.More) && !(frame instanceof StreamFramer.Frame.Broken)) {
                    frames++;
                    frame = framer.next();
                }
            }
            assertThat(frames).isLessThanOrEqualTo(bytes.length);
            assertThat(framer.held()).isLessThanOrEqualTo(bytes.length);
        }
    }
}
