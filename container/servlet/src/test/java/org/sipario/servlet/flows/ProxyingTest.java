package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.URI;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sipario.testkit.Ladder;

/** An application as proxy. */
class ProxyingTest {

    /** Sends every initial request to its targets, or to its Request-URI. */
    static class Forwarder extends SipServlet {
        private static final long serialVersionUID = 1L;
        final List<String> heard = new ArrayList<>();
        List<String> targets = List.of();
        boolean stays = true;
        boolean parallel = true;

        @Override
        protected void doRequest(SipServletRequest request) throws ServletException, IOException {
            heard.add(request.getMethod() + (request.isInitial() ? " initial" : ""));
            if (request.isInitial()) {
                Proxy proxy = request.getProxy();
                proxy.setRecordRoute(stays);
                proxy.setParallel(parallel);
                List<URI> uris = new ArrayList<>();
                for (String target : targets) {
                    uris.add(factory().createURI(target));
                }
                proxy.proxyTo(uris.isEmpty() ? List.of(request.getRequestURI()) : uris);
            }
        }

        jakarta.servlet.sip.SipFactory factory() {
            return (jakarta.servlet.sip.SipFactory) getServletContext().getAttribute(SIP_FACTORY);
        }

        @Override
        protected void doResponse(SipServletResponse response) {
            heard.add(response.getStatus() + " " + response.getMethod());
        }
    }

    private final Server server = new Server();
    private final Forwarder forwarder = new Forwarder();

    @Test
    void a_call_passes_and_its_BYE_finds_the_way_back_from_either_side() {
        server.deploy("proxy", forwarder);
        server.ladder("alice", "bob").play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  180
                proxy -> alice  180
                bob   -> proxy  200
                proxy -> alice  200
                alice -> proxy  ACK
                proxy -> bob    ACK
                bob   -> proxy  BYE
                proxy -> alice  BYE
                alice -> proxy  200 BYE
                proxy -> bob    200 BYE
                """);
        assertThat(forwarder.heard)
                .containsExactly("INVITE initial", "180 INVITE", "200 INVITE", "ACK", "BYE", "200 BYE");
        server.assertEmpty();
    }

    @Test
    void PRX_2_the_request_is_forwarded_with_nothing_changed_but_what_must_be() {
        server.deploy("proxy", forwarder);
        server.ladder("alice", "bob").play("""
                alice -> proxy  INVITE
                    + X-Unknown: "kept as it is" ; a = 1
                proxy -> bob    INVITE
                """).where("proxy -> bob INVITE", invite -> {
            assertThat(invite.toString()).contains("X-Unknown: \"kept as it is\" ; a = 1");
            assertThat(invite.headers("Via")).hasSize(2);
            assertThat(invite.header("Max-Forwards")).isEqualTo("69");
            assertThat(invite.header("Record-Route")).contains(";lr");
        });
    }

    @Test
    void PRX_12_PRX_13_the_first_2xx_of_a_fork_wins_and_the_others_are_cancelled() {
        forwarder.targets = List.of("sip:bob@bob.test", "sip:carol@carol.test");
        server.deploy("proxy", forwarder);
        server.ladder("alice", "bob", "carol").play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                proxy -> carol  INVITE
                bob   -> proxy  180
                proxy -> alice  180
                carol -> proxy  180
                proxy -> alice  180
                carol -> proxy  200
                proxy -> alice  200
                proxy -> bob    CANCEL
                bob   -> proxy  200 CANCEL
                bob   -> proxy  487 INVITE
                proxy -> bob    ACK
                alice -> proxy  ACK
                proxy -> carol  ACK
                """);
    }

    @Test
    void PRX_15_the_best_of_the_failures_goes_upstream() {
        forwarder.targets = List.of("sip:bob@bob.test", "sip:carol@carol.test");
        server.deploy("proxy", forwarder);
        server.ladder("alice", "bob", "carol").play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                proxy -> carol  INVITE
                bob   -> proxy  503
                proxy -> bob    ACK
                carol -> proxy  486
                proxy -> carol  ACK
                proxy -> alice  486
                alice -> proxy  ACK
                """);
        server.assertEmpty();
    }

    @Test
    void PRX_3_sequential_targets_are_tried_one_after_another() {
        forwarder.targets = List.of("sip:bob@bob.test", "sip:carol@carol.test");
        forwarder.parallel = false;
        server.deploy("proxy", forwarder);
        server.ladder("alice", "bob", "carol").play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                bob   -> proxy  486
                proxy -> bob    ACK
                proxy -> carol  INVITE
                carol -> proxy  200
                proxy -> alice  200
                alice -> proxy  ACK
                proxy -> carol  ACK
                """);
    }

    @Test
    void PRX_35_a_CANCEL_from_upstream_cancels_the_branch() {
        server.deploy("proxy", forwarder);
        server.ladder("alice", "bob").play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  180
                proxy -> alice  180
                alice -> proxy  CANCEL
                proxy -> alice  200 CANCEL
                proxy -> bob    CANCEL
                bob   -> proxy  200 CANCEL
                bob   -> proxy  487 INVITE
                proxy -> bob    ACK
                proxy -> alice  487 INVITE
                alice -> proxy  ACK
                """);
        server.assertEmpty();
    }

    @Test
    void PRX_43_silence_downstream_is_a_408_upstream() {
        server.deploy("proxy", forwarder);
        server.ladder("alice", "bob").play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE  # lost
                after 200ms
                proxy -> alice  100
                """);
        forwarder.heard.clear();
    }

    /** RFC 3261 §16.7 step 3: a response without a second Via cannot be forwarded. */
    @Test
    void a_response_that_has_lost_the_other_Vias_goes_no_further_and_counts_as_none() {
        server.deploy("proxy", forwarder);
        server.ladder("alice", "bob")
                .with("bob -> proxy 180", m -> m.with("Via", m.headers("Via").getFirst()))
                .with("bob -> proxy 486", m -> m.with("Via", m.headers("Via").getFirst()))
                .play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  180
                bob   -> proxy  486
                proxy -> bob    ACK
                proxy -> alice  500
                alice -> proxy  ACK
                """);
    }

    /** RFC 3261 §16.7 step 3, in a dialog. */
    @Test
    void an_answer_to_BYE_that_has_lost_the_other_Vias_goes_no_further() {
        server.deploy("proxy", forwarder);
        Ladder ladder = server.ladder("alice", "bob");
        ladder.play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  200
                proxy -> alice  200
                alice -> proxy  ACK
                proxy -> bob    ACK
                """);
        ladder.with("bob -> proxy 200", m -> m.with("Via", m.headers("Via").getFirst()));
        ladder.play("""
                alice -> proxy  BYE
                proxy -> bob    BYE
                bob   -> proxy  200
                proxy -> alice  503 BYE
                """);
    }

    @Test
    void PRX_29_without_record_route_the_dialog_passes_by() {
        forwarder.stays = false;
        server.deploy("proxy", forwarder);
        server.ladder("alice", "bob").play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  200
                proxy -> alice  200
                alice -> bob    ACK
                """);
        server.assertEmpty();
    }

    @Test
    void RTR_21_two_applications_in_a_row_each_add_a_Via_and_a_Record_Route() {
        Forwarder second = new Forwarder();
        server.deploy("first", forwarder);
        server.deploy("second", second);
        server.ladder("alice", "bob").play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  200
                proxy -> alice  200
                alice -> proxy  ACK
                proxy -> bob    ACK
                bob   -> proxy  BYE
                proxy -> alice  BYE
                alice -> proxy  200 BYE
                proxy -> bob    200 BYE
                """).where("proxy -> bob INVITE", invite -> {
            assertThat(invite.headers("Via")).hasSize(3);
            assertThat(invite.headers("Record-Route")).hasSize(2);
            assertThat(invite.header("Max-Forwards")).isEqualTo("68");
        });
        assertThat(forwarder.heard).containsExactly("INVITE initial", "200 INVITE", "ACK", "BYE", "200 BYE");
        assertThat(second.heard).containsExactly("INVITE initial", "200 INVITE", "ACK", "BYE", "200 BYE");
        server.assertEmpty();
    }
}
