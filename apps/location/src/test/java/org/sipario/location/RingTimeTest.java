package org.sipario.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingTimeTest {

    @Test
    void a_phone_rings_for_20_seconds_and_the_last_for_three_minutes() throws ServletException {
        RingTime ring = RingTime.of(context(Map.of()));

        assertThat(ring.seconds(true)).isEqualTo(20);
        assertThat(ring.seconds(false)).isEqualTo(181);
    }

    @Test
    void both_times_are_context_parameters() throws ServletException {
        assertThat(RingTime.of(context(Map.of("ring", " 5 ", "ringLast", "60"))))
                .isEqualTo(new RingTime(5, 60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "601", "-1", "soon", "", "1.5"})
    void what_is_no_time_is_refused_by_name(String value) {
        assertThatThrownBy(() -> RingTime.of(context(Map.of("ringLast", value))))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("\"ringLast\"")
                .hasMessageContaining("\"" + value + "\"");
    }

    private static ServletContext context(Map<String, String> parameters) {
        return (ServletContext) Proxy.newProxyInstance(
                ServletContext.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (_, _, arguments) -> parameters.get((String) arguments[0]));
    }
}
