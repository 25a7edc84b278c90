package org.sipario.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {

    /** The attributes that Tomcat would find, by its own rule: a setter of one value makes one. */
    private static List<String> setters(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> method.getName().startsWith("set") && method.getParameterCount() == 1)
                .map(Method::getName)
                .map(name -> name.substring(3, 4).toLowerCase(Locale.ROOT) + name.substring(4))
                .toList();
    }

    private static List<String> names(List<Setting> settings) {
        return settings.stream().map(Setting::name).toList();
    }

    @Test
    void every_setter_of_the_engine_and_the_host_has_its_row() {
        assertThat(names(ConfigurationReference.engine()))
                .doesNotHaveDuplicates()
                .containsAll(setters(SipEngine.class));
        assertThat(names(ConfigurationReference.host())).hasSameElementsAs(setters(SipHost.class));
    }

    @Test
    void every_default_is_a_value_that_the_engine_takes() {
        StackSettings settings = new StackSettings();

        assertThat(StackSettings.TABLE).isNotEmpty().allSatisfy(row -> settings.set(row.name(), row.standard()));
        assertThat(settings.container()).isEqualTo(new StackSettings().container());
        assertThat(settings.transport()).isEqualTo(new StackSettings().transport());
    }

    @Test
    void a_slip_of_the_pen_is_answered_with_every_name_there_is() {
        assertThatThrownBy(() -> new StackSettings().set("grce", "2"))
                .hasMessageStartingWith("SipEngine has no attribute \"grce\"; besides Tomcat's own it has dar, grace, ")
                .message()
                .contains(names(ConfigurationReference.engine()));
    }

    @Test
    void every_attribute_of_a_connector_is_taken() {
        assertThat(names(ConfigurationReference.connector()))
                .containsExactly("transport", "address", "port", "advertisedHost", "advertisedPort");
        assertThat(ListeningSettings.of(Map.of("transport", "udp")).bind().getPort())
                .isEqualTo(Integer.parseInt(
                        ConfigurationReference.connector().get(2).standard()));
    }
}
