package org.sipario.servlet.flows;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sipario.message.SipMessage;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;

/**
 * The messages of RFC 4475 and RFC 5118 against a whole server: what an endpoint answers, what a proxy does with them.
 */
class TortureTest {

    private static final Path MESSAGES = Path.of("..", "message", "src", "test", "resources", "torture");

    /** What the RFCs leave to the endpoint's application: the container must hand it over. */
    private static final Map<String, String> OF_THE_ENDPOINT = Map.ofEntries(
            entry("intmeth.dat", "501: which methods there are"),
            entry("esc02.dat", "501: which methods there are"),
            entry("unksm2.dat", "400: which addresses of record a registrar has"),
            entry("bext01.dat", "420: which extensions it supports"),
            entry("invut.dat", "415: which bodies it understands"),
            entry("regaut01.dat", "405: whether it is a registrar"),
            entry("cparam01.dat", "405: whether it is a registrar"),
            entry("cparam02.dat", "405: whether it is a registrar"),
            entry("regescrt.dat", "405: whether it is a registrar"),
            entry("sdp01.dat", "406: which bodies it makes"));

    /** An INVITE without Contact, as RFC 2543 allowed: a proxy passes it on, but no dialog can be made of it. */
    private static final String NO_CONTACT = "inv2543.dat";

    /** What the RFCs want of a registrar: a proxy forwards it. */
    private static final Map<String, String> OF_THE_REGISTRAR = Map.ofEntries(
            entry("cparam01.dat", "200 or 401"),
            entry("cparam02.dat", "200 or 401"),
            entry("regescrt.dat", "200 or 401"));

    /** Where this container differs from the stateless proxy of the RFCs. */
    private static final Map<String, String> WITHIN_NO_DIALOG = Map.ofEntries(
            entry("wsinv.dat", "a To tag and no dialog of ours: CNT-2 wants 481"),
            entry("via-received-param-with-delim.dat", "a BYE within no dialog of ours: CNT-2 wants 481"),
            entry("mult-ip-in-header.dat", "a BYE within no dialog of ours: CNT-2 wants 481"));

    private static final String ORDINARY = """
            OPTIONS sip:somebody@example.com SIP/2.0
            Via: SIP/2.0/UDP 203.0.113.5;branch=z9hG4bK-afterwards
            Max-Forwards: 70
            From: <sip:stranger@example.com>;tag=1
            To: <sip:somebody@example.com>
            Call-ID: afterwards
            CSeq: 1 OPTIONS
            Content-Length: 0

            """;

    record Case(String folder, String file, String endpoint, String proxy, String also) {

        byte[] bytes() throws IOException {
            Path corrected = MESSAGES.resolve(folder).resolve("corrected").resolve(file);
            return Files.readAllBytes(
                    Files.exists(corrected)
                            ? corrected
                            : MESSAGES.resolve(folder).resolve(file));
        }

        @Override
        public String toString() {
            return folder + " " + file;
        }
    }

    static Stream<Case> cases() throws IOException {
        return Stream.concat(cases("rfc4475"), cases("rfc5118"));
    }

    private static Stream<Case> cases(String folder) throws IOException {
        return Files.readAllLines(MESSAGES.resolve(folder).resolve("index.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t"))
                .map(columns -> new Case(folder, columns[0], columns[4], columns[5], columns[6]));
    }

    private final RawWire wire = new RawWire();

    @ParameterizedTest
    @MethodSource("cases")
    void CNT_4_an_endpoint_answers_each_as_its_rfc_says_and_goes_on(Case message) throws IOException {
        LambdaServlet endpoint = new LambdaServlet(request -> {
            if (!request.getMethod().equals("ACK")) {
                LambdaServlet.answer(request, 200);
            }
        });
        wire.server.deploy("endpoint", endpoint);

        wire.receive(message.bytes());

        assertOneOf(
                OF_THE_ENDPOINT.containsKey(message.file())
                        ? List.of("200")
                        : message.file().equals(NO_CONTACT)
                                ? List.of("400")
                                : WITHIN_NO_DIALOG.containsKey(message.file())
                                        ? List.of("481")
                                        : meant(message.endpoint() + "|" + message.also(), "200"));
        assertThat(endpoint.requests)
                .hasSize(seen.contains("200") || message.file().equals(NO_CONTACT) ? 1 : 0);
        wire.receive(ORDINARY);
        assertThat(wire.heard()).containsExactly("200");
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void CNT_4_a_proxy_refuses_or_forwards_each_as_its_rfc_says_and_goes_on(Case message) throws IOException {
        ProxyingServlet proxy = new ProxyingServlet();
        wire.server.deploy("proxy", proxy);

        wire.receive(message.bytes());

        assertOneOf(
                WITHIN_NO_DIALOG.containsKey(message.file())
                        ? List.of("481")
                        : OF_THE_REGISTRAR.containsKey(message.file())
                                ? List.of("forward")
                                : meant(message.proxy() + "|" + message.also(), "forward"));
        wire.receive(ORDINARY);
        assertThat(wire.heard()).containsExactly("OPTIONS");
        assertNothingIsLeft();
    }

    @Test
    void CNT_4_the_stray_file_of_the_archive_is_dropped() throws IOException {
        wire.receive(
                Files.readAllBytes(MESSAGES.resolve("rfc4475").resolve("extra").resolve("test.dat")));
        assertThat(wire.heard()).isEmpty();
    }

    /** What was sent, in the words of the table. */
    private List<String> seen = List.of();

    private void assertOneOf(List<String> expected) {
        List<String> outcome = new ArrayList<>();
        for (SipMessage sent : wire.taken()) {
            switch (sent) {
                case SipRequest request -> {
                    assertThat(wire.isWell(request))
                            .as("what goes on\n" + request)
                            .isTrue();
                    outcome.add("forward");
                }
                case SipResponse response when response.status() > 100 -> outcome.add("" + response.status());
                case SipResponse _ -> {}
            }
        }
        seen = outcome.isEmpty() ? List.of("drop") : outcome;
        assertThat(seen).hasSize(1);
        assertThat(expected).containsAnyElementsOf(seen);
    }

    /** The words of the table. @param handled what this kind of application does with a valid message */
    private static List<String> meant(String words, String handled) {
        return Arrays.stream(words.split("\\|"))
                .map(word -> switch (word) {
                    case "process" -> handled;
                    case "parse" -> "drop";
                    case "reject", "any 4xx" -> "400";
                    default -> word;
                })
                .toList();
    }

    private void assertNothingIsLeft() {
        wire.server.after(Duration.ofMinutes(10));
        assertThat(wire.server.container.layer().counts().active()).isZero();
        wire.server.assertEmpty();
    }
}
