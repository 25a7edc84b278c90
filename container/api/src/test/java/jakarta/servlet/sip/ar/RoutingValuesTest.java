package jakarta.servlet.sip.ar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

/** The values that pass between container and application router. */
class RoutingValuesTest {

    /** RTR-18. */
    @Test
    void regions_compare_by_label_and_type() {
        var own = new SipApplicationRoutingRegion("LATE", SipApplicationRoutingRegionType.TERMINATING);

        assertThat(own)
                .isEqualTo(new SipApplicationRoutingRegion("LATE", SipApplicationRoutingRegionType.TERMINATING))
                .hasSameHashCodeAs(new SipApplicationRoutingRegion("LATE", SipApplicationRoutingRegionType.TERMINATING))
                .isNotEqualTo(SipApplicationRoutingRegion.TERMINATING_REGION)
                .isNotEqualTo(new SipApplicationRoutingRegion("LATE", null))
                .hasToString("LATE (TERMINATING)");
        assertThat(new SipApplicationRoutingRegion(null, null)).isEqualTo(new SipApplicationRoutingRegion(null, null));
    }

    /** RTR-18. */
    @Test
    void the_three_known_regions_are_named_after_their_type() {
        assertThat(SipApplicationRoutingRegion.NEUTRAL_REGION.getType())
                .isEqualTo(SipApplicationRoutingRegionType.NEUTRAL);
        assertThat(SipApplicationRoutingRegion.ORIGINATING_REGION.getType())
                .isEqualTo(SipApplicationRoutingRegionType.ORIGINATING);
        assertThat(SipApplicationRoutingRegion.TERMINATING_REGION.getType())
                .isEqualTo(SipApplicationRoutingRegionType.TERMINATING);
        assertThat(SipApplicationRoutingRegion.TERMINATING_REGION)
                .hasToString("TERMINATING")
                .returns("TERMINATING", SipApplicationRoutingRegion::getLabel);
    }

    @Test
    void a_region_survives_serialization() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(SipApplicationRoutingRegion.ORIGINATING_REGION);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(SipApplicationRoutingRegion.ORIGINATING_REGION);
        }
    }

    @Test
    void an_answer_keeps_its_routes_whatever_becomes_of_the_array() {
        var routes = new String[] {"sip:one.example.com;lr", "sip:two.example.com;lr"};
        var answer = new SipApplicationRouterInfo(
                "app",
                SipApplicationRoutingRegion.NEUTRAL_REGION,
                "sip:alice@example.com",
                routes,
                SipRouteModifier.ROUTE_BACK,
                7);
        routes[0] = "changed";
        answer.getRoutes()[1] = "changed";

        assertThat(answer.getRoutes()).containsExactly("sip:one.example.com;lr", "sip:two.example.com;lr");
        assertThat(answer.getNextApplicationName()).isEqualTo("app");
        assertThat(answer.getRoutingRegion()).isEqualTo(SipApplicationRoutingRegion.NEUTRAL_REGION);
        assertThat(answer.getSubscriberURI()).isEqualTo("sip:alice@example.com");
        assertThat(answer.getRouteModifier()).isEqualTo(SipRouteModifier.ROUTE_BACK);
        assertThat(answer.getStateInfo()).isEqualTo(7);
    }

    @Test
    void an_answer_may_name_no_application() {
        var answer = new SipApplicationRouterInfo(null, null, null, null, null, null);

        assertThat(answer.getNextApplicationName()).isNull();
        assertThat(answer.getRoutes()).isNull();
    }

    @Test
    void a_targeted_request_names_kind_and_owner() {
        var target = new SipTargetedRequestInfo(SipTargetedRequestType.REPLACES, "conference");

        assertThat(target.getType()).isEqualTo(SipTargetedRequestType.REPLACES);
        assertThat(target.getApplicationName()).isEqualTo("conference");
    }
}
