package jakarta.servlet.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletContext;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Events carry what they were made with; exceptions carry message and cause. */
class EventsAndExceptionsTest {

    private final SipSession session = Fake.of(SipSession.class, Map.of());
    private final SipApplicationSession appSession = Fake.of(SipApplicationSession.class, Map.of());
    private final SipServletRequest request = Fake.of(SipServletRequest.class, Map.of());
    private final SipServletResponse response = Fake.of(SipServletResponse.class, Map.of());

    @Test
    void session_events_carry_the_session() {
        assertThat(new SipSessionEvent(session).getSession() == session).isTrue();
        assertThat(new SipApplicationSessionEvent(appSession).getApplicationSession() == appSession)
                .isTrue();
    }

    @Test
    void binding_events_carry_the_name_too() {
        var bound = new SipSessionBindingEvent(session, "colour");
        var appBound = new SipApplicationSessionBindingEvent(appSession, "size");
        var stored = new AttributeStoreBindingEvent<>(session, "shape");

        assertThat(bound.getSession() == session).isTrue();
        assertThat(bound.getName()).isEqualTo("colour");
        assertThat(appBound.getApplicationSession() == appSession).isTrue();
        assertThat(appBound.getName()).isEqualTo("size");
        assertThat(stored.getAttributeStore() == session).isTrue();
        assertThat(stored.getName()).isEqualTo("shape");
    }

    @Test
    void error_events_carry_request_and_response() {
        var event = new SipErrorEvent(request, response);

        assertThat(event.getRequest() == request).isTrue();
        assertThat(event.getResponse() == response).isTrue();
    }

    /** SRV-15. */
    @Test
    void a_servlet_event_carries_context_and_servlet() {
        var context = Fake.of(ServletContext.class, Map.of());
        var servlet = new SipServlet() {};
        var event = new SipServletContextEvent(context, servlet);

        assertThat(event.getServletContext() == context).isTrue();
        assertThat(event.getSipServlet()).isSameAs(servlet);
    }

    @Test
    void a_flow_event_carries_the_flow() {
        var flow = Fake.of(Flow.class, Map.of());

        assertThat(new FlowFailedEvent(flow).getFlow() == flow).isTrue();
    }

    @Test
    void an_event_without_its_subject_is_refused() {
        assertThatThrownBy(() -> new SipSessionEvent(null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SipErrorEvent(null, response)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void exceptions_carry_message_and_cause() {
        var cause = new IllegalStateException("why");

        assertThat(new ServletParseException("sip:", cause)).hasMessage("sip:").hasCause(cause);
        assertThat(new ServletParseException(cause)).hasCause(cause);
        assertThat(new TooManyHopsException("0", cause)).hasMessage("0").hasCause(cause);
        assertThat(new TooManyHopsException()).hasMessage(null);
        assertThat(new InsufficientBreadthException("1 of 2", cause))
                .hasMessage("1 of 2")
                .hasCause(cause);
        assertThat(new InsufficientBreadthException("1 of 2")).hasNoCause();
    }
}
