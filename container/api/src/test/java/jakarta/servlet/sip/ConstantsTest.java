package jakarta.servlet.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The names and numbers that applications compile into themselves. */
class ConstantsTest {

    @Test
    @SuppressWarnings("deprecation")
    void context_attributes_have_jakarta_names() {
        assertThat(SipServlet.SIP_FACTORY).isEqualTo("jakarta.servlet.sip.SipFactory");
        assertThat(SipServlet.TIMER_SERVICE).isEqualTo("jakarta.servlet.sip.TimerService");
        assertThat(SipServlet.SIP_SESSIONS_UTIL).isEqualTo("jakarta.servlet.sip.SipSessionsUtil");
        assertThat(SipServlet.SUPPORTED).isEqualTo("jakarta.servlet.sip.supported");
        assertThat(SipServlet.SUPPORTED_RFCs).isEqualTo("jakarta.servlet.sip.supportedRfcs");
        assertThat(SipServlet.PRACK_SUPPORTED).isEqualTo("jakarta.servlet.sip.100rel");
        assertThat(SipServlet.OUTBOUND_INTERFACES).isEqualTo("jakarta.servlet.sip.outboundInterfaces");
        assertThat(SipServlet.OUTBOUND_ADDRESSES).isEqualTo("jakarta.servlet.sip.outboundAddresses");
        assertThat(SipServlet.DNS_RESOLVER).isEqualTo("jakarta.servlet.sip.DnsResolver");
    }

    /** JAK-5, MSG2-11. */
    @Test
    @SuppressWarnings("deprecation")
    void every_spelling_of_480_and_604_is_there() {
        assertThat(SipServletResponse.SC_TEMPORARLY_UNAVAILABLE).isEqualTo(480);
        assertThat(SipServletResponse.SC_TEMPORARILY_UNAVAILABLE).isEqualTo(480);
        assertThat(SipServletResponse.SC_DOES_NOT_EXIT_ANYWHERE).isEqualTo(604);
        assertThat(SipServletResponse.SC_DOES_NOT_EXIST_ANYWHERE).isEqualTo(604);
        assertThat(SipServletResponse.SC_MAX_BREADTH_EXCEEDED).isEqualTo(440);
    }

    @Test
    void no_two_other_status_constants_share_a_number() throws IllegalAccessException {
        var seen = new TreeMap<Integer, String>();
        var twice = new TreeMap<Integer, String>();
        for (Field constant : SipServletResponse.class.getFields()) {
            var earlier = seen.put(constant.getInt(null), constant.getName());
            if (earlier != null) {
                twice.put(constant.getInt(null), earlier);
            }
        }

        assertThat(twice).containsOnlyKeys(480, 604);
        assertThat(seen.keySet())
                .allMatch(status -> status >= 100 && status <= 699)
                .hasSizeGreaterThan(55);
    }

    @Test
    void reasons_of_rel100_have_their_numbers_and_words() {
        var reasons = Map.of(
                Rel100Exception.NOT_1XX, 0,
                Rel100Exception.NOT_INVITE, 1,
                Rel100Exception.NO_REQ_SUPPORT, 2,
                Rel100Exception.NOT_SUPPORTED, 3,
                Rel100Exception.NOT_100rel, 4);

        assertThat(reasons).allSatisfy((constant, number) -> {
            assertThat(constant).isEqualTo(number);
            assertThat(new Rel100Exception(constant).getReason()).isEqualTo(number);
        });
        assertThat(reasons.keySet().stream().map(reason -> new Rel100Exception(reason).getMessage()))
                .doesNotHaveDuplicates()
                .noneMatch(message -> message.contains("unknown"));
        assertThat(new Rel100Exception(9)).hasMessage("unknown reason 9");
    }

    @Test
    void the_states_of_a_session_are_four() {
        assertThat(Arrays.stream(SipSession.State.values()).map(Enum::name))
                .containsExactlyInAnyOrder("INITIAL", "EARLY", "CONFIRMED", "TERMINATED");
    }
}
