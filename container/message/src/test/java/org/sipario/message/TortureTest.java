package org.sipario.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sipario.message.MessageParser.Parsed;

/** RFC 4475 and RFC 5118, as far as a parser decides; the rest of each expectation concerns the server. */
class TortureTest {

    /** Errors in headers that the parser does not read: layers above may refuse them. */
    private static final Set<String> LEFT_TO_OTHERS = Set.of("baddate.dat", "regbadct.dat", "badbranch.dat");

    /** A response whose second Via is the broadcast address: well formed. */
    private static final String BROADCAST = "bcast.dat";

    record Case(String folder, String file, String kind, boolean valid, String expected) {

        byte[] bytes() throws IOException {
            byte[] corrected = read("/torture/" + folder + "/corrected/" + file);
            return corrected != null ? corrected : Objects.requireNonNull(read("/torture/" + folder + "/" + file));
        }

        @Override
        public String toString() {
            return folder + " " + file + ": " + expected;
        }
    }

    static Stream<Case> cases() throws IOException {
        return Stream.concat(cases("rfc4475"), cases("rfc5118"));
    }

    private static Stream<Case> cases(String folder) throws IOException {
        byte[] index = Objects.requireNonNull(read("/torture/" + folder + "/index.tsv"));
        return new String(index, StandardCharsets.UTF_8).lines().skip(1).map(line -> {
            String[] columns = line.split("\t");
            return new Case(folder, columns[0], columns[2], columns[3].equals("valid"), columns[4]);
        });
    }

    private static byte @org.jspecify.annotations.Nullable [] read(String name) throws IOException {
        try (InputStream in = TortureTest.class.getResourceAsStream(name)) {
            return in == null ? null : in.readAllBytes();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void each_message_is_parsed_or_refused_as_its_rfc_says(Case message) throws IOException {
        Parsed parsed = Messages.parse(message.bytes());

        if (message.valid()
                || LEFT_TO_OTHERS.contains(message.file())
                || message.file().equals(BROADCAST)) {
            assertThat(parsed).isInstanceOf(Parsed.Whole.class);
        } else if (message.expected().equals("drop")) {
            assertThat(parsed)
                    .isInstanceOfSatisfying(
                            Parsed.Malformed.class,
                            malformed -> assertThat(malformed.request()).isNull());
        } else {
            int status = message.expected().equals("505") ? 505 : 400;
            assertThat(parsed).isInstanceOfSatisfying(Parsed.Malformed.class, malformed -> {
                assertThat(malformed.status()).as(malformed.why()).isEqualTo(status);
                assertThat(malformed.request()).as("something to answer").isNotNull();
            });
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void what_is_refused_can_be_answered_with_the_usual_headers(Case message) throws IOException {
        if (Messages.parse(message.bytes()) instanceof Parsed.Malformed(int status, String why, SipRequest request)
                && request != null) {
            SipResponse answer = SipResponse.to(request, status, why, "t1");
            assertThat(answer.topVia().host()).isEqualTo(request.topVia().host());
            assertThat(Messages.wire(answer)).startsWith("SIP/2.0 " + status + " " + why + "\n");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_message_not_touched_is_printed_byte_for_byte(Case message) throws IOException {
        byte[] bytes = message.bytes();
        if (Messages.parse(bytes) instanceof Parsed.Whole(SipMessage whole)) {
            String printed = new String(whole.toBytes(), StandardCharsets.ISO_8859_1);
            String came = new String(bytes, StandardCharsets.ISO_8859_1);
            if (message.file().equals("inv2543.dat")) {
                // Received without Content-Length, which is added.
                printed = printed.replaceFirst("Content-Length: \\d+\r\n", "");
            }
            // dblreq: what follows the body is dropped.
            assertThat(came).startsWith(printed);
            assertThat(whole.toBytes().length)
                    .isGreaterThanOrEqualTo(message.file().equals("dblreq.dat") ? 1 : printed.length());
        }
    }

    @Test
    void the_stray_file_of_the_archive_breaks_nothing() throws IOException {
        byte[] bytes = Objects.requireNonNull(read("/torture/rfc4475/extra/test.dat"));
        assertThat(Messages.parse(bytes))
                .isInstanceOfSatisfying(
                        Parsed.Malformed.class,
                        malformed -> assertThat(malformed.request()).isNull());
    }

    @Test
    void all_61_messages_of_both_documents_are_here() throws IOException {
        assertThat(cases().count()).isEqualTo(61);
    }
}
